"""Messages of every shape, and what can be read in what was drawn of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import strategies as st

from domain.messages import (
    Action,
    Card,
    Line,
    Message,
    Moment,
    Open,
    Part,
    Pick,
    PickMode,
    Picture,
    Progress,
    Rule,
    Say,
    Tap,
    Text,
    Tone,
)
from handlers.wording.long_answers import continued

THAI = "กขคงจสนรมยวอปผ่้๊๋์ิีึืุูัำเแโใไๆฯ๐๑๒"
LETTERS = [*THAI, *" \n", "a", "<", "&", "😀", "👩‍👩‍👧‍👦", "🇹🇭", "👍🏽", "❤️", "น้ำ", "ที่"]
# Hypothesis draws short texts; what is long is a short one many times over.
short = st.lists(st.sampled_from(LETTERS), max_size=40).map("".join)
texts = st.builds(lambda text, times: text * times, short, st.sampled_from([1, 1, 1, 7, 90, 700]))
labels = texts.map(lambda text: "ป" + text)


def _pick(mode: PickMode, moments: Sequence[Moment]) -> Pick:
    earliest, initial, latest = moments
    return Pick("เลือก", "when:1", mode, initial=initial, earliest=earliest, latest=latest)


def _picks(mode: PickMode, moments: st.SearchStrategy[Any]) -> st.SearchStrategy[Pick]:
    three = st.lists(moments, min_size=3, max_size=3, unique=True).map(sorted)
    return st.builds(_pick, st.just(mode), three)


picks = st.one_of(
    _picks(PickMode.DATE, st.dates(date(1900, 1, 1), date(2100, 12, 31))),
    _picks(PickMode.TIME, st.times().map(lambda t: time(t.hour, t.minute))),
    _picks(
        PickMode.DATETIME,
        st.datetimes(datetime(1900, 1, 2), datetime(2100, 12, 30)).map(  # noqa: DTZ001 - the zone comes next
            lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
        ),
    ),
)
actions: st.SearchStrategy[Action] = st.one_of(
    st.builds(Say, labels, short.map(lambda text: "ส" + text)),
    st.builds(Tap, labels, st.sampled_from(["missing:1", "d" * 300]), texts),
    st.builds(Open, labels, st.sampled_from(["https://bot.example/f/1", "https://x/" + "y" * 990])),
    picks,
)
parts: st.SearchStrategy[Part] = st.one_of(
    st.builds(Line, texts, label=texts, tone=st.sampled_from(Tone), strong=st.booleans()),
    st.builds(Line, texts),
    st.builds(Progress, texts, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)),
    st.just(Rule()),
)
offered = st.lists(actions, max_size=13).map(tuple)
cards = st.builds(
    Card,
    alt=texts.map(lambda text: "แ" + text),
    title=texts,
    parts=st.builds(lambda many, times: tuple(many) * times, st.lists(parts, max_size=8), st.sampled_from([1, 1, 12])),
    subtitle=texts,
    tone=st.sampled_from(Tone),
    buttons=st.builds(lambda many, times: tuple(many) * times, st.lists(actions, max_size=6), st.sampled_from([1, 5])),
    suggestions=offered,
)
pictures = st.builds(Picture, st.sampled_from(["https://bot.example/f/1"]), st.just(""), offered)
messages: st.SearchStrategy[Message] = st.one_of(st.builds(Text, texts, offered), cards, pictures)
conversations = st.lists(messages, min_size=1, max_size=7)


def letters(text: str) -> str:
    """The text without its blanks: where it is broken they may go."""
    return re.sub(r"\s", "", text)


def words_of(message: Message) -> str:
    """Everything a message says, in order, buttons aside."""
    if isinstance(message, Text):
        return message.text
    if isinstance(message, Picture):
        return message.shows
    said = [message.title, message.subtitle]
    for part in message.parts:
        match part:
            case Line():
                said += [part.label, part.text]
            case Progress():
                said += [part.label, f"{part.done}/{part.total}"]
            case Rule():
                pass
    return "".join(said)


def texts_in(drawn: Any) -> Iterator[str]:
    """Every text of what was drawn, in order, without what drawing adds: icons, and titles of cards that go on."""
    if isinstance(drawn, list):
        for inner in drawn:
            yield from texts_in(inner)
    elif isinstance(drawn, dict):
        if drawn.get("type") in ("text", "textV2"):
            yield drawn["text"]
        for name, inner in drawn.items():
            if name == "header":
                icon_and_title, *subtitle = texts_in(inner)
                yield "" if icon_and_title.endswith(continued("")) else icon_and_title[2:]
                yield from subtitle
            elif name not in ("quickReply", "footer"):
                yield from texts_in(inner)


def actions_in(drawn: Any) -> Iterator[dict[str, Any]]:
    """Every action of what was drawn, in order."""
    if isinstance(drawn, list):
        for inner in drawn:
            yield from actions_in(inner)
    elif isinstance(drawn, dict):
        if "action" in drawn:
            yield drawn["action"]
        for inner in drawn.values():
            yield from actions_in(inner)

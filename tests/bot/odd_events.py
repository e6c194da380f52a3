"""Webhook bodies as no sane platform sends them: real events with one thing changed, and JSON of any shape."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st

from bot.emulator.clock import VirtualClock
from bot.emulator.server import LocalLine
from bot.emulator.world import GroupSeed, PersonSeed
from tests.plans import START
from tests.stories.stage import GROUP, PHOTO, SECRET, TOKEN

ONE, TWO = f"U{1:032x}", f"U{2:032x}"
Json = dict[str, Any]
Path = tuple[str | int, ...]

_texts = st.text(st.characters(codec=None, categories=None), max_size=12) | st.sampled_from(
    ["", "\0", "ก\0ข", "\ud800", "\udfff\ud800", "﷽" * 50, "ก" + "้" * 300, "\u202e\u2066", "x" * 5000, "-1", "1e999"]
)
_numbers = (
    st.integers()
    | st.floats()
    | st.sampled_from([0, -1, 2**31, 2**63, -(2**63) - 1, 10**30, 10**4000, float("inf"), float("nan"), -0.0, 1e308])
)
_leaves = st.none() | st.booleans() | _numbers | _texts
anything = st.recursive(
    _leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4), max_leaves=12
)


def nested(depth: int) -> Any:
    """Lists in lists, so many deep."""
    made: Any = "ก"
    for _ in range(depth):
        made = [made]
    return made


@cache
def real_events() -> tuple[Json, ...]:
    """One event of each kind, as the local LINE writes them."""
    line = LocalLine(
        channel_secret=SECRET,
        access_token=TOKEN,
        webhook_url="http://127.0.0.1:9/webhook",
        people=[PersonSeed(ONE, "หนึ่ง"), PersonSeed(TWO, "สอง")],
        groups=[GroupSeed(GROUP, "กลุ่ม", (ONE, TWO), bot_in=True)],
        clock=VirtualClock(START),
    )
    heard: list[Json] = []
    line.sender.enqueue = heard.append  # type: ignore[method-assign, assignment]  # not delivered
    line.follow(ONE)
    said = line.say(ONE, "งานของฉัน")
    called = line.say(TWO, "สรุป", GROUP, mention_bot=True)
    line.say(TWO, "บอท ช่วยเหลือ", GROUP, quoted_message_id=said)
    line.edit(TWO, called, "บอท ใครยังไม่ส่ง")
    line.send_file(ONE, "รายงาน.xlsx", b"PK")
    line.send_file(TWO, "รายงาน.xlsx", b"PK", GROUP)
    line.send_photos(ONE, [PHOTO, PHOTO])
    line.send_sticker(ONE, "1", "1")
    line.send_location(ONE, (13.7, 100.5), "ที่นี่")
    line.press(ONE, "settle:1:1", "ใช่", params={"date": "2026-11-23"})
    line.unsend(ONE, said)
    line.emit_raw("beacon", {"beacon": {"hwid": "d41d8cd98f", "type": "enter"}}, ONE, replyable=True)
    line.leave_group(TWO, GROUP)
    line.join_group(TWO, GROUP)
    line.remove_bot(GROUP)
    line.invite_bot(GROUP)
    line.block(ONE)
    return tuple(heard)


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every place inside a JSON value, the whole one first."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def changed(event: Json, path: Path, value: Any, how: str) -> Json:
    """A copy of an event with one place set to something else, or left out."""
    made = copy.deepcopy(event)
    holder: Any = made
    for key in path[:-1]:
        holder = holder[key]
    if how == "left out":
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return made


@st.composite
def odd_events(draw: st.DrawFn) -> Json:
    """A real event with one thing changed; its id is new unless that is what was changed."""
    event = {**draw(st.sampled_from(real_events())), "webhookEventId": draw(st.uuids()).hex}
    path = draw(st.sampled_from([path for path in places(event) if path]))
    return changed(event, path, draw(anything), draw(st.sampled_from(["set", "set", "set", "left out"])))


def body_of(*events: Any) -> bytes:
    """A webhook body; odd characters are escaped, as JSON allows."""
    return json.dumps({"destination": "U0", "events": list(events)}).encode()


_LONG = "".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(200))  # does not become short by packing
ODD = [
    None, True, 0, -1, 10**400, 2**63, float("inf"), float("nan"), 1.5, "", "\0", "ก\0", "\ud800", _LONG, [], {},
    [None], {"id": {}}, {"\0": "\udfff"}, nested(20),
]  # fmt: skip

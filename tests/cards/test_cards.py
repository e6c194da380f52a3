"""What holds for every card of the bot: its words in a notification, its colours, its size with the longest data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, Final

import pytest

from bot.line import limits
from bot.line.outbound import render
from domain.messages import Card, Line, Message, Rule, Tone
from domain.thai import BANGKOK
from handlers.facts import Task
from handlers.wording import claims, files, just_done, nil_reports, overview, promises, reminders, tasks, withdrawals
from handlers.wording.overview import RoundView
from handlers.wording.voice import Voice
from tests.handlers.test_wording import TASK, everything

V: Final = Voice()
NOTIFICATION: Final = 400  # LINE takes 1,500 units; a phone shows two lines, the list of chats one
NO_MARKUP: Final = re.compile(r"[*_`<>{}\[\]|\n\t❏✔✎▲⚠]|https?://|  ")
NO_BEGINNING: Final = re.compile(r"^(?:เรียน|สวัสดี|การ์ด|ข้อความจาก|ขออภัย|Flex|[^ก-๙0-9A-Za-z“])")
LONG: Final = "โรงเรียนบ้านห้วยน้ำใสราษฎร์บำรุงมิตรภาพที่ ๙๙๙ สาขาบ้านดอยหมอกเหนือ"
MOST_BUBBLES: Final = 2  # of an answer that is a list: who has more asks for the file or the page


@cache
def cards() -> tuple[tuple[str, Card], ...]:
    """Every card, by the name it has in the snapshot of wording."""
    return tuple((name, message) for name, message in everything(V) if isinstance(message, Card))


def drawn() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every bubble of every card."""
    for name, card in cards():
        yield from ((name, obj) for obj in render([card]).objects)


def test_a_notification_says_at_once_what_it_is_about() -> None:
    assert len(cards()) > 400
    for name, obj in drawn():
        alt = obj["altText"]
        assert alt.strip() == alt != "", name
        assert limits.utf16_units(alt) <= NOTIFICATION, name
        assert not NO_MARKUP.search(alt), (name, alt)
        assert not NO_BEGINNING.search(alt), (name, alt)
        assert limits.graphemes(alt) >= 6, (name, alt)


def test_every_letter_stands_out_from_the_ground_the_card_gives_it_on_a_bright_and_on_a_dark_phone() -> None:
    """Nothing is left to the client's theme; WCAG 2.2, 1.4.3."""
    for tone in Tone:
        card = replace(cards()[0][1], tone=tone, parts=(Line("คำ", label="ป้าย", tone=tone), Line("คำ", tone=tone)))
        (obj,) = render([card]).objects
        for box in (obj["contents"][part] for part in ("header", "body")):
            for text in _texts(box):
                assert _contrast(text["color"], box["backgroundColor"]) >= 4.5, (tone, text)
        for button in obj["contents"]["footer"]["contents"]:
            letters = "#FFFFFF" if button["style"] == "primary" else "#111111"  # LINE's own for the two kinds
            assert _contrast(letters, button["color"]) >= 4.5, tone
        assert obj["contents"]["footer"]["backgroundColor"] == obj["contents"]["body"]["backgroundColor"] == "#FFFFFF"


@pytest.mark.parametrize(
    ("label", "text", "columns"),
    [
        ("กำหนดส่ง", "ศ. 2 เม.ย. 70 (อีก 3 วันทำการ)", (4, 8)),
        ("นางเดือนเพ็ญ ตัวอย่างวงศ์", "กรรมการ", (7, 5)),
        (LONG, "ยังไม่ส่ง", None),
        ("นางเดือนเพ็ญ ตัวอย่างวงศ์", "ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา", None),
    ],
)
def test_long_names_get_the_width_of_the_card_instead_of_a_column(
    label: str, text: str, columns: tuple[int, int] | None
) -> None:
    (obj,) = render([Card(alt="การ์ด", title="การ์ด", parts=(Line(text, label=label),))]).objects
    (part,) = obj["contents"]["body"]["contents"]

    assert [one["text"] for one in part["contents"]] == [label, text]
    assert part["layout"] == ("horizontal" if columns else "vertical")
    assert [one.get("flex") for one in part["contents"]] == (list(columns) if columns else [None, None])


def test_lines_that_follow_each_other_stand_in_the_same_columns() -> None:
    lines = (
        Line("ยังไม่ส่ง", label="วัดธารทอง"),
        Line("ยังไม่ส่ง", label="สาขาบ้านดอยหมอกเหนือ"),
        Rule(),
        Line("วันนี้", label="ส่งเมื่อ"),
    )
    (obj,) = render([Card(alt="การ์ด", title="การ์ด", parts=lines)]).objects

    columns = [
        [one["flex"] for one in part["contents"]] for part in obj["contents"]["body"]["contents"] if "contents" in part
    ]
    assert columns == [[7, 5], [7, 5], [4, 8]]


def test_a_subtitle_that_repeats_the_title_is_left_out() -> None:
    (obj,) = render([Card(alt="แบบสำรวจ", title="แบบสำรวจ", subtitle="แบบสำรวจ", parts=(Line("คำ"),))]).objects
    assert len(obj["contents"]["header"]["contents"]) == 1


def test_what_all_units_are_asked_for_alike_stands_once() -> None:
    schools = [replace(_task(n), subject="แบบสำรวจ", subject_title="") for n in range(12)]
    for make in (overview.who_missing, overview.who_sent):
        (obj,) = render([make(V, _view(schools, title="แบบสำรวจ"))]).objects
        assert [text["text"] for text in _texts(obj["contents"])].count("แบบสำรวจ") == 1


def _view(of: Sequence[Task], *, title: str = TASK.title) -> RoundView:
    return RoundView(id=1, title=title, tasks=tuple(of), as_of=datetime(2027, 3, 30, 9, tzinfo=BANGKOK))


def _task(number: int) -> Task:
    return replace(
        TASK, id=number + 1, subject=f"โครงการ 70-GEN-{number:02}", unit=f"{LONG} ที่ {number}",
        unit_short=f"{LONG} ที่ {number}", subject_title="การพัฒนาศักยภาพผู้เรียนและการจัดการเรียนรู้เชิงรุก",
    )  # fmt: skip


MANY = [replace(_task(n), elsewhere="E-MES") for n in range(150)]
LISTS: dict[str, Callable[[], Message]] = {
    "my tasks": lambda: tasks.my_tasks(V, MANY),
    "which form": lambda: tasks.which_form(V, MANY),
    "how to send": lambda: tasks.how_to_send(V, MANY),
    "no file seen": lambda: tasks.no_file_seen(V, MANY),
    "settled": lambda: tasks.settled(V, MANY),
    "not asked": lambda: tasks.not_asked(V, "project", 0, MANY),
    "just done": lambda: just_done.take_back(V, just_done.Done(TASK.due_at, just_done.Way.SHIFT, "x:1", LONG)),
    "claim which": lambda: claims.which(V, MANY, MANY, 1),
    "claimed": lambda: claims.claimed(V, MANY, 1, 0),
    "nil which": lambda: nil_reports.which(V, MANY),
    "promise which": lambda: promises.which(V, MANY, TASK.due),
    "withdraw which": lambda: withdrawals.which(V, MANY),
    "file of which task": lambda: files.which_task(V, files.FileAsked(1, "ก.xlsx"), MANY),
    "reminder": lambda: reminders.reminder(V, "นายเอก สมมติชน", MANY, None),
    "missing": lambda: overview.who_missing(V, _view(MANY)),
    "sent": lambda: overview.who_sent(V, _view([replace(t, state=t.state.SUBMITTED) for t in MANY])),
    "summary": lambda: overview.summary(V, _view(MANY), "https://b.example/f", 72, "https://b.example/d"),
    "which round": lambda: overview.which_round(V, [(n, f"{LONG} {n}") for n in range(60)], "missing"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_150_schools_or_60_projects_is_one_answer_and_no_heap(name: str) -> None:
    found = render([LISTS[name]()])

    assert not found.overflow
    assert len(found.objects) <= MOST_BUBBLES
    for obj in found.objects:
        assert limits.json_bytes(obj.get("contents", "")) <= limits.BUBBLE_BYTES


def _texts(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("type") == "text":
            yield node
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _contrast(one: str, other: str) -> float:
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [byte / 255 for byte in bytes.fromhex(colour[1:])]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

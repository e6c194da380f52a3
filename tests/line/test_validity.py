"""Our own check of what is drawn agrees with the local platform's, which was written apart from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bot.emulator.rules import check_messages
from bot.line import validity
from bot.line.outbound import render
from domain.messages import Card, Line, Open, Pick, PickMode, Progress, Rule, Say, Tap, Text

WHOLE = Card(
    alt="แจ้ง",
    title="แจ้ง",
    subtitle="รอบ ๖ เดือน",
    parts=(Line("อ่าน"), Rule(), Progress("ส่งแล้ว", 1, 4, 1), Line("วันนี้", label="กำหนด")),
    buttons=(Open("เปิด", "https://x.example/f/1"), Tap("ดู", "missing:1", "ดู"), Say("สรุป", "สรุป")),
    suggestions=(
        Pick("วัน", "when:1", PickMode.DATE, date(2027, 1, 5), date(2027, 1, 1), date(2027, 1, 9)),
        Say("ช่วยเหลือ", "ช่วยเหลือ"),
    ),
)
GONE = object()
JUNK = [
    None,
    "",
    "x",
    "x" * 301,
    "x" * 5001,
    "ที่" * 21,
    "x" * 31_000,
    0,
    -1,
    True,
    1.5,
    [],
    ["x"],
    {},
    {"type": "x"},
    "http://",
    "12:00",
]


def drawn() -> list[Any]:
    return render([Text("สวัสดี"), WHOLE]).objects


def places(thing: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to everything inside a JSON value."""
    inside = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    for name, value in inside:
        yield (*at, name)
        yield from places(value, (*at, name))


def broken(objects: list[Any], at: tuple[Any, ...], junk: Any) -> list[Any]:
    """The same objects with something else, or nothing, in that place."""
    holder: Any = objects
    for name in at[:-1]:
        holder = holder[name]
    if junk is GONE:
        del holder[at[-1]]
    else:
        holder[at[-1]] = junk
    return objects


def test_what_is_drawn_has_no_problem() -> None:
    assert validity.problems(drawn()) == []


@pytest.mark.parametrize("junk", [*JUNK, GONE], ids=lambda junk: repr(junk)[:12])
def test_both_checks_agree_on_whatever_is_broken(junk: Any) -> None:
    for at in places(drawn()):
        objects = broken(drawn(), at, junk)
        refused = check_messages(objects, allow_http=False)
        found = validity.problems(objects)

        assert found or refused is None, (at, refused)
        # Null for what may be left out, and a suggestion without its type, pass there; we never draw either.
        lenient = junk is None or (junk is GONE and at[-1] == "type")
        assert refused is not None or not found or lenient, (at, found)


@pytest.mark.parametrize(
    "objects",
    [
        [],
        [{"type": "text", "text": "x"}] * 6,
        [{"type": "file", "text": "x"}],
        [{"type": "text", "text": "😀" * 2501}],
        [{"type": "flex", "altText": "x", "contents": {"type": "bubble"}}],
        [{"type": "text", "text": "x", "quickReply": {"items": []}}],
        [{"type": "text", "text": "x", "quickReply": drawn()[1]["quickReply"] | {"items": [{}] * 14}}],
        ["x"],
    ],
)
def test_both_checks_refuse(objects: list[Any]) -> None:
    assert check_messages(objects) is not None
    assert validity.problems(objects)


@pytest.mark.parametrize(
    ("bounds", "at"),
    [
        ({"mode": "date", "initial": "2027-02-29"}, "initial"),
        ({"mode": "date", "max": "2570-04-02"}, "max"),
        ({"mode": "date", "min": "2027-04-02", "max": "2027-04-01"}, "between min and max"),
        ({"mode": "time", "min": "08:30", "max": "08:30"}, "between min and max"),
        ({"mode": "time", "initial": "24:00"}, "initial"),
        ({"mode": "datetime", "min": "2027-04-02t08:30", "initial": "2027-04-02T08:00"}, "between min and max"),
    ],
)
def test_a_picker_with_nothing_to_pick_is_a_problem(bounds: dict[str, str], at: str) -> None:
    action = {"type": "datetimepicker", "label": "x", "data": "x:1", **bounds}
    items = [{"type": "action", "action": action}]

    (found,) = validity.problems([{"type": "text", "text": "x", "quickReply": {"items": items}}])
    assert at in found

"""When each presents, and how a visit is spoken of."""

from __future__ import annotations

from datetime import date, time

import pytest

from domain.calendar import WorkCalendar
from domain.phrases.visits import Presenter, Said, Wish, read_presenter, read_visit, wish_of
from domain.thai import local
from domain.visits import is_ready, slots

TODAY = date(2027, 4, 1)
DAY = date(2027, 4, 28)


def test_presentations_follow_one_another_and_stop_for_lunch() -> None:
    found = slots(DAY, time(11, 0), 30, 4)

    assert [f"{local(one.begins):%H%M}-{local(one.ends):%H%M}" for one in found] == [
        "1100-1130", "1130-1200", "1300-1330", "1330-1400",
    ]  # fmt: skip
    assert [f"{local(one.begins):%H%M}" for one in slots(DAY, time(11, 50), 20, 2)] == ["1300", "1320"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("สพฐ จะมาตรวจ 28 เม.ย. เตรียมผู้นำเสนอแต่ละกลยุทธ์ด้วย", Said(DAY, None, None, "")),
        (
            "รับการตรวจติดตามวันที่ 28 เมษายน 2570 เวลา 9.00 น. ห้องประชุม 1 คนละ 20 นาที",
            Said(DAY, time(9), 20, "ห้องประชุม 1"),
        ),
        ("คนละ ๑๕ นาที", Said(None, None, 15, "")),
        ("คนละ 900 นาที", Said(None, None, None, "")),
    ],
)
def test_a_sentence_says_when_where_and_for_how_long(typed: str, said: Said) -> None:
    assert read_visit(typed, TODAY, WorkCalendar()) == said


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("สพฐ. จะมาตรวจ 28 เม.ย.", Wish.PLAN),
        ("สพฐ. มาตรวจวันไหน", Wish.SHOW),
        ("ใครเป็นผู้นำเสนอบ้าง", Wish.SHOW),
        ("ยกเลิกการรับตรวจ", Wish.CALL_OFF),
    ],
)
def test_a_sentence_says_what_is_to_happen_with_a_visit(typed: str, wish: Wish) -> None:
    assert wish_of(typed) is wish


@pytest.mark.parametrize(
    ("typed", "presenter"),
    [
        ("กลยุทธ์ 2 ให้นางสาวฝนนำเสนอ", Presenter(2, "นางสาวฝน")),
        ("ให้นายเอกนำเสนอกลยุทธ์ที่ ๑", Presenter(1, "นายเอก")),
        ("กลยุทธ์ที่ ๓ เป็น นายวิทยา จำลองปัญญา", Presenter(3, "นายวิทยา จำลองปัญญา")),
        ("เก้าโมง", None),
    ],
)
def test_a_sentence_says_who_presents_what(typed: str, presenter: Presenter | None) -> None:
    assert read_presenter(typed) == presenter


def test_all_is_ready_when_every_line_is() -> None:
    assert is_ready([True, True])
    assert not is_ready([True, False])
    assert not is_ready([])

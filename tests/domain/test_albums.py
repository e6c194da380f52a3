"""The pictures of a project: how many, which are no good, and what people type about them."""

from __future__ import annotations

import pytest

from domain.albums import Flaw, Looked, captions_in, doubles, flaws_of, is_alike, printed_captions, still_needed
from domain.forms.beside import beside
from domain.forms.reading_result import Cell, Page, Part, Reading
from domain.group_order import place_of
from domain.phrases.albums import pictures_in, speaks_of_pictures
from domain.subjects import named_in

PROJECTS = [
    ("70-GEN-01", "โครงการพัฒนาสำนักงานน่าอยู่ น่าทำงาน"),
    ("70-GEN-02", "โครงการประชุมเชิงปฏิบัติการงานสารบรรณ"),
    ("70-PRO-01", "โครงการพาน้องกลับมาเรียน"),
]


@pytest.mark.parametrize(("count", "needed"), [(0, 4), (3, 1), (4, 0), (24, 0)])
def test_at_least_four_are_needed(count: int, needed: int) -> None:
    assert still_needed(count) == needed


@pytest.mark.parametrize(
    ("looked", "flaws"),
    [
        (Looked(1477, 1108, 300, ""), ()),
        (Looked(1108, 1477, 10, ""), (Flaw.BLURRED,)),
        (Looked(420, 315, 300, ""), (Flaw.SMALL,)),
        (Looked(639, 639, 59, ""), (Flaw.SMALL, Flaw.BLURRED)),
    ],
)
def test_small_and_blurred_ones_are_seen(looked: Looked, flaws: tuple[Flaw, ...]) -> None:
    assert flaws_of(looked) == flaws


def test_the_same_picture_is_known_and_pictures_of_nothing_are_not_the_same() -> None:
    one = "0c0c0c9c9c9030300000087800a8b038"
    assert is_alike(one, one)
    assert is_alike(one, f"{int(one, 16) ^ 0b10101:032x}")
    assert not is_alike(one, f"{int(one, 16) ^ (2**60 - 1):032x}")
    assert not is_alike("0" * 32, "0" * 32)
    assert not is_alike("", one)


def test_a_double_is_told_of_the_first_that_shows_the_same() -> None:
    one, other = "f" * 32, "0123456789abcdef" * 2
    assert doubles([(1, one), (2, other), (5, one), (6, one), (7, other)]) == {5: 1, 6: 1, 7: 2}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("พิธีเปิด\nอบรม\nสรุปผล", {4: "พิธีเปิด", 5: "อบรม", 6: "สรุปผล"}),
        ("5. อบรม\n๖) สรุปผล", {5: "อบรม", 6: "สรุปผล"}),
        ("ภาพที่ ๔ พิธีเปิด\nรูป 5 - อบรม", {4: "พิธีเปิด", 5: "อบรม"}),
        ("คำบรรยายภาพที่ 5 อบรมครู ๓๐ คน", {5: "อบรมครู ๓๐ คน"}),
        ("แก้คำบรรยายรูปที่ ๖ เป็น สรุปผล", {6: "สรุปผล"}),
        ("คำบรรยาย\n4. ก้าวแรก", {4: "ก้าวแรก"}),
        ("ใส่คำบรรยาย", {}),
        ("9. ไม่มีภาพนี้", {9: "ไม่มีภาพนี้"}),
        ("อบรม ๓ วัน\n2 วันแรกที่ห้องประชุม", {4: "อบรม ๓ วัน", 5: "2 วันแรกที่ห้องประชุม"}),
        ("", {}),
    ],
)
def test_captions_are_read_line_by_line_or_by_number(text: str, told: dict[int, str]) -> None:
    assert captions_in(text, (4, 5, 6)) == told


def test_a_long_caption_is_cut_and_more_lines_than_pictures_are_left_over() -> None:
    assert len(captions_in("ก" * 400, (1,))[1]) == 160
    assert captions_in("ก\nข\nค", (1, 2)) == {1: "ก", 2: "ข"}


def test_captions_of_the_form_are_those_that_say_something() -> None:
    assert printed_captions(["ภาพที่ ๑ พิธีเปิด", "ภาพที่ ๒", "ภาพที่ ๓ ....", "รูปที่ 4: อบรม"]) == {1: "พิธีเปิด", 4: "อบรม"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("เอาภาพที่ 3 ออก", (3,)),
        ("ลบรูปที่ ๒ และ 5 ค่ะ", (2, 5)),
        ("เอาภาพ 2, 4 กับ 7-9 ออก", (2, 4, 7, 8, 9)),
        ("เอาภาพที่ 3 ถึง 5 ออกหน่อย", (3, 4, 5)),
        ("เอารูปออก", ()),
        ("เอาภาพที่ 1-99 ออก", (1, 99)),
    ],
)
def test_the_numbers_of_pictures_are_read(text: str, numbers: tuple[int, ...]) -> None:
    assert pictures_in(text) == numbers


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("ดูภาพโครงการพาน้องกลับมาเรียน", [2]),
        ("อัลบั้ม 70-gen-02", [1]),
        ("ส่งรูปโครงการงานสารบรรณค่ะ", [1]),
        ("รูปสำนักงานน่าอยู่ครับ", [0]),
        ("อัลบั้มโครงการ", []),
        ("ดูรูปกิจกรรม", []),
        ("ภาพโครงการอื่นที่ไม่มีในแผน", []),
    ],
)
def test_a_project_is_known_by_its_code_or_a_part_of_its_name(text: str, places: list[int]) -> None:
    assert named_in(text, PROJECTS) == places


def test_words_about_pictures_are_told_from_others() -> None:
    assert speaks_of_pictures("ส่งรูปครบแล้ว")
    assert not any(map(speaks_of_pictures, ("ภาพรวม", "ทำรูปเล่ม", "ส่งงานแล้ว", "รูปแบบรายงาน")))


def test_groups_stand_as_the_ministry_lists_them() -> None:
    assert sorted(("LEGAL", "OWN", "GENERAL", "PLAN"), key=place_of) == ["GENERAL", "PLAN", "LEGAL", "OWN"]


def _page(sheet: str, **values: str) -> Page:
    return Page(sheet, {name: Cell(text, text, "B3", nil=text == "-") for name, text in values.items()})


def test_what_stands_beside_the_table_goes_to_its_own_project() -> None:
    part = Part(
        sheet="สรุป", title="", fiscal_year_be=None, round=None, subject=None, unit_text="", meta={}, columns={},
        header_rows=(), rows=(),
    )  # fmt: skip
    pages = (
        _page("รายงาน 1", project_name=PROJECTS[0][1], objectives="เพื่อพัฒนา", benefits="-"),
        _page("รายงาน 2", project_name=PROJECTS[2][1], objectives="เพื่อพาน้องกลับมา"),
    )
    reading = Reading(form="project", parts=(part,), pages=pages, captions=("ภาพที่ ๑ พิธีเปิด",))

    assert beside(reading, PROJECTS[2], alone=False) == {
        "told": {"project_name": PROJECTS[2][1], "objectives": "เพื่อพาน้องกลับมา"}
    }
    assert beside(reading, PROJECTS[1], alone=False) == {}
    alone = beside(
        Reading(form="project", parts=(part,), pages=pages[:1], captions=("ภาพที่ ๑",)), PROJECTS[1], alone=True
    )
    assert alone == {"told": {"project_name": PROJECTS[0][1], "objectives": "เพื่อพัฒนา"}, "captions": ["ภาพที่ ๑"]}

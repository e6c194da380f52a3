"""What people type about themselves, and what is made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.introductions import (
    Introduction,
    asks_for_another,
    introduction,
    is_called,
    name_in,
    position_in,
    role_for,
    same_name,
)
from domain.plan import Role, UnitKind
from domain.rights import Right, may


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ชื่อสมหญิง ธุรการ รร.วัดธารทอง", Introduction("สมหญิง", "ธุรการ", "รร.วัดธารทอง")),
        ("ชื่อสมหญิงธุรการรร.วัดธารทอง", Introduction("สมหญิง", "ธุรการ", "รร.วัดธารทอง")),
        ("สมัครใช้งานครับ รร.บ้านหนองบัวงาม 99010002", Introduction(unit="รร.บ้านหนองบัวงาม", code="99010002")),
        ("๙๙๐๑๐๐๐๓ สมหญิง ธุรการ", Introduction("สมหญิง", "ธุรการ", code="99010003")),
        ("ลงทะเบียน", Introduction()),
        ("สวัสดีค่ะ ขอลงทะเบียนค่ะ รร.วัดธารทอง", Introduction(unit="รร.วัดธารทอง")),
        ("ขอลงทะเบียนกลุ่มนิเทศค่ะ", Introduction(unit="กลุ่มนิเทศ")),
        (
            "ชื่อ นางสาวสมหญิง ใจดี ตำแหน่ง ธุรการ รร.วัดธารทอง",
            Introduction("นางสาวสมหญิง ใจดี", "ธุรการ", "รร.วัดธารทอง"),
        ),
        ("ผมชื่อเอก ธุรการโรงเรียนบ้านใหม่", Introduction("เอก", "ธุรการ", "โรงเรียนบ้านใหม่")),
        ("ชื่อนายบอย กลุ่มพัฒนาครู", Introduction("นายบอย", unit="กลุ่มพัฒนาครู")),
        ("ผอ.รร.วัดธารทอง นายอนุชา จำลองสุข", Introduction("นายอนุชา จำลองสุข", "ผอ.", "รร.วัดธารทอง")),
        ("ครูมานพ รร.บ้านใหม่", Introduction("มานพ", "ครู", "รร.บ้านใหม่")),
        ("ผอ.มานพ รร.บ้านใหม่", Introduction("มานพ", "ผอ.", "รร.บ้านใหม่")),
        ("ครูชำนาญการ สมใจ ตัวอย่างดี", Introduction("สมใจ ตัวอย่างดี", "ครูชำนาญการ")),
        ("สมหญิง ใจดี ครู", Introduction("สมหญิง ใจดี", "ครู")),
        ("สมหญิง ใจดี", Introduction(left_over="สมหญิง ใจดี")),
        ("วัดธารทอง", Introduction(left_over="วัดธารทอง")),
        (
            "นักวิชาการศึกษาชำนาญการ กลุ่มส่งเสริมการจัดการศึกษา นางสาวแดง สมมติ",
            Introduction("นางสาวแดง สมมติ", "นักวิชาการศึกษาชำนาญการ", "กลุ่มส่งเสริมการจัดการศึกษา"),
        ),
        (
            "นายสมชาย ตัวอย่าง ตำแหน่ง รักษาการผู้อำนวยการโรงเรียน โรงเรียนบ้านใหม่ (ประชานุเคราะห์)",
            Introduction("นายสมชาย ตัวอย่าง", "รักษาการผู้อำนวยการโรงเรียน", "โรงเรียนบ้านใหม่ (ประชานุเคราะห์)"),
        ),
        ("หนูย้ายมาโรงเรียนใหม่แล้วค่ะ", Introduction()),
        ("หนูย้ายโรงเรียนแล้ว อยู่วัดธารทอง", Introduction(left_over="วัดธารทอง")),
        ("ขอเพิ่มโรงเรียนที่ดูแลอีกโรงค่ะ", Introduction()),
        ("ดูแลโรงเรียนบ้านใหม่อีกโรงค่ะ", Introduction(unit="โรงเรียนบ้านใหม่")),
    ],
)
def test_name_position_and_unit_are_told_in_any_order(text: str, told: Introduction) -> None:
    assert introduction(text) == told


@given(st.text())
def test_anything_may_be_typed(text: str) -> None:
    told = introduction(text)

    assert told.name == name_in(told.name)


@pytest.mark.parametrize("text", ["", "ก", "12", "abc", "ชื่อ 0812345678", "ก" * 61, "หนึ่ง สอง สาม สี่ ห้า"])
def test_what_cannot_be_a_name_is_none(text: str) -> None:
    assert name_in(text) == ""


@pytest.mark.parametrize(
    ("position", "kind", "role"),
    [
        ("ผอ.", UnitKind.SCHOOL, Role.SCHOOL_DIRECTOR),
        ("ผู้อำนวยการโรงเรียน", UnitKind.SCHOOL, Role.SCHOOL_DIRECTOR),
        ("รักษาการผู้อำนวยการโรงเรียน", UnitKind.SCHOOL, Role.SCHOOL_DIRECTOR),
        ("รก.ผอ.รร.", UnitKind.SCHOOL, Role.SCHOOL_DIRECTOR),
        ("รองผู้อำนวยการโรงเรียน", UnitKind.SCHOOL, Role.SCHOOL_STAFF),
        ("ธุรการ", UnitKind.SCHOOL, Role.SCHOOL_STAFF),
        ("ครูชำนาญการ", UnitKind.SCHOOL, Role.SCHOOL_STAFF),
        ("หัวหน้ากลุ่ม", UnitKind.GROUP, Role.GROUP_HEAD),
        ("ผอ.กลุ่ม", UnitKind.GROUP, Role.GROUP_HEAD),
        ("หัวหน้างาน", UnitKind.GROUP, Role.GROUP_STAFF),
        ("นักวิชาการศึกษา", UnitKind.GROUP, Role.GROUP_STAFF),
    ],
)
def test_the_role_comes_of_the_position_and_the_kind_of_unit(position: str, kind: UnitKind, role: Role) -> None:
    assert role_for(position, kind) is role


@given(st.text(), st.sampled_from(UnitKind))
def test_nobody_comes_to_oversee_others_by_introducing_themselves(position: str, kind: UnitKind) -> None:
    assert not may([role_for(position, kind)], Right.SEE_ALL)
    assert not may([role_for(position, kind)], Right.APPROVE_PEOPLE)


def test_a_bare_title_is_written_out() -> None:
    assert position_in("ผอ.", UnitKind.SCHOOL) == "ผู้อำนวยการโรงเรียน"
    assert position_in("ผอ.", UnitKind.GROUP) == "ผู้อำนวยการกลุ่ม"
    assert position_in("ครู", UnitKind.SCHOOL) == "ครู"


def test_titles_and_spaces_make_no_other_person() -> None:
    assert same_name("นายมานพ  ตัวอย่าง", "มานพ ตัวอย่าง")
    assert same_name("ครูมานพ ตัวอย่าง", "นายมานพ ตัวอย่าง")
    assert not same_name("มานพ", "นายมานพ ตัวอย่าง")
    assert not same_name("", "")


def test_somebody_may_be_called_by_the_first_name() -> None:
    assert is_called("ครูมานพ", "นายมานพ ตัวอย่าง")
    assert is_called("นายมานพ ตัวอย่าง", "นายมานพ ตัวอย่าง")
    assert not is_called("มา", "นายมานพ ตัวอย่าง")
    assert not is_called("", "นายมานพ ตัวอย่าง")


def test_one_more_unit_is_asked_for_in_words() -> None:
    assert asks_for_another("ขอเพิ่มโรงเรียนที่ดูแลอีกโรงค่ะ")
    assert not asks_for_another("ลงทะเบียน")

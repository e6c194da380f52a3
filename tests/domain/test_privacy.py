"""Passwords, national IDs and phone numbers are recognised; what only looks like one is left alone."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.privacy import MASKS, NEVER_TOLD_TO_ALL, Kind, find, has_right_last_digit, mask, may_hold_an_id, rest_of
from domain.thai import thai_digits
from tests.national_ids import ID, grouped, with_last_digit

SHARED = Path(os.environ.get("TIDTAM_SHARED", Path(__file__).resolve().parents[3] / "shared"))
WRONG = "1-2345-67890-12-3"


@pytest.mark.parametrize(
    "written",
    [ID, grouped(ID), grouped(ID, " "), grouped(ID, "–"), thai_digits(grouped(ID)), f"{ID[:5]} {ID[5:10]} {ID[10:]}"],
)
def test_a_national_id_is_masked_however_it_is_written(written: str) -> None:
    said = f"เลขของหนู {written} ค่ะ"

    assert mask(said).text == "เลขของหนู [เลขประจำตัวประชาชน] ค่ะ"
    assert mask(said).found == {Kind.NATIONAL_ID}


@pytest.mark.parametrize(
    "said", [f"เลขบัตรประชาชน {WRONG}", f"{WRONG} นี่บัตร ปชช ค่ะ", "เลขประจำตัวผม 12345 678901 23", f"เลข 13 หลัก {WRONG}"]
)
def test_thirteen_digits_with_a_wrong_last_one_are_an_id_where_the_words_say_so(said: str) -> None:
    assert mask(said).found == {Kind.NATIONAL_ID}
    assert not re.search(r"\d{4}", mask(said).text)


@pytest.mark.parametrize(
    "said",
    [
        WRONG,
        "99010001",
        "1042520224",
        "1099990101 99010001",
        "งบ 1,234,567,890,123 บาท",
        f"ร้อยละ 85.{ID}",
        "1 200 180 90 5 100000",
        "ที่ ศธ 04999/2345 ลงวันที่ 19 เม.ย. 2570",
        "บัตรประชาชน 12345",
        f"{ID}4",
        f"9{ID}",
        "ST-2570-R6/0007",
    ],
)
def test_other_numbers_are_no_national_id(said: str) -> None:
    assert mask(said).text == said


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("รหัสผ่าน 1234", "รหัสผ่าน [รหัสผ่าน]"),
        ("password: x", "password: [รหัสผ่าน]"),
        ("พาสเวิร์ด abc123ค่ะ", "พาสเวิร์ด [รหัสผ่าน]ค่ะ"),
        ("pw=abc", "pw=[รหัสผ่าน]"),
        ("รหัสเข้า emes คือ Sri@2569", "รหัสเข้า emes คือ [รหัสผ่าน]"),
        ("พี่คะ emes เข้าไม่ได้ รหัสผ่านอะไรนะ 12345678", "พี่คะ emes เข้าไม่ได้ รหัสผ่านอะไรนะ [รหัสผ่าน]"),
        ("user: admin pass: ๑๒๓๔", "user: admin pass: [รหัสผ่าน]"),
        ("รหัสผ่าน 01/01/2540", "รหัสผ่าน [รหัสผ่าน]"),
        ("OTP 443322 ค่ะ", "OTP [รหัสผ่าน] ค่ะ"),
        ("Password\nabc@99", "Password\n[รหัสผ่าน]"),
    ],
)
def test_a_password_is_masked_and_the_sentence_around_it_stays(said: str, left: str) -> None:
    assert mask(said).text == left
    assert mask(said).found == {Kind.PASSWORD}


@pytest.mark.parametrize(
    "said",
    [
        "รหัสโรงเรียน 99010001",
        "รหัสลงทะเบียน ABCD-2345",
        "ลงทะเบียน GEN-7Q4K",
        "รหัสผ่าน GEN-7Q4K",
        "รหัสงาน ST-2570-R6",
        "ขอรหัสผ่าน emes หน่อยค่ะ",
        "ขอรหัสผ่าน emes ปี 2569",
        "username กับ password emes อะไรคะ",
        "รหัสผ่านหมดอายุ 30/11/2569",
        "รหัสผ่าน https://emes.example/reset",
        "ลืมรหัสผ่าน โทร 081-234-5678",
        "ผ่าน 3 กลยุทธ์ 2569",
        "compass 1234",
    ],
)
def test_codes_of_ours_and_talk_about_passwords_are_left_alone(said: str) -> None:
    assert mask(said).text == said


@pytest.mark.parametrize(
    "number",
    [
        *("081-234-5678", "0812345678", "08-1234-5678", "081 2345678", "02-123-4567", "0-2123-4567", "053-123456"),
        *("+66 81 234 5678", "(02) 123 4567", "๐๘๑-๒๓๔-๕๖๗๘", "000-000-0054"),
    ],
)
def test_a_phone_number_is_for_no_group_but_may_be_said_in_private(number: str) -> None:
    said = f"โทร {number} ค่ะ"

    assert mask(said, NEVER_TOLD_TO_ALL).text == "โทร [หมายเลขโทรศัพท์] ค่ะ"
    assert mask(said).text == said


@pytest.mark.parametrize(
    "said",
    [
        *("99010001", "1042520224", "วันที่ 02-04-2570 เวลา 09.00 น.", "ศธ 04999/1234", "ST-2570-R6/0007", "100,000 บาท"),
        *("0.8123456789", "2569-2570", "ข้อ 1 2 3 4 5 6 7 8 9 10"),
    ],
)
def test_other_numbers_are_no_phone_number(said: str) -> None:
    assert mask(said, NEVER_TOLD_TO_ALL).text == said


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("ส่งงานยังไงคะ เลขบัตรประชาชน 1-2345-67890-12-3", "ส่งงานยังไงคะ"),
        ("พี่คะ emes เข้าไม่ได้ รหัสผ่านอะไรนะ 12345678", "พี่คะ emes เข้าไม่ได้"),
        ("ลงทะเบียน GEN-7Q4K รหัสผ่าน: 9999", "ลงทะเบียน GEN-7Q4K"),
        ("เลขบัตรประชาชน 1-2345-67890-12-3", ""),
        (ID, ""),
    ],
)
def test_what_else_was_asked_is_still_there(said: str, rest: str) -> None:
    assert rest_of(mask(said).text) == rest


@pytest.mark.parametrize("beside", ["ข้อ 3 {}", "ปี 2570 {}", "3-{}", "{} 5"])
def test_a_number_beside_an_id_does_not_hide_it(beside: str) -> None:
    masked = mask(beside.format(grouped(ID)))

    assert masked.found == {Kind.NATIONAL_ID}
    assert "67890" not in masked.text


def test_several_at_once_are_masked_in_their_places() -> None:
    said = f"รหัสผ่าน a1b2c3 เลขบัตร {grouped(ID)} โทร 081-234-5678"

    assert mask(said, frozenset(Kind)).text == "รหัสผ่าน [รหัสผ่าน] เลขบัตร [เลขประจำตัวประชาชน] โทร [หมายเลขโทรศัพท์]"


@given(st.text("0123456789", min_size=12, max_size=12), st.text(max_size=30), st.text(max_size=30))
def test_no_valid_id_survives_whatever_stands_around_it(start: str, before: str, after: str) -> None:
    number = with_last_digit(start)

    assert number not in mask(f"{before} {number} {after}").text


@given(st.text(st.sampled_from("0123456789๕ -–บัตรประชาชน"), max_size=60))
def test_the_quick_look_overlooks_no_id(text: str) -> None:
    if any(found.kind is Kind.NATIONAL_ID for found in find(text)):
        assert may_hold_an_id(text)


@given(st.text(st.sampled_from("0123456789๕ -.:=\n@รหัสผ่านpwaคือA/"), max_size=80))
def test_masking_is_done_once_and_for_all(said: str) -> None:
    once = mask(said, frozenset(Kind))

    assert not {piece.kind for piece in find(once.text, frozenset(Kind))} - once.found
    assert bool(once.found) == (once.text != said)
    assert all(MASKS[kind] in once.text for kind in once.found)


def test_the_last_digit_follows_from_the_others() -> None:
    assert has_right_last_digit("1234545678781")
    assert not has_right_last_digit("1234545678782")


@pytest.mark.skipif(not (SHARED / "samples").exists(), reason="the shared samples are not here (TIDTAM_SHARED)")
def test_of_the_sample_phrases_and_forms_only_the_password_is_masked() -> None:
    lines = (SHARED / "samples" / "utterances.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line)["note"] for line in lines if mask(json.loads(line)["text"]).found]
    forms = [path.name for path in (SHARED / "samples" / "forms").glob("*.json") if mask(path.read_text("utf-8")).found]

    assert (found, forms) == (["7 #88; a warning in private"], [])

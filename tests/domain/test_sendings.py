"""What people write about letters, and what of it is kept."""

from __future__ import annotations

import random
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agencies import Agency, agency_in, agency_of_letter
from domain.calendar import WorkCalendar
from domain.letters import LetterNo, find_letters, office_of, read_letter
from domain.lifecycle import State
from domain.phrases.sendings import (
    is_no,
    is_yes,
    past_day,
    read_request,
    read_sending,
    read_strike,
    sender_in,
    topics_in,
    way_in,
    without_letters,
)
from domain.phrases.understanding import Intent, understand
from domain.sendings import (
    Asked,
    Lacks,
    Sending,
    Way,
    asked_from,
    called_back,
    days_late,
    mark_of,
    sending_from,
    to_json,
)
from domain.thai import arabic, thai_digits

TODAY = date(2027, 4, 6)
OWN = "ศธ 04999"
CALENDAR = WorkCalendar()
AGENCIES = (
    Agency(code="OBEC", name="สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน", aliases=("สพฐ.",), letters=("ศธ 040",)),
    Agency(
        code="MOE",
        name="ผู้ตรวจราชการกระทรวงศึกษาธิการ",
        aliases=("ผู้ตรวจราชการ ศธ.", "ผู้ตรวจ ศธ.", "ศธ."),
        letters=("ศธ 02",),
    ),
    Agency(code="OPM", name="ผู้ตรวจราชการสำนักนายกรัฐมนตรี", aliases=("สปน.", "สำนักนายก"), letters=("นร ",)),
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ศธ 04146/1234", "ศธ 04146/1234"),
        ("ที่ ศธ0๔๑๔๖/๑๒๓๔", "ศธ 04146/1234"),
        ("ศธ.04146 / 1234", "ศธ 04146/1234"),
        ("ศ.ธ. 04146/1234", "ศธ 04146/1234"),
        ("ศธ 4146/1234", "ศธ 04146/1234"),
        ("ที่ศธ 04146 /ว 12", "ศธ 04146/ว 12"),
        ("ศธ 04146/ว๑๒", "ศธ 04146/ว 12"),
        ("ศธ 04146/ว. 12", "ศธ 04146/ว 12"),
        ("ศธ 04338.51/12", "ศธ 04338.51/12"),
        ("นร 0105/ว 99", "นร 0105/ว 99"),
        ("หนังสือศธ ๐๒๑๐/๔๕", "ศธ 0210/45"),
    ],
)
def test_one_letter_is_known_however_it_is_written(written: str, meant: str) -> None:
    assert [str(found.number) for found in find_letters(arabic(written))] == [meant]


@pytest.mark.parametrize("text", ["15/12/69", "แฟ้ม 3/2570", "ปี 2570", "0812345678", "คำสั่งที่ 101/2569", "ครั้งที่ 1/2570"])
def test_other_numbers_are_no_letters(text: str) -> None:
    assert find_letters(text) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("123", "ศธ 04999/123"),
        ("ว ๑๒", "ศธ 04999/ว 12"),
        ("เลขที่ 77", "ศธ 04999/77"),
        ("/5", "ศธ 04999/5"),
        ("ศธ 04998/1", "ศธ 04998/1"),
    ],
)
def test_an_answer_may_be_the_running_number_alone(typed: str, meant: str) -> None:
    assert str(read_letter(typed, OWN)) == meant


def test_a_running_number_needs_the_offices_own_beginning() -> None:
    assert read_letter("123", "") is None
    assert read_letter("จำไม่ได้", OWN) is None
    assert office_of("ศธ 04999/") == office_of("ที่ ศธ๐๔๙๙๙/") == OWN
    assert office_of("") == ""


@given(st.integers(1, 999_999), st.booleans(), st.randoms(use_true_random=False))
def test_a_number_is_read_back_from_any_spelling_of_it(no: int, circular: bool, rng: random.Random) -> None:
    number = LetterNo(OWN, circular, no)
    written = str(number).replace(" ", rng.choice(["", " ", "  "])).replace("/", rng.choice(["/", " / ", " /"]))
    if rng.random() < 0.5:
        written = thai_digits(written)
    assert read_letter(f"{rng.choice(['ที่ ', '', 'เลขที่ '])}{written}", "") == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ส่ง สพฐ. แล้ว", "OBEC"),
        ("ส่งให้ สพฐแล้วค่ะ", "OBEC"),
        ("ผู้ตรวจราชการ ศธ.", "MOE"),
        ("ผู้ตรวจศธ เรื่องเด็กตกหล่น", "MOE"),
        ("ผู้ตรวจราชการกระทรวงศึกษาธิการ เขต 99", "MOE"),
        ("ผู้ตรวจราชการสำนักนายกรัฐมนตรี", "OPM"),
        ("ส.ป.น. ขอข้อมูล", "OPM"),
        ("ศธจ.ศรีธารา", None),  # a provincial office is not the ministry
        ("ส่งผู้ตรวจแล้ว", None),
        ("ส่ง สพฐ. และ สปน.", None),
    ],
)
def test_an_agency_is_known_by_its_names(text: str, code: str | None) -> None:
    assert agency_in(text, AGENCIES) == code


def test_the_number_of_a_letter_names_no_agency_but_tells_whose_it_is() -> None:
    assert agency_in(without_letters("ส่งแล้ว ที่ ศธ 04999/1"), AGENCIES) is None
    assert agency_of_letter("ศธ 0210/45", AGENCIES) == "MOE"
    assert agency_of_letter("ศธ 04007/1", AGENCIES) == "OBEC"
    assert agency_of_letter("มท 0100/1", AGENCIES) is None


def test_one_sentence_says_all_of_a_sending() -> None:
    said = read_sending(
        "จัดส่งแบบกลยุทธ์ให้ สพฐ. แล้วค่ะ หนังสือที่ ศธ 04999/120 ผอ.ลงนาม 3 เม.ย. ลว 4 เม.ย. 70 ส่งเมื่อวาน ไปรษณีย์ "
        "เก็บไว้ที่แฟ้ม 3/2570 หมายเหตุ ส่งพร้อมซีดี ตอบหนังสือ ศธ 04007/9",
        OWN,
        TODAY,
    )
    assert said == Sending(
        letter_no="ศธ 04999/120", letter_on=date(2027, 4, 4), sent_on=date(2027, 4, 5), signed_on=date(2027, 4, 3),
        way=Way.POST, kept="แฟ้ม 3/2570", note="ส่งพร้อมซีดี ตอบหนังสือ",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("ทางระบบ แนบรูปเล่ม 2 เล่ม", "แนบรูปเล่ม 2 เล่ม"),
        ("สิ่งที่ส่งมาด้วย: รูปเล่ม 1 เล่ม ทางระบบ", "แนบรูปเล่ม 1 เล่ม"),
        ("พร้อมเอกสาร 4 ชุด ลงวันที่ 5 เม.ย.", "แนบเอกสาร 4 ชุด"),
        ("แนบรูปเล่ม หมายเหตุ ส่งซ้ำทางอีเมล", "ส่งซ้ำทางอีเมล"),
        ("ทางระบบ", ""),
    ],
)
def test_what_went_along_is_noted(said: str, note: str) -> None:
    assert read_sending(f"ส่ง สพฐ. แล้ว ที่ ศธ 04999/321 {said}", OWN, TODAY).note == note


def test_a_day_alone_is_the_letters_and_that_of_sending_and_looks_back() -> None:
    said = read_sending("ส่ง สพฐ. แล้ว ที่ ศธ 04999/123 วันที่ 5 เม.ย. ทางระบบ", OWN, TODAY)
    assert (said.letter_on, said.sent_on, said.way) == (date(2027, 4, 5), date(2027, 4, 5), Way.SYSTEM)
    assert read_sending("ลงวันที่ 19 พ.ย.", OWN, TODAY).letter_on == date(2026, 11, 19)
    assert past_day("วันนี้ค่ะ", TODAY) == TODAY
    assert past_day("10 เม.ย.", TODAY) == date(2027, 4, 10), "a letter may be dated some days ahead"
    assert past_day("3/4/70", TODAY) == date(2027, 4, 3)
    assert past_day("31 ก.พ.", TODAY) is None
    assert past_day("3 เม.ย. หรือ 4 เม.ย.", TODAY) is None


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("ทางระบบ", Way.SYSTEM), ("ผ่านระบบ AMSS", Way.SYSTEM), ("ส่งเมล", Way.EMAIL), ("อีเมล์", Way.EMAIL),
        ("ไปรษณีย์", Way.POST), ("ไปรษณีย์อิเล็กทรอนิกส์", Way.EMAIL), ("นำส่งด้วยตนเอง", Way.HAND),
        ("ส่งแล้ว", None), ("E-MES", None),
    ],
)  # fmt: skip
def test_the_way_is_known(text: str, way: Way | None) -> None:
    assert way_in(text) is way


def test_one_sentence_says_all_of_a_request() -> None:
    asked = read_request(
        "มีหนังสือจาก ผู้ตรวจราชการ ศธ. ที่ ศธ 0210/45 ลว 20 มี.ค. 70 เลขรับ 345/2570 รับวันที่ 22 มี.ค. รอบที่ 1 "
        "ขอข้อมูลประเด็น เด็กตกหล่น ภายใน 30 มี.ค. บ่ายสาม ด่วนที่สุด",
        TODAY,
        CALENDAR,
    )
    assert asked == Asked(
        registry_no="345/2570", received_on=date(2027, 3, 22), letter_no="ศธ 0210/45", letter_on=date(2027, 3, 20),
        topics=("เด็กตกหล่น",), round="1", due_on=date(2027, 3, 30), due_at=time(15), urgency="ด่วนที่สุด",
    )  # fmt: skip


def test_a_request_for_tomorrow_with_several_topics_is_read() -> None:
    asked = read_request("มีหนังสือ สปน. ประเด็น 1) อาหารกลางวัน 2) เด็กตกหล่น ภายในพรุ่งนี้", TODAY, CALENDAR)
    assert asked.topics == ("อาหารกลางวัน", "เด็กตกหล่น")
    assert asked.due_on == date(2027, 4, 7)
    assert topics_in("เด็กตกหล่น, อาหารกลางวัน") == ("เด็กตกหล่น", "อาหารกลางวัน")
    assert sender_in("ได้รับหนังสือจาก ศธจ.ศรีธารา ขอข้อมูลด่วน") == "ศธจ.ศรีธารา"
    assert read_request("ไม่มีกำหนดส่ง", TODAY, CALENDAR).no_due


def test_a_row_to_strike_is_named_with_its_reason() -> None:
    assert read_strike("ขีดฆ่าแถวที่ ๓ ของ สพฐ. เพราะพิมพ์เลขผิดค่ะ") == (3, "พิมพ์เลขผิด")
    assert read_strike("ขีดฆ่า") == (None, "")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("บันทึกการส่ง", Intent.DISPATCH_RECORD),
        ("ส่ง สพฐ. แล้ว ที่ ศธ 04999/123 วันที่ 5 เม.ย. ทางระบบ", Intent.DISPATCH_RECORD),
        ("ลงทะเบียนส่งผู้ตรวจ สปน. เรื่องอาหารกลางวัน", Intent.DISPATCH_RECORD),
        ("มีหนังสือจาก สพฐ. ขอข้อมูล", Intent.REQUEST_IN),
        ("ด่วนที่สุด ที่ ศธ 0210/1 เรื่อง ขอข้อมูล เรียน ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา", Intent.REQUEST_IN),
        ("ขีดฆ่าแถวที่ 3 ของ สพฐ. เพราะพิมพ์ผิด", Intent.STRIKE_ROW),
        ("ทะเบียนคุมเอกสาร สพฐ. ปี 2570", Intent.CONTROL_REGISTER),
        ("ยกเลิกรายการที่ 1", Intent.CANCEL_REQUIREMENT),
        ("ส่งแล้วค่ะ", Intent.CLAIM_ONLY),
        ("ส่งหนังสือเวียนให้ทุกโรงเรียน", Intent.BROADCAST),
        ("ลงทะเบียน", Intent.REGISTER_USER),
        ("บันทึกการส่งทำยังไง", Intent.HELP),
    ],
)
def test_sentences_about_letters_are_told_apart(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent


def test_yes_and_no_are_whole_answers() -> None:
    assert all(is_yes(text) for text in ("ใช่ค่ะ", "ยืนยัน", "ถูกต้องแล้วครับ", "OK"))
    assert all(is_no(text) for text in ("ไม่ใช่ค่ะ", "ไม่บันทึก", "ผิด"))
    assert not is_yes("ใช่ไหม")


def test_what_is_missing_is_asked_for_in_order() -> None:
    said, seen = Sending(), []
    answers = {
        Lacks.WHAT: {"open": True}, Lacks.AGENCY: {"agency": "OBEC"}, Lacks.TOPIC: {"topic": "ก"},
        Lacks.LETTER: {"letter_no": "ศธ 04999/1"}, Lacks.DAY: {"letter_on": TODAY, "sent_on": TODAY},
        Lacks.WAY: {"way": Way.HAND},
    }  # fmt: skip
    while said.lacks is not None:
        seen.append(said.lacks)
        said = sending_from({**to_json(said), **to_json(Sending(**answers[said.lacks]))})  # type: ignore[arg-type]
    assert seen == list(Lacks)
    assert Asked(agency="OBEC", topics=("ก",)).lacks is Lacks.DAY
    assert Asked(new_agency="ก", topics=("ก",), no_due=True).lacks is None


@given(
    st.builds(
        Sending,
        requirement_id=st.none() | st.integers(1),
        open=st.booleans(),
        agency=st.text(),
        letter_on=st.none() | st.dates(),
        sent_on=st.none() | st.dates(),
        way=st.none() | st.sampled_from(Way),
    )
)
def test_what_is_known_of_a_sending_is_kept_and_read_back(said: Sending) -> None:
    assert sending_from(to_json(said)) == said
    assert mark_of(to_json(said)) == mark_of(to_json(sending_from(to_json(said))))


@given(
    st.builds(
        Asked,
        topics=st.lists(st.text(min_size=1)).map(tuple),
        due_on=st.none() | st.dates(),
        due_at=st.none() | st.times(),
        received_on=st.none() | st.dates(),
        no_due=st.booleans(),
    )
)
def test_what_is_known_of_a_request_is_kept_and_read_back(asked: Asked) -> None:
    assert asked_from(to_json(asked)) == asked


@given(st.dates(), st.dates())
def test_late_is_counted_in_plain_days(sent: date, due: date) -> None:
    late = days_late(sent, due)
    assert late == (max(0, sent.toordinal() - due.toordinal()))
    assert days_late(sent, None) is None


def test_a_debt_comes_back_to_where_it_was_unless_it_has_gone_on() -> None:
    assert called_back(State.DISPATCHED, State.SCREENED) is State.SCREENED
    assert called_back(State.PUBLISHED, State.SCREENED) is State.PUBLISHED

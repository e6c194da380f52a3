"""What members of a committee think of a form, counted and put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.calendar import WorkCalendar
from domain.phrases.reviews import read_return, what_is_reviewed
from domain.phrases.understanding import Intent, understand
from domain.screening import Opinion, about, tally, wanted

NOW = datetime(2027, 4, 5, 2, 0, tzinfo=UTC)
KIND = Opinion(person_id=1, who="ก", version_id=7, version=2, passes=True, words="", at=NOW)
STRICT = replace(KIND, person_id=2, passes=False, words="แนบคำสั่ง", at=NOW + timedelta(hours=1))


def test_only_the_version_that_is_seen_counts() -> None:
    earlier = replace(STRICT, version_id=5)
    assert about((STRICT, earlier, KIND), 7) == (KIND, STRICT)


def test_a_form_only_passes_when_somebody_says_so_and_nobody_wants_it_mended() -> None:
    assert tally((KIND, KIND)).only_passes
    assert not tally(()).only_passes
    assert not tally((KIND, STRICT)).only_passes


def test_what_is_wanted_is_said_once() -> None:
    assert wanted((KIND, STRICT, STRICT, replace(STRICT, words="ลงนาม"))) == ("แนบคำสั่ง", "ลงนาม")


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("กลั่นกรองค่ะ", Intent.SCREEN),
        ("มีงานรอกลั่นกรองไหมคะ", Intent.SCREEN),
        ("เริ่มกลั่นกรองกลยุทธ์", Intent.SCREEN),
        ("บันทึกมติกลั่นกรอง", Intent.RESOLUTIONS),
        ("มติผ่านทั้งหมดค่ะ", Intent.RESOLVE_ALL),
        ("ที่ประชุมมีมติเห็นชอบ กลยุทธ์ 3", Intent.RESOLVE_PASS),
        ("มติให้แก้ไข กลยุทธ์ 2 เพราะตัวเลขไม่ตรง", Intent.RESOLVE_FIX),
        ("สรุปผลการกลั่นกรองค่ะ", Intent.SCREENED),
        ("ผ่านแล้ว กลยุทธ์ 3", Intent.PASSED),
        ("นัดประชุมกรรมการกลั่นกรอง 8 เมย 70 เก้าโมงครึ่ง ห้องประชุม 1", Intent.MEETING),
        ("กลั่นกรองยังไงคะ", Intent.HELP),
    ],
)
def test_words_are_understood(words: str, intent: Intent) -> None:
    assert understand(words).intent is intent


@pytest.mark.parametrize("words", ["ยังไม่กลั่นกรอง", "อย่าเพิ่งกลั่นกรอง", "ผ่านการกลั่นกรองหรือยัง", "ใครเป็นกรรมการกลั่นกรอง"])
def test_talk_about_it_resolves_nothing(words: str) -> None:
    intents = {Intent.SCREEN, Intent.RESOLVE_PASS, Intent.RESOLVE_ALL, Intent.RESOLVE_FIX, Intent.RESOLUTIONS}
    assert understand(words).unasked not in intents


def test_what_was_resolved_names_the_form_and_what_is_to_be_mended() -> None:
    words = "มติให้แก้ไข กลยุทธ์ 2 ภายใน 12 เม.ย. เพราะตัวชี้วัด 2.1 ไม่ตรง"
    why, day = read_return(words, NOW.date(), WorkCalendar())
    assert (why, day and day.isoformat()) == ("ตัวชี้วัด 2.1 ไม่ตรง", "2027-04-12")
    assert what_is_reviewed(words) == "กลยุทธ์ 2"
    assert what_is_reviewed("มติผ่าน กลยุทธ์ 3") == "กลยุทธ์ 3"

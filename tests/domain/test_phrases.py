"""What people type, and what the bot makes of it.

`phrases.tsv` holds text, intent ("other": none of the commands) and slots.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.phrases.understanding import RULES, Intent, Slots, Understood, understand
from domain.thai import thai_digits

COMMANDS = {
    Intent.WHO_MISSING, Intent.WHO_SENT, Intent.MY_TASKS, Intent.SUBMIT, Intent.CLAIM_ONLY, Intent.GET_FORM,
    Intent.SUMMARY, Intent.EXPORT, Intent.HELP, Intent.REGISTER_USER, Intent.CANCEL_DIALOG, Intent.SMALLTALK,
    Intent.MY_DATA, Intent.FORGET_ME, Intent.PRIVACY_NOTICE,
    Intent.UNDELIVERED, Intent.QUOTA,
    Intent.AUDIT, Intent.AUDIT_DUE, Intent.WITHDRAW, Intent.WHY, Intent.BOOKLET,
    Intent.ALBUM, Intent.PICTURE_OUT, Intent.PICTURE_BACK, Intent.CAPTION,
}  # fmt: skip
DEEDS = {Intent.SUBMIT, Intent.REGISTER_USER, Intent.CANCEL_DIALOG, Intent.FORGET_ME, Intent.WITHDRAW}
SLOTS = ("requirement", "strategy_no", "code")


def labelled() -> Iterator[tuple[str, str, dict[str, str]]]:
    with Path(__file__).with_name("phrases.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            slots = dict(pair.split("=", 1) for pair in (row["slots"] or "").split(";") if pair)
            yield row["text"], row["intent"], slots


PHRASES = list(labelled())


def fits(found: Understood, label: str) -> bool:
    return found.unasked not in COMMANDS if label == "other" else found.intent == label


def test_nearly_every_labelled_phrase_is_understood_as_labelled() -> None:
    wrong = [f"{text} -> {found.intent}" for text, label, _ in PHRASES if not fits(found := understand(text), label)]
    assert len(PHRASES) > 900
    assert len(wrong) <= len(PHRASES) * 0.01, "\n".join(wrong)


def test_no_phrase_is_taken_for_a_deed_it_is_not() -> None:
    wrong = [text for text, label, _ in PHRASES if (found := understand(text).unasked) in DEEDS and found != label]
    assert wrong == []


def test_the_words_name_their_slots() -> None:
    for text, label, expected in PHRASES:
        slots = understand(text).slots
        found = {name: str(value) for name in SLOTS if (value := getattr(slots, name)) is not None}
        assert label == "other" or found == expected, text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.intent}-{rule.examples[0]}")
def test_each_rule_has_examples_that_come_out_right(rule: object) -> None:
    examples = getattr(rule, "examples", ())
    assert examples
    assert {understand(text).intent for text in examples} == {getattr(rule, "intent", None)}


@pytest.mark.parametrize(
    "text", ["กลยุทธ์ 3", "กลยุทธ์ที่ ๓", "กย.3", "กย 3", "ก3", "ก.๓", "กลยุทธ3", "กลยุทธ์ข้อ 3", "กลยุทธ์ที่สาม"]
)
def test_a_strategy_is_named_in_many_ways(text: str) -> None:
    assert understand(f"ส่ง {text} ค่ะ").slots == Slots(requirement="strategy", strategy_no=3)


def test_the_forms_own_name_is_no_strategy() -> None:
    assert understand("ขอแบบ กย.๑ ค่ะ").slots == Slots(requirement="strategy")
    assert understand("กย.1 ใครยังไม่ส่ง").slots.strategy_no == 1


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("emes รายการที่ 2 ใครยังไม่ส่ง", Slots(requirement="emes", item_no=2)),
        ("สรุปกลยุทธ์ รอบ ๖ เดือน ปีงบ 70", Slots(requirement="strategy", round="R6", fiscal_year_be=2570)),
        ("สรุปโครงการ ไตรมาส 1 ปี 2569", Slots(requirement="project", round="Q1", fiscal_year_be=2569)),
        ("ตรวจราชการ รอบ 2 เหลือใคร", Slots(requirement="inspection", round="2")),
        ("ผู้ตรวจราชการจะมา", Slots()),
        ("เทียบรอบที่แล้ว", Slots(round="prev")),
        ("อิเมสรอบนี้ช้ากว่าครั้งที่แล้วไหม", Slots(requirement="emes", round="prev")),
        ("ทำเล่มโครงการ 2569 ให้ที", Slots(requirement="project", fiscal_year_be=2569)),
    ],
)
def test_rounds_years_and_items_are_read(text: str, slots: Slots) -> None:
    assert understand(text).slots == slots


@pytest.mark.parametrize(
    ("text", "days"), [("ใครทำอะไรเมื่อวานคะ", 1), ("ประวัติวันนี้", 0), ("ประวัติเมื่อวานซืน", 2), ("ประวัติ", None)]
)
def test_a_day_that_has_been_is_named_by_how_long_ago_it_was(text: str, days: int | None) -> None:
    assert understand(text).slots.days_ago == days


@pytest.mark.parametrize("text", ["GEN-7Q4K", "gen-7q4k", "ลงทะเบียน gen-๗q๔k ค่ะ", "รหัส Gen – 7Q4K", "gen 7q4k"])
def test_a_registration_code_is_read_in_any_case_and_digits(text: str) -> None:
    assert understand(text).slots.code == "GEN-7Q4K"
    assert understand(text).intent is Intent.REGISTER_USER


@pytest.mark.parametrize("code", ["2A3B-4C5D", "A2B3-C4D5", "ABCD-EF23", "AB23-CDEF"])
def test_a_code_as_the_program_makes_them_is_read(code: str) -> None:
    for text in (code, code.lower(), f"ลงทะเบียน {code}", f"รหัส {code} ค่ะ"):
        assert understand(text).slots.code == code, text
        assert understand(text).intent is Intent.REGISTER_USER


@pytest.mark.parametrize(
    "text", ["ST-2570-R6", "ส่ง e-mes", "emes 2569", "069-123-4567", "ศธ 04999/1234", "covid-safe ค่ะ"]
)
def test_other_codes_are_no_registration_codes(text: str) -> None:
    assert understand(text).slots.code is None


@pytest.mark.parametrize("text", ["ยังไม่ส่ง", "ไม่ส่ง", "ส่งยัง", "ส่งหรือยัง", "ส่งยังไง", "อย่าส่ง", "ไม่ต้องส่ง", "ส่งไม่ได้", "ห้ามส่ง"])
def test_a_negated_or_asked_verb_is_never_a_submission(text: str) -> None:
    for said in (text, f"{text}ค่ะ", f"{text}ครับ", f"พี่คะ {text} นะคะ"):
        assert understand(said).intent not in {Intent.SUBMIT, Intent.CLAIM_ONLY}


def test_a_guess_over_a_slip_is_not_sure() -> None:
    assert understand("ใครยังไม่ส่ง").sure
    guess = understand("ลงทะเบีบน")
    assert (guess.intent, guess.sure) == (Intent.REGISTER_USER, False)
    assert not understand("ฝนตกหนักมาก").sure


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(PHRASES),
    st.sampled_from(["", "ค่ะ", " ครับ", "นะคะ", " ค่าา", "คับ"]),
    st.sampled_from(["", "พี่คะ ", "/", "บอท "]),
)
def test_manners_and_thai_digits_change_nothing(phrase: tuple[str, str, dict[str, str]], tail: str, head: str) -> None:
    text, _, _ = phrase
    plain = understand(text)
    if (
        plain.sure
        and "http" not in text
        and not text.startswith(("บอท", "@", "/"))
        and not plain.slots.code
        and text not in {"555", "สส่งงานค่ะ"}
    ):
        assert understand(head + thai_digits(text) + tail).intent == plain.intent


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("กขคงจชตนบมยรลวสหอะาิีุูเแไใ่้์็ัๆ๑3 -/.\n\u200b🙏aE"), max_size=60))
def test_any_text_at_all_is_answered(text: str) -> None:
    assert understand(text).intent in Intent

"""Which debt a form settles: sure only when nothing speaks against it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms.identity import Identity
from domain.forms.portions import Portion
from domain.forms.reading_result import Part, Reading
from domain.reasons import REASONS
from domain.recognition import Ask, Candidate, Evidence, No, Recognition, Sure, recognise
from domain.units.known import Found, Nobody
from domain.units.names import find_unit
from tests.domain.named_units import units_of_district

UNITS = units_of_district()


def candidate(number: int, subject: int, units: tuple[str, ...], **changed: Any) -> Candidate:
    """A debt of the six-month round of 2570, lead unit first."""
    told: dict[str, Any] = {
        "obligation_id": number,
        "requirement": "ST-2570-R6",
        "form": "strategy",
        "fiscal_year_be": 2570,
        "round": "6m",
        "subject_code": f"ST{subject}",
        "subject": str(subject),
        "unit_code": units[0],
        "unit_codes": units,
        "owed": True,
        "mine": False,
    }
    return Candidate(**(told | changed))


def four(mine: str = "") -> tuple[Candidate, ...]:
    """The four strategies of the round; those of the unit `mine` are the sender's."""
    owners = (("GENERAL", "LEGAL"), ("PROMOTION", "DLICT"), ("SUPERVISION", "TEACHER_DEV"), ("FINANCE", "HR", "AUDIT"))
    return tuple(candidate(at, at, units, mine=mine in units) for at, units in enumerate(owners, start=1))


def form(**told: Any) -> Portion:
    """A form that states nothing but what is told."""
    part = Part(
        sheet="Sheet1", title="", fiscal_year_be=None, round=None, subject=None, unit_text="", meta={}, columns={},
        header_rows=(6,), rows=(),
    )  # fmt: skip
    stated: dict[str, Any] = {
        "form": "strategy", "reading": Reading(form="strategy", parts=(part,)), "fiscal_year_be": None, "round": None,
        "subject": None, "unit_text": "",
    }  # fmt: skip
    return Portion(**(stated | told))


def decide(
    portion: Portion, candidates: tuple[Candidate, ...], sender: str = "", *, for_all: bool = False
) -> Recognition:
    return recognise(portion, {sender} if sender else set(), candidates, UNITS, may_send_for_all=for_all)


def why(answer: Recognition) -> set[str]:
    return {reason.code for reason in answer.because}


MARK = Identity("ST-2570-R6", "ST3", "SUPERVISION", 1)


def test_the_blanks_own_mark_and_an_agreeing_title_make_it_sure() -> None:
    answer = decide(
        form(identity=MARK, subject="3", fiscal_year_be=2570, round="6m"), four("SUPERVISION"), "SUPERVISION"
    )
    assert isinstance(answer, Sure)
    assert answer.obligation_id == 3
    assert why(answer) == {"identity", "year", "round", "subject"}


def test_a_blank_copied_from_another_strategy_is_asked_about() -> None:
    both = tuple(replace(one, mine=one.subject in {"3", "4"}) for one in four())
    answer = decide(form(identity=MARK, subject="4"), both)
    assert isinstance(answer, Ask)
    assert answer.obligation_ids == (4, 3)
    assert {"identity_contradicts", "wrong_subject"} <= why(answer)


def test_a_mark_gives_no_right_to_another_units_debt() -> None:
    answer = decide(form(identity=MARK), four("LEGAL"), "LEGAL")
    assert isinstance(answer, No)
    assert "not_yours" in why(answer)


def test_without_a_mark_subject_year_and_round_decide() -> None:
    older = candidate(9, 3, ("SUPERVISION",), fiscal_year_be=2569, round="12m", mine=True, requirement="ST-2569-R12")
    stated = form(subject="3", fiscal_year_be=2570, round="6m", unit_text="กลุ่มนิเทศฯ")
    answer = decide(stated, (*four("SUPERVISION"), older), "SUPERVISION")
    assert answer == Sure(3, answer.because)
    assert why(answer) == {"form", "year", "round", "subject", "unit"}
    answer = decide(form(subject="3"), (*four("SUPERVISION"), older), "SUPERVISION")
    assert isinstance(answer, Ask)
    assert answer.obligation_ids == (3, 9)
    assert "several" in why(answer)


def test_another_units_form_is_refused_with_whose_it_is() -> None:
    answer = decide(form(subject="1"), four("SUPERVISION"), "SUPERVISION")
    assert isinstance(answer, No)
    assert ("not_yours", "GENERAL") in answer.because


def test_a_co_owner_may_send_for_the_lead() -> None:
    answer = decide(form(subject="1", unit_text="กลุ่มกฎหมายและคดี"), four("LEGAL"), "LEGAL")
    assert answer == Sure(1, answer.because)


def test_the_officer_sends_on_behalf_of_whoever_owes_it() -> None:
    answer = decide(form(subject="2", fiscal_year_be=2570, round="6m"), four(), "PLAN", for_all=True)
    assert answer == Sure(2, answer.because)
    assert ("on_behalf", "PROMOTION") in answer.because


@pytest.mark.parametrize(
    ("stated", "code"), [({"fiscal_year_be": 2569}, "wrong_year"), ({"round": "12m"}, "wrong_round")]
)
def test_a_year_or_round_that_nothing_has_is_asked_about(stated: dict[str, Any], code: str) -> None:
    answer = decide(form(subject="3", **stated), four("SUPERVISION"), "SUPERVISION")
    assert isinstance(answer, Ask)
    assert answer.obligation_ids == (3,)
    assert code in why(answer)


def test_a_unit_named_in_the_form_that_is_not_the_debts_is_never_overlooked() -> None:
    answer = decide(form(subject="3", unit_text="กลุ่มอำนวยการ"), four("SUPERVISION"), "SUPERVISION")
    assert not isinstance(answer, Sure)
    assert "wrong_unit" in why(answer)


def test_a_form_that_says_nothing_is_asked_about_even_with_one_debt() -> None:
    answer = decide(form(), four("HR"), "HR")
    assert isinstance(answer, Ask)
    assert answer.obligation_ids == (4,)
    assert "nothing_stated" in why(answer)


def test_what_was_handed_in_already_is_asked_about_unless_the_blank_s_own_mark_says_so() -> None:
    settled = tuple(replace(one, owed=False) for one in four("SUPERVISION"))
    unmarked = decide(form(subject="3"), settled, "SUPERVISION")
    marked = decide(form(subject="3", identity=MARK), settled, "SUPERVISION")

    assert isinstance(unmarked, Ask)
    assert isinstance(marked, Sure)
    assert "already_settled" in why(unmarked) & why(marked)


def test_a_form_nobody_asked_for_is_told_so() -> None:
    assert why(decide(form(form="other"), four("HR"), "HR")) == {"no_such_work"}
    assert why(decide(form(), (), "HR")) == {"no_such_work"}


def test_a_mark_of_another_office_is_told_and_the_content_decides() -> None:
    foreign = Identity("XX-1", "ST9", "NOBODY", 1)
    answer = decide(form(identity=foreign, subject="3"), four("SUPERVISION"), "SUPERVISION")
    assert answer == Sure(3, answer.because)
    assert "identity_unknown" in why(answer)


CODES = [unit.code for unit in UNITS[:10]]
CANDIDATES = st.lists(
    st.builds(
        candidate,
        number=st.integers(1, 50),
        subject=st.integers(1, 4),
        units=st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True).map(tuple),
        fiscal_year_be=st.sampled_from([2569, 2570]),
        round=st.sampled_from(["6m", "12m"]),
        owed=st.booleans(),
        mine=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda one: one.obligation_id,
).map(tuple)
FORMS = st.builds(
    form,
    subject=st.sampled_from([None, "1", "2", "3", "4"]),
    fiscal_year_be=st.sampled_from([None, 2569, 2570]),
    round=st.sampled_from([None, "6m", "12m"]),
    unit_text=st.sampled_from(["", "สพป.", *(unit.name for unit in UNITS[:10]), "กลุ่มบริหารงาน"]),
    identity=st.one_of(
        st.none(),
        st.builds(Identity, st.just("ST-2570-R6"), st.sampled_from(["ST1", "ST3"]), st.sampled_from(CODES), st.just(1)),
    ),
)


@given(FORMS, CANDIDATES, st.booleans())
def test_it_is_never_sure_of_what_the_form_contradicts(
    portion: Portion,
    candidates: tuple[Candidate, ...],
    for_all: bool,
) -> None:
    answer = decide(portion, candidates, for_all=for_all)
    assert answer.because
    if not isinstance(answer, Sure):
        return
    (chosen,) = [one for one in candidates if one.obligation_id == answer.obligation_id]
    named = find_unit(portion.unit_text, UNITS)
    assert portion.subject in (None, chosen.subject)
    assert portion.fiscal_year_be in (None, chosen.fiscal_year_be)
    assert portion.round in (None, chosen.round)
    meant = () if isinstance(named, Nobody) else (named.unit,) if isinstance(named, Found) else named.units
    assert not meant or {unit.code for unit in meant} & set(chosen.unit_codes)
    assert chosen.owed or {"identity", "already_settled"} <= why(answer)
    assert chosen.mine or for_all


@given(FORMS, CANDIDATES)
def test_it_never_offers_more_than_three_nor_what_the_sender_may_not_send(
    portion: Portion, candidates: tuple[Candidate, ...]
) -> None:
    answer = decide(portion, candidates)
    if isinstance(answer, Ask):
        assert 1 <= len(answer.obligation_ids) <= 3
        assert {one.obligation_id for one in candidates if one.mine} >= set(answer.obligation_ids)


SCHOOLS = tuple(
    candidate(at, 1, (unit.code,), requirement="EM-2570-01", form="emes", round="2", subject_code="EM1", mine=True)
    for at, unit in enumerate((unit for unit in UNITS if unit.smis_code), start=1)
)
BY_CODE = {one.unit_code: one for one in SCHOOLS}


def school(**told: Any) -> Portion:
    return form(**({"form": "emes", "subject": "1", "round": "2", "fiscal_year_be": 2570} | told))


def test_a_schools_code_tells_two_of_the_same_name_apart() -> None:
    (one, *_) = [unit for unit in UNITS if "บ้านใหม่" in unit.name and unit.smis_code]
    assert isinstance(decide(school(unit_text="โรงเรียนบ้านใหม่"), SCHOOLS), Ask)
    answer = decide(school(unit_text="โรงเรียนบ้านใหม่", unit_code=one.smis_code), SCHOOLS)
    assert answer == Sure(BY_CODE[one.code].obligation_id, answer.because)


def test_a_code_beside_the_name_of_another_school_is_asked_about() -> None:
    first, second = [unit for unit in UNITS if unit.smis_code and "บ้านใหม่" not in unit.name][:2]
    answer = decide(school(unit_text=first.name, unit_code=second.smis_code), SCHOOLS)
    assert isinstance(answer, Ask)
    assert set(answer.obligation_ids) == {BY_CODE[first.code].obligation_id, BY_CODE[second.code].obligation_id}
    alone = decide(
        school(unit_text=first.name, unit_code=second.smis_code), (BY_CODE[second.code],), sender=second.code
    )
    assert isinstance(alone, Ask)
    assert "unit_conflict" in why(alone)


def test_a_unit_nobody_knows_is_never_taken_for_the_senders_own() -> None:
    answer = decide(form(unit_text="โรงเรียนที่ไม่มีใครรู้จัก", subject="3", round="6m"), four("SUPERVISION"), "SUPERVISION")
    assert isinstance(answer, Ask)
    assert {"unit_unknown", "subject"} <= why(answer)


def test_the_numbers_of_the_rows_say_the_subject_where_the_title_does_not() -> None:
    answer = decide(form(row_subject="3", fiscal_year_be=2570, round="6m"), four("SUPERVISION"), "SUPERVISION")
    assert isinstance(answer, Sure)
    assert "rows" in why(answer)


def test_rows_of_another_subject_than_the_title_are_asked_about() -> None:
    answer = decide(form(subject="3", row_subject="4", round="6m"), four("SUPERVISION"), "SUPERVISION")
    assert isinstance(answer, Ask)
    assert "wrong_rows" in why(answer)


def test_what_was_handed_out_lately_is_asked_about_first_and_never_taken_alone() -> None:
    both = tuple(replace(one, mine=one.subject in {"3", "4"}) for one in four())
    plain, told = (
        recognise(form(round="6m"), (), both, UNITS, evidence=evidence)
        for evidence in (Evidence(), Evidence(lately=(4,)))
    )
    assert isinstance(plain, Ask)
    assert isinstance(told, Ask)
    assert (plain.obligation_ids, told.obligation_ids) == ((3, 4), (4, 3))
    assert "lately_asked" in why(told)


def test_in_the_group_of_a_unit_its_debt_is_asked_about_first() -> None:
    both = tuple(replace(one, mine=one.subject in {"3", "4"}) for one in four())
    answer = recognise(form(round="6m"), (), both, UNITS, evidence=Evidence(group_unit="FINANCE"))
    assert isinstance(answer, Ask)
    assert answer.obligation_ids == (4, 3)
    assert "group" in why(answer)


@given(FORMS, CANDIDATES, st.booleans())
def test_every_reason_has_a_known_word(portion: Portion, candidates: tuple[Candidate, ...], for_all: bool) -> None:
    assert why(decide(portion, candidates, for_all=for_all)) <= REASONS


@pytest.mark.parametrize("office", ["สพป.ศรีธารา เขต ๑", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต 1", "สนง.เขตพื้นที่ฯ"])
def test_the_offices_own_name_does_not_say_which_of_its_groups_reports(office: str) -> None:
    answer = decide(form(unit_text=office, subject="3", round="6m"), four("SUPERVISION"), "SUPERVISION")
    assert isinstance(answer, Sure)


def test_the_same_topic_of_two_agencies_is_told_apart_by_who_asks() -> None:
    two = tuple(
        candidate(at, 1, ("PROMOTION",), requirement=f"IN-{who}", agency=who, mine=True)
        for at, who in enumerate(("MOE", "OPM"), start=1)
    )
    answer = decide(form(subject="1", agency="OPM"), two, "PROMOTION")
    assert answer == Sure(2, answer.because)
    assert "agency" in why(answer)
    assert isinstance(decide(form(subject="1"), two, "PROMOTION"), Ask)


def test_rows_that_a_blank_of_ours_numbers_otherwise_do_not_speak_against_its_mark() -> None:
    answer = decide(form(identity=MARK, subject="3", row_subject="1"), four("SUPERVISION"), "SUPERVISION")
    assert isinstance(answer, Sure)

"""What a list from another system means for each debt; nothing it says undoes what the office has found right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import load_config
from domain.forms.checks import Expectation, check_form
from domain.forms.definition import FormDefinition, Severity
from domain.forms.reading import read_form
from domain.forms.reading_result import Finding, Reading
from domain.forms.schools import Unplaced
from domain.lifecycle import ACCEPTED, State
from domain.plan import UnitKind
from domain.report_lists import VERIFIES, Entry, Says, Verdict, is_list, judged, listed, mark, same_figures
from domain.units.known import KnownUnit
from reports.filled_form import open_grid
from tests.emes_office import SCHOOLS, Line, exported, idle, well

UNITS = [
    KnownUnit(id=n, code=code, kind=UnitKind.SCHOOL, name=name, district=district, smis_code=smis)
    for n, (code, name, district, smis) in enumerate(SCHOOLS, 1)
]
WRONG = Finding(code="inconsistent", severity=Severity.ERROR, sheet="s", cell="G5")
STATES = (State.PENDING, State.RETURNED, State.CLAIMED, State.VERIFIED, State.NIL, State.EXEMPTED)


def form() -> FormDefinition:
    return load_config().forms["emes"]


def read(*lines: Line, codes: bool = True, extra: str = "") -> Reading:
    grid = open_grid(exported(lines, codes=codes, extra=extra), "emes.xlsx")
    reading = read_form(grid, {"emes": form()}, fiscal_year_be=2570)
    assert reading is not None
    return reading


def entry(says: Says, *problems: Finding) -> Entry:
    return Entry(UNITS[0], (), says, problems)


def means(state: State, says: Says | None, *problems: Finding, named: bool = True) -> Verdict:
    return judged(1, state, None if says is None else entry(says, *problems), (), named=named).verdict


@pytest.mark.parametrize(
    ("state", "says", "verdict"),
    [
        (State.CLAIMED, Says.REPORTED, Verdict.AGREES),
        (State.PENDING, Says.REPORTED, Verdict.UNCLAIMED),
        (State.RETURNED, Says.REPORTED, Verdict.UNCLAIMED),
        (State.CLAIMED, Says.MISSING, Verdict.DENIED),
        (State.CLAIMED, None, Verdict.ABSENT),
        (State.CLAIMED, Says.FAULTY, Verdict.WRONG),
        (State.PENDING, Says.FAULTY, Verdict.WRONG),
        (State.PENDING, Says.MISSING, Verdict.OPEN),
        (State.RETURNED, None, Verdict.OPEN),
        (State.CLAIMED, Says.UNCLEAR, Verdict.UNCLEAR),
        (State.VERIFIED, Says.REPORTED, Verdict.SETTLED),
        (State.VERIFIED, Says.MISSING, Verdict.GAINSAID),
        (State.VERIFIED, None, Verdict.GAINSAID),
        (State.NIL, Says.REPORTED, Verdict.GAINSAID),
        (State.NIL, Says.MISSING, Verdict.EXCUSED),
        (State.EXEMPTED, Says.REPORTED, Verdict.EXCUSED),
    ],
)
def test_what_a_list_means(state: State, says: Says | None, verdict: Verdict) -> None:
    assert means(state, says) is verdict


def test_figures_that_cannot_be_are_never_verified() -> None:
    assert means(State.CLAIMED, Says.REPORTED, WRONG) is Verdict.WRONG
    assert means(State.VERIFIED, Says.REPORTED, WRONG) is Verdict.GAINSAID
    assert judged(1, State.CLAIMED, entry(Says.REPORTED), (WRONG,)).problems == (WRONG,)


def test_a_list_of_schools_says_nothing_of_the_office_itself() -> None:
    assert means(State.CLAIMED, None, named=False) is Verdict.EXCUSED
    assert means(State.CLAIMED, Says.REPORTED, named=False) is Verdict.AGREES


@given(st.sampled_from(STATES), st.sampled_from((*Says, None)), st.booleans())
def test_only_what_waits_and_fits_is_verified(state: State, says: Says | None, wrong: bool) -> None:
    verdict = means(state, says, *([WRONG] if wrong else []))
    if verdict in VERIFIES:
        assert says is Says.REPORTED
        assert not wrong
        assert state not in ACCEPTED


def test_a_list_is_of_several_units() -> None:
    assert is_list(read(well("S1", 40), idle("S2")), form())
    assert not is_list(read(well("S1", 40)), form())
    assert not is_list(read(well("S1", 40), idle("S2")), replace_elsewhere(form()))


def replace_elsewhere(definition: FormDefinition) -> FormDefinition:
    return definition.model_copy(update={"elsewhere": None})


def test_rows_are_matched_by_code_then_by_name_and_district() -> None:
    lines = (well("S1", 40), well("S3", 20), well("S4", 21))
    for codes in (True, False):
        found = listed(read(*lines, codes=codes), form(), UNITS, ())
        assert [one.unit.code for one in found.entries] == ["S1", "S3", "S4"]
        assert found.strangers == ()


def test_rows_of_nobody_of_several_and_of_two_at_once_are_named_with_their_cells() -> None:
    reading = read(well("S1", 40), well("S2", 20), extra="โรงเรียนบ้านอื่นไกล")
    assert listed(reading, form(), UNITS, ()).strangers[0][:3] == ("โรงเรียนบ้านอื่นไกล", "EMES-2570-01", "C7")
    one, other = UNITS[0], UNITS[1]
    crossed = [replace(one, smis_code=other.smis_code), replace(other, smis_code=one.smis_code), *UNITS[2:]]
    assert [s.why for s in listed(reading, form(), crossed, ()).strangers] == [
        Unplaced.CONTRADICTS, Unplaced.CONTRADICTS, Unplaced.NOBODY,
    ]  # fmt: skip
    namesakes = [replace(one, district="", cluster="") for one in UNITS]
    apart = read(well("S3", 20), well("S1", 40), codes=False)
    assert [s.why for s in listed(apart, form(), namesakes, ()).strangers] == [Unplaced.UNSURE]


def test_what_is_wrong_with_figures_stands_with_its_unit_alone() -> None:
    reading = read(well("S1", 40), Line("S2", 118, 116, (60, 40, 18, 0)), well("S5", 10)._replace(reads=12), idle("S6"))
    findings = check_form(reading, form(), Expectation(units=UNITS))
    found = {one.unit.code: one for one in listed(reading, form(), UNITS, findings).entries}
    assert [bool(found[code].problems) for code in ("S1", "S2", "S5", "S6")] == [False, True, True, False]
    assert found["S6"].says is Says.MISSING


def test_a_unit_that_stands_twice_has_both_rows() -> None:
    reading = read(well("S1", 40), well("S1", 40), well("S2", 5))
    findings = check_form(reading, form(), Expectation(units=UNITS))
    first = listed(reading, form(), UNITS, findings).entries[0]
    assert len(first.rows) == 2
    assert [one.code for one in first.problems] == ["duplicate"]


def test_the_mark_tells_what_was_shown_from_what_holds_now() -> None:
    one, other = judged(1, State.CLAIMED, entry(Says.REPORTED), ()), judged(2, State.PENDING, None, ())
    assert mark(7, [one, other]) == mark(7, [other, one])
    assert mark(7, [one, other]) != mark(8, [one, other])
    assert mark(7, [one, other]) != mark(7, [judged(1, State.PENDING, entry(Says.REPORTED), ()), other])


def test_the_same_figures_in_another_place_of_another_list_are_the_same() -> None:
    one, other = read(well("S1", 40), idle("S2")).rows[0], read(idle("S2"), well("S1", 40)).rows[1]
    assert same_figures([one], [other], form())
    assert not same_figures([one], [read(well("S1", 41), idle("S2")).rows[0]], form())

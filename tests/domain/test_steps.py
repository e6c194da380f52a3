"""Where a work stands among the manual's steps: what shows itself, what was recorded, and what is usually next."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.lifecycle import State
from domain.phrases.steps import code_in
from domain.steps import Part, Record, Standing, following, standing
from domain.works import STEPS

AT = datetime(2027, 3, 1, 3, tzinfo=UTC)
STRATEGY = STEPS["strategy"]


def stands(states: list[State], *recorded: str, work: str = "strategy", opened: bool = True) -> dict[str, Standing]:
    records = {code: Record(code, AT, 7, "") for code in recorded}
    return {one.step.code: one for one in standing(STEPS[work], records, opened=opened, states=states)}


def test_an_open_work_shows_that_its_form_is_out_and_has_its_day() -> None:
    assert [code for code, one in stands([State.PENDING]).items() if one.done] == ["2.3", "2.4"]
    assert not any(one.done for one in stands([State.PENDING], opened=False).values())


def test_a_step_that_somebody_recorded_is_done_in_any_order() -> None:
    found = stands([State.PENDING], "4.1", "1")
    assert [code for code, one in found.items() if one.done] == ["1", "2.3", "2.4", "4.1"]
    assert found["4.1"].record == Record("4.1", AT, 7, "")


def test_sending_up_is_done_when_all_that_counts_has_left_the_house() -> None:
    some = stands([State.DISPATCHED, State.ACCEPTED, State.NIL, State.EXEMPTED])
    assert (some["5"].done, some["5"].part) == (False, Part(1, 2))
    assert stands([State.DISPATCHED, State.NIL])["5"].done
    assert stands([State.DISPATCHED])["3.3"].done  # what is sent has been screened, recorded or not


def test_with_nothing_to_send_nothing_is_done_by_itself() -> None:
    assert not stands([State.NIL, State.CANCELLED])["5"].done
    assert stands([], "5")["5"].done


def test_what_is_next_is_the_first_open_step() -> None:
    found = standing(STRATEGY, {"1": Record("1", AT, None, "")}, opened=True, states=[State.PENDING])
    coming = following(found)
    assert coming is not None
    assert coming.step.code == "2"
    assert following([one for one in found if one.done]) is None


def test_who_worked_on_a_step_last_stands_with_it_done_or_not() -> None:
    by_list = Record("2", AT, 7, "บัญชี 3")
    states = [State.VERIFIED, State.CLAIMED]
    found = {one.step.code: one for one in standing(STEPS["emes"], {}, opened=True, states=states, looked=by_list)}
    assert (found["2"].done, found["2"].part, found["2"].looked) == (False, Part(1, 2), by_list)
    assert found["2.1"].looked is None


@pytest.mark.parametrize(("work", "codes"), [("inspection", "1 2 3 4"), ("emes", "1 2 2.1 3 4"), ("project", "1 2 3")])
def test_the_other_works_have_the_manuals_steps(work: str, codes: str) -> None:
    assert [step.code for step in STEPS[work]] == codes.split()


@pytest.mark.parametrize(
    ("words", "code"),
    [("ทำขั้นตอน 3.1 แล้ว", "3.1"), ("บันทึกขั้นตอนที่ ๒.๔", "2.4"), ("ขั้นที่ 5 เสร็จแล้ว", "5"), ("ขั้นตอนทั้งหมด", None)],
)
def test_a_step_is_named_by_its_number(words: str, code: str | None) -> None:
    assert code_in(words) == code

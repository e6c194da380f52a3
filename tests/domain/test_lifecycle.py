"""No road leads out of the lifecycle, and no file takes back what was accepted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import IllegalMoveError
from domain.lifecycle import (
    FINAL,
    SIDE_STATES,
    STATE_WORDS,
    Deed,
    State,
    asked_again,
    deeds_open,
    is_claimed,
    is_owed,
    move,
)

STRATEGY = (
    State.PENDING, State.SUBMITTED, State.RETURNED, State.ACCEPTED,
    State.SCREENED, State.ENDORSED, State.DISPATCHED, State.PUBLISHED,
)  # fmt: skip
INSPECTION = tuple(state for state in STRATEGY if state is not State.SCREENED)
EMES = (State.PENDING, State.CLAIMED, State.VERIFIED)
WORKS = st.sampled_from((STRATEGY, INSPECTION, EMES))
FILES = (Deed.RECEIVE_CLEAN, Deed.RECEIVE_FAULTY)


def walk(*deeds: Deed, states: tuple[State, ...] = STRATEGY) -> State:
    state = State.PENDING
    for deed in deeds:
        state = move(state, deed, states)
    return state


def test_the_manuals_way_leads_from_pending_to_published() -> None:
    way = (Deed.RECEIVE_CLEAN, Deed.RETURN, Deed.RECEIVE_CLEAN, Deed.ACCEPT, Deed.SCREEN, Deed.ENDORSE, Deed.DISPATCH)
    assert walk(*way) is State.DISPATCHED
    assert walk(*way, Deed.PUBLISH) is State.PUBLISHED


def test_a_faulty_first_file_is_returned_and_still_owed() -> None:
    assert walk(Deed.RECEIVE_FAULTY) is State.RETURNED
    assert walk(Deed.RECEIVE_FAULTY, Deed.RECEIVE_FAULTY) is State.RETURNED
    assert is_owed(State.RETURNED)


def test_a_faulty_later_file_leaves_the_clean_earlier_one_standing() -> None:
    assert walk(Deed.RECEIVE_CLEAN, Deed.RECEIVE_FAULTY) is State.SUBMITTED
    assert not is_owed(State.SUBMITTED)


def test_a_work_without_screening_cannot_be_screened_but_goes_on() -> None:
    with pytest.raises(IllegalMoveError, match="accepted screen"):
        walk(Deed.RECEIVE_CLEAN, Deed.ACCEPT, Deed.SCREEN, states=INSPECTION)
    assert walk(Deed.RECEIVE_CLEAN, Deed.ACCEPT, Deed.ENDORSE, states=INSPECTION) is State.ENDORSED


def test_a_school_claims_and_the_office_verifies_with_or_without_the_claim() -> None:
    assert walk(Deed.CLAIM, Deed.CLAIM, Deed.VERIFY, states=EMES) is State.VERIFIED
    assert walk(Deed.VERIFY, states=EMES) is State.VERIFIED
    assert walk(Deed.CLAIM, Deed.RETURN, states=EMES) is State.PENDING


def test_a_file_for_what_is_reported_elsewhere_is_a_claim() -> None:
    assert walk(Deed.RECEIVE_CLEAN, states=EMES) is State.CLAIMED
    assert walk(Deed.CLAIM, Deed.RECEIVE_CLEAN, states=EMES) is State.CLAIMED
    assert walk(Deed.RECEIVE_CLEAN, Deed.RECEIVE_FAULTY, states=EMES) is State.CLAIMED
    assert walk(Deed.RECEIVE_FAULTY, states=EMES) is State.PENDING, "the work has no state of its own for that"
    assert walk(Deed.RECEIVE_FAULTY, states=(*EMES, State.RETURNED)) is State.RETURNED
    assert walk(Deed.CLAIM, Deed.TAKE_BACK, states=EMES) is State.PENDING


def test_what_was_verified_is_closed_to_files() -> None:
    with pytest.raises(IllegalMoveError):
        walk(Deed.VERIFY, Deed.RECEIVE_CLEAN, states=EMES)


def test_nothing_is_screened_before_it_is_accepted() -> None:
    for deed in (Deed.SCREEN, Deed.ENDORSE, Deed.DISPATCH, Deed.PUBLISH):
        with pytest.raises(IllegalMoveError):
            walk(Deed.RECEIVE_CLEAN, deed)


def test_side_states_open_again() -> None:
    for deed in (Deed.DECLARE_NIL, Deed.EXEMPT, Deed.CANCEL):
        assert walk(deed, Deed.REOPEN) is State.PENDING
    assert walk(Deed.RECEIVE_CLEAN, Deed.ACCEPT, Deed.REOPEN) is State.SUBMITTED


def test_only_pending_and_returned_are_owed() -> None:
    assert {state for state in State if is_owed(state)} == {State.PENDING, State.RETURNED}


def test_every_state_has_a_thai_word() -> None:
    assert set(STATE_WORDS) == set(State)
    assert len(set(STATE_WORDS.values())) == len(State)


@settings(max_examples=60, deadline=None)
@given(WORKS, st.lists(st.sampled_from(Deed), max_size=25))
def test_no_deeds_leave_the_lifecycle_of_the_work(states: tuple[State, ...], deeds: list[Deed]) -> None:
    state = State.PENDING
    for deed in deeds:
        if deed in deeds_open(state, states):
            state = move(state, deed, states)
        else:
            with pytest.raises(IllegalMoveError):
                move(state, deed, states)
        assert state in states or state in SIDE_STATES


@pytest.mark.parametrize("states", [STRATEGY, INSPECTION, EMES])
@pytest.mark.parametrize("deed", FILES)
def test_a_file_never_makes_owed_what_was_not(states: tuple[State, ...], deed: Deed) -> None:
    for state in set(State) - {State.NIL}:
        if not is_owed(state) and deed in deeds_open(state, states):
            assert not is_owed(move(state, deed, states))


@pytest.mark.parametrize("states", [STRATEGY, INSPECTION])
def test_a_file_says_that_there_is_something_to_report_after_all(states: tuple[State, ...]) -> None:
    assert move(State.NIL, Deed.RECEIVE_CLEAN, states) is State.SUBMITTED
    assert move(State.NIL, Deed.RECEIVE_FAULTY, states) is State.RETURNED


@pytest.mark.parametrize("state", sorted(FINAL))
def test_what_has_left_the_house_only_gets_published(state: State) -> None:
    assert deeds_open(state, STRATEGY) <= {Deed.PUBLISH}


@pytest.mark.parametrize(
    ("was", "clean", "claimed", "stands"),
    [
        (State.ACCEPTED, True, False, State.ACCEPTED),
        (State.RETURNED, False, False, State.RETURNED),
        (State.SUBMITTED, None, False, State.PENDING),  # its file was taken back meanwhile
        (State.CLAIMED, None, True, State.CLAIMED),  # a claim needs none
        (State.VERIFIED, None, True, State.VERIFIED),
        (None, None, False, State.PENDING),
        (None, False, False, State.RETURNED),
        (None, True, False, State.SUBMITTED),
        (None, True, True, State.CLAIMED),
    ],
)
def test_what_is_asked_for_again_stands_where_it_stood_or_as_its_file_says(
    was: State | None, clean: bool | None, claimed: bool, stands: State
) -> None:  # fmt: skip
    assert asked_again(was, clean=clean, claimed=claimed) is stands


def test_a_work_is_claimed_where_its_states_say_so() -> None:
    assert is_claimed([State.PENDING, State.CLAIMED])
    assert not is_claimed([State.PENDING, State.SUBMITTED])

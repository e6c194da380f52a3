"""Where an obligation stands and how it may move: pending, handed in, mended, accepted, and on up to publication.

Which states a kind of work passes through is configuration. Their order is a default, not a lock: after
acceptance a state may be jumped over (an office that never recorded the screening can still send to สพฐ.), but
nothing moves backwards except by a person's deed made for it. No file ever makes accepted work owed again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.errors import IllegalMoveError


class State(StrEnum):
    """Where one obligation stands."""

    PENDING = "pending"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SCREENED = "screened"  # the manual, work 1 step 3
    ENDORSED = "endorsed"
    DISPATCHED = "dispatched"  # the manual, work 1 step 5
    PUBLISHED = "published"  # the manual, work 3 step 4, work 4 step 3
    CLAIMED = "claimed"  # E-MES: the school says so
    VERIFIED = "verified"  # E-MES: the office has seen it, work 3 step 2
    NIL = "nil"  # nothing to report
    EXEMPTED = "exempted"
    CANCELLED = "cancelled"


STATE_WORDS: Final[Mapping[State, str]] = MappingProxyType(
    {
        State.PENDING: "ยังไม่ส่ง",
        State.SUBMITTED: "ส่งแล้ว รอตรวจ",
        State.RETURNED: "ส่งกลับแก้ไข",
        State.ACCEPTED: "ผ่านแล้ว",
        State.SCREENED: "กลั่นกรองแล้ว",
        State.ENDORSED: "เห็นชอบแล้ว",
        State.DISPATCHED: "จัดส่งแล้ว",
        State.PUBLISHED: "เผยแพร่แล้ว",
        State.CLAIMED: "แจ้งว่ารายงานแล้ว รอตรวจสอบ",
        State.VERIFIED: "ตรวจสอบแล้ว",
        State.NIL: "รายงานเป็นศูนย์",
        State.EXEMPTED: "ได้รับยกเว้น",
        State.CANCELLED: "ยกเลิก",
    }
)


class Deed(StrEnum):
    """What moves an obligation. `receive_*` and `take_back` are files; all others are decisions of a person."""

    RECEIVE_CLEAN = "receive_clean"
    RECEIVE_FAULTY = "receive_faulty"
    TAKE_BACK = "take_back"
    RETURN = "return"
    ACCEPT = "accept"
    SCREEN = "screen"
    ENDORSE = "endorse"
    DISPATCH = "dispatch"
    PUBLISH = "publish"
    DECLARE_NIL = "declare_nil"
    EXEMPT = "exempt"
    CANCEL = "cancel"
    CLAIM = "claim"
    VERIFY = "verify"
    DOUBT = "doubt"
    REOPEN = "reopen"


SIDE_STATES: Final = frozenset({State.NIL, State.EXEMPTED, State.CANCELLED})  # open to every work
OWED: Final = frozenset({State.PENDING, State.RETURNED})
_WITHOUT_FILE: Final = frozenset({State.CLAIMED, State.VERIFIED})  # what a unit reported elsewhere need not bring one
ACCEPTED: Final = frozenset(  # an officer has looked at it and taken it
    {State.ACCEPTED, State.SCREENED, State.ENDORSED, State.DISPATCHED, State.PUBLISHED, State.VERIFIED}
)
FINAL: Final = frozenset({State.DISPATCHED, State.PUBLISHED})  # it has left the house


def _to(target: State, *sources: State) -> dict[State, State]:
    return dict.fromkeys(sources, target)


_S = State
_MOVES: Final[Mapping[Deed, Mapping[State, State]]] = MappingProxyType(
    {
        # A file after "nothing to report" says that there is something after all: it reopens and settles the debt.
        Deed.RECEIVE_CLEAN: _to(_S.SUBMITTED, _S.PENDING, _S.RETURNED, _S.SUBMITTED, _S.CLAIMED, _S.NIL),
        # A faulty later file does not undo the clean earlier one.
        Deed.RECEIVE_FAULTY: _to(_S.RETURNED, _S.PENDING, _S.RETURNED, _S.NIL)
        | _to(_S.SUBMITTED, _S.SUBMITTED, _S.CLAIMED),
        # The sender unsends the only file there is, or takes back what was only said, before anybody accepted it.
        Deed.TAKE_BACK: _to(_S.PENDING, _S.SUBMITTED, _S.CLAIMED, _S.RETURNED),
        # The screening committee may find faults in accepted work (the manual, work 1 step 3.3).
        Deed.RETURN: _to(_S.RETURNED, _S.SUBMITTED, _S.ACCEPTED, _S.SCREENED, _S.ENDORSED, _S.CLAIMED),
        Deed.ACCEPT: _to(_S.ACCEPTED, _S.SUBMITTED),
        Deed.SCREEN: _to(_S.SCREENED, _S.ACCEPTED),
        Deed.ENDORSE: _to(_S.ENDORSED, _S.ACCEPTED, _S.SCREENED),
        Deed.DISPATCH: _to(_S.DISPATCHED, _S.ACCEPTED, _S.SCREENED, _S.ENDORSED),
        Deed.PUBLISH: _to(_S.PUBLISHED, _S.ACCEPTED, _S.SCREENED, _S.ENDORSED, _S.DISPATCHED, _S.VERIFIED),
        Deed.DECLARE_NIL: _to(_S.NIL, _S.PENDING, _S.RETURNED),
        Deed.EXEMPT: _to(_S.EXEMPTED, _S.PENDING, _S.RETURNED, _S.SUBMITTED, _S.CLAIMED),
        Deed.CANCEL: _to(
            _S.CANCELLED,
            *(_S.PENDING, _S.SUBMITTED, _S.RETURNED, _S.ACCEPTED, _S.SCREENED, _S.ENDORSED),
            *(_S.CLAIMED, _S.VERIFIED, _S.NIL, _S.EXEMPTED),
        ),
        Deed.CLAIM: _to(_S.CLAIMED, _S.PENDING, _S.RETURNED, _S.CLAIMED),
        # That list does not bear a claim out: its unit is asked to look again, and what it says stands meanwhile.
        Deed.DOUBT: _to(_S.CLAIMED, _S.CLAIMED),
        # An officer's list exported from E-MES proves it without any claim.
        Deed.VERIFY: _to(_S.VERIFIED, _S.PENDING, _S.RETURNED, _S.CLAIMED),
        # Reopened accepted work waits for review with the file it has; nobody is nagged for it.
        Deed.REOPEN: _to(_S.SUBMITTED, _S.ACCEPTED, _S.SCREENED, _S.ENDORSED)
        | _to(_S.PENDING, _S.NIL, _S.EXEMPTED, _S.CANCELLED, _S.CLAIMED, _S.VERIFIED),
    }
)

# Where a deed takes an obligation whose work lacks the state it usually leads to.
_INSTEAD: Final[Mapping[State, State]] = MappingProxyType(
    {State.RETURNED: State.PENDING, State.SUBMITTED: State.CLAIMED}
)


def is_owed(state: State) -> bool:
    """Whether the unit still owes it: the one place that decides, for nags, lists and figures alike.

    Handed-in work under review is not owed; returned work is.
    """
    return state in OWED


def move(state: State, deed: Deed, states: Collection[State]) -> State:
    """Where a deed takes an obligation of a work that passes through `states`.

    A work without `returned` goes back to pending. Of a work without `submitted` a file is a claim: the report itself
    lies in another system. Raises IllegalMoveError when the deed is not open from here.
    """
    target = _MOVES[deed].get(state)
    if target is not None and target not in states:
        target = _INSTEAD.get(target, target)
    if target is None or (target not in states and target not in SIDE_STATES):
        raise IllegalMoveError(f"{state} {deed}")
    return target


def asked_again(was: State | None, *, clean: bool | None, claimed: bool = False) -> State:
    """Where a cancelled obligation stands once it is asked for again: where it was, or what its file makes of it.

    `was`: where it stood when an officer called it off, None for one that the plan had dropped. `clean`: of the version
    that counts; None without one, which may have been taken back meanwhile. A claim stands without any version;
    `claimed`: of such a work.
    """
    if was is not None and (clean is not None or was in _WITHOUT_FILE):
        return was
    if clean is None:
        return State.PENDING
    if not clean:
        return State.RETURNED
    return State.CLAIMED if claimed else State.SUBMITTED


def is_claimed(states: Collection[State]) -> bool:
    """Whether a work that passes through these states is reported elsewhere, so that units say that they have."""
    return State.CLAIMED in states


def deeds_open(state: State, states: Collection[State]) -> frozenset[Deed]:
    """The deeds that are legal from here, for buttons."""
    return frozenset(deed for deed in Deed if _is_open(state, deed, states))


def _is_open(state: State, deed: Deed, states: Collection[State]) -> bool:
    try:
        move(state, deed, states)
    except IllegalMoveError:
        return False
    return True

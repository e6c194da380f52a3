"""Which debt a form that came in settles: sure, to be asked, or none. The wrong unit is never credited silently."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, assert_never

from domain.forms.identity import Identity
from domain.forms.portions import Portion
from domain.units.known import Found, KnownUnit, Naming, Nobody, Unsure
from domain.units.names import find_unit

MOST_CHOICES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A debt a form may settle. `unit_codes`: every owner, the lead (`unit_code`) first.

    `subject`: its number or code as forms state it, "" where the work has no subjects. `owed`: still to be handed in;
    `mine`: the sender belongs to one of its units.
    """

    obligation_id: int
    requirement: str
    form: str
    fiscal_year_be: int
    round: str
    subject_code: str
    subject: str
    unit_code: str
    unit_codes: tuple[str, ...]
    owed: bool
    mine: bool


class Reason(NamedTuple):
    """Why.

    Codes: form, year, round, subject, unit (these agree; with wrong_ before them they contradict), identity,
    identity_contradicts, identity_unknown, unit_ambiguous, unit_unknown, on_behalf, only_one, several,
    nothing_stated, already_settled, not_yours, no_such_work.
    """

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Sure:
    """This one."""

    obligation_id: int
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """One of these, at most three; the sender says which."""

    obligation_ids: tuple[int, ...]
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class No:
    """None of them."""

    because: tuple[Reason, ...]


Recognition = Sure | Ask | No


@dataclass(frozen=True, slots=True)
class _Case:
    """One form in one sender's hands."""

    portion: Portion
    pool: list[Candidate]
    stated_units: Sequence[str]
    sender_units: Collection[str]
    for_all: bool
    notes: list[Reason] = field(default_factory=list)

    def may(self, candidate: Candidate) -> bool:
        """Whether the sender may hand this one in."""
        own = candidate.mine and (not self.sender_units or not set(self.sender_units).isdisjoint(candidate.unit_codes))
        return self.for_all or own

    def statements(self, candidate: Candidate) -> list[tuple[str, str, bool]]:
        """What the form states: (what, as stated, whether it agrees with the candidate)."""
        portion = self.portion
        said = []
        if portion.fiscal_year_be is not None:
            year = portion.fiscal_year_be
            said.append(("year", str(year), year == candidate.fiscal_year_be))
        if portion.round is not None and candidate.round:
            said.append(("round", portion.round, portion.round == candidate.round))
        if portion.subject is not None and candidate.subject:
            said.append(("subject", portion.subject, portion.subject == candidate.subject))
        if self.stated_units:
            agrees = not set(self.stated_units).isdisjoint(candidate.unit_codes)
            said.append(("unit", portion.unit_text, agrees))
        return said

    def against(self, candidate: Candidate) -> list[Reason]:
        """Where the form contradicts the candidate."""
        return [Reason(f"wrong_{what}", text) for what, text, agrees in self.statements(candidate) if not agrees]

    def agreeing(self, candidate: Candidate) -> list[Reason]:
        """Where the form agrees with the candidate."""
        return [Reason(what, text) for what, text, agrees in self.statements(candidate) if agrees]


def recognise(
    portion: Portion,
    sender_units: Collection[str],
    candidates: Sequence[Candidate],
    units: Sequence[KnownUnit],
    *,
    may_send_for_all: bool = False,
) -> Recognition:
    """The debt a form settles. Sure only if nothing the form states contradicts it and the sender may hand it in."""
    pool = [candidate for candidate in candidates if candidate.form == portion.form]
    if not pool:
        return No((Reason("no_such_work", portion.form),))
    named = find_unit(portion.unit_text, units)
    case = _Case(portion, pool, _codes(named), sender_units, may_send_for_all)
    if portion.unit_text and not isinstance(named, Found):
        case.notes.append(Reason("unit_unknown" if isinstance(named, Nobody) else "unit_ambiguous", portion.unit_text))
    if portion.identity is not None:
        marked = [candidate for candidate in pool if _is_of(candidate, portion.identity)]
        if marked:
            return _by_identity(case, marked[0])
        case.notes.append(Reason("identity_unknown", portion.identity.requirement))
    return _by_content(case)


def _codes(named: Naming) -> Sequence[str]:
    """The codes of the units that a form's words may mean."""
    match named:
        case Found():
            return (named.unit.code,)
        case Unsure():
            return [unit.code for unit in named.units]
        case Nobody():
            return ()
        case _:
            assert_never(named)


def _is_of(candidate: Candidate, identity: Identity) -> bool:
    mark = identity.requirement, identity.subject, identity.unit
    return mark == (candidate.requirement, candidate.subject_code, candidate.unit_code)


def _by_identity(case: _Case, marked: Candidate) -> Recognition:
    """The blank's own mark decides, unless the form says something else: then it was copied from another one."""
    against = case.against(marked)
    if against:
        others = [one for one in case.pool if one is not marked and case.may(one) and not case.against(one)]
        choices = others + ([marked] if case.may(marked) else [])
        because = (Reason("identity_contradicts", marked.requirement), *against, *case.notes)
        return _ask(choices, because) if choices else No(because)
    because = (Reason("identity", marked.requirement), *case.agreeing(marked), *case.notes)
    settled = () if marked.owed else (Reason("already_settled", marked.requirement),)
    return _given(case, marked, because + settled)


def _given(case: _Case, candidate: Candidate, because: tuple[Reason, ...]) -> Recognition:
    """The one candidate that fits, if it is the sender's to settle. A settled one gets another version."""
    if not case.may(candidate):
        return No((Reason("not_yours", candidate.unit_code), *because))
    behalf = () if candidate.mine else (Reason("on_behalf", candidate.unit_code),)
    return Sure(candidate.obligation_id, because + behalf)


def _by_content(case: _Case) -> Recognition:
    """No mark to go by: what the form states must fit exactly one debt of the sender."""
    fitting = [candidate for candidate in case.pool if not case.against(candidate)]
    own = [candidate for candidate in fitting if case.may(candidate)]
    owed = [candidate for candidate in own if candidate.owed]
    if not fitting:
        return _by_nearest(case)
    if not own:
        lead = fitting[0]
        return No((Reason("not_yours", lead.unit_code), *case.agreeing(lead), *case.notes))
    if not owed:
        return _ask(own, (Reason("already_settled", own[0].requirement), *case.agreeing(own[0]), *case.notes))
    if len(owed) > 1:
        return _ask(owed, (Reason("several"), *case.agreeing(owed[0]), *case.notes))
    only = owed[0]
    because = (Reason("form", only.form), *case.agreeing(only), *case.notes)
    if only.subject and case.portion.subject is None:
        nothing = not case.agreeing(only)
        return Ask((only.obligation_id,), (Reason("nothing_stated" if nothing else "only_one"), *because))
    return _given(case, only, because)


def _by_nearest(case: _Case) -> Recognition:
    """Nothing fits: the sender's debts with the fewest contradictions, to be asked about, with what contradicts."""
    own = [candidate for candidate in case.pool if case.may(candidate) and candidate.owed]
    near = [candidate for candidate in own if _same_subject(case, candidate)]
    if near:
        fewest = min(len(case.against(candidate)) for candidate in near)
        near = [candidate for candidate in near if len(case.against(candidate)) == fewest]
        return _ask(near, (*case.against(near[0]), *case.notes))
    reasons = case.against(own[0] if own else case.pool[0])
    return No((*(() if own else (Reason("not_yours"),)), *reasons, *case.notes))


def _same_subject(case: _Case, candidate: Candidate) -> bool:
    stated = case.portion.subject
    return stated is None or stated == candidate.subject


def _ask(candidates: Sequence[Candidate], because: tuple[Reason, ...]) -> Ask:
    return Ask(tuple(candidate.obligation_id for candidate in candidates[:MOST_CHOICES]), because)

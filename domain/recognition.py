"""Which debt a form that came in settles: sure, to be asked, or none. The wrong unit is never credited silently."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final, assert_never

from domain.forms.asked import subject_key
from domain.forms.identity import Identity
from domain.forms.portions import Portion
from domain.reasons import Reason
from domain.units.known import Found, KnownUnit, Nobody, Unsure
from domain.units.names import find_unit, find_unit_beside, names_the_office

MOST_CHOICES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A debt a form may settle. `unit_codes`: every owner, the lead (`unit_code`) first.

    `subject`: its number or code as forms state it, "" where the work has no subjects; `agency`: the code of who asks
    for it, "" where forms do not say. `owed`: still to be handed in; `mine`: the sender belongs to one of its units.
    """

    obligation_id: int
    requirement: str
    form: str
    fiscal_year_be: int
    round: str
    subject_code: str
    subject: str
    agency: str = ""
    unit_code: str
    unit_codes: tuple[str, ...]
    owed: bool
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for a debt besides the file, never loud enough to decide: only which is asked about first.

    `lately`: ids of debts whose blank was handed out, or that were spoken of, the latest first; `group_unit`: the unit
    whose group the file was sent in.
    """

    lately: tuple[int, ...] = ()
    group_unit: str = ""


NO_EVIDENCE: Final = Evidence()


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


@dataclass(slots=True)
class _Case:
    """One form in one sender's hands."""

    portion: Portion
    pool: list[Candidate]
    stated_units: Sequence[str]
    sender_units: Collection[str]
    for_all: bool
    evidence: Evidence
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
        if portion.agency and candidate.agency:
            said.append(("agency", portion.agency, portion.agency == candidate.agency))
        if portion.subject is not None and candidate.subject:
            agrees = subject_key(portion.subject) == subject_key(candidate.subject)
            said.append(("subject", portion.subject, agrees))
        if portion.row_subject and candidate.subject:
            said.append(("rows", portion.row_subject, portion.row_subject == candidate.subject))
        if self.stated_units:
            agrees = not set(self.stated_units).isdisjoint(candidate.unit_codes)
            said.append(("unit", portion.unit_text or portion.unit_code, agrees))
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
    evidence: Evidence = NO_EVIDENCE,
) -> Recognition:
    """The debt a portion settles. Sure only if nothing it states contradicts it and the sender may hand it in."""
    pool = [candidate for candidate in candidates if candidate.form == portion.form]
    if not pool:
        return No((Reason("no_such_work", portion.form),))
    stated, notes = _stated_units(portion, units)
    case = _Case(portion, pool, stated, sender_units, may_send_for_all, evidence, notes)
    if portion.identity is not None:
        marked = [candidate for candidate in pool if _is_of(candidate, portion.identity)]
        if marked:
            return _by_identity(case, marked[0])
        case.notes.append(Reason("identity_unknown", portion.identity.requirement))
    return _by_content(case)


def _stated_units(portion: Portion, units: Sequence[KnownUnit]) -> tuple[Sequence[str], list[Reason]]:
    """The codes of the units that a portion's words and codes may mean, and what is unclear about them.

    A code wins over a name that fits it, or that fits nobody; one that is another's is a conflict.
    """
    by_name, doubts = _named(portion.unit_text, portion.unit_beside, units)
    if not portion.unit_code:
        return by_name, doubts
    coded = find_unit(portion.unit_code, units)
    if not isinstance(coded, Found):
        return by_name, [*doubts, Reason("unit_unknown", portion.unit_code)]
    code = coded.unit.code
    if by_name and code not in by_name:
        return [code, *by_name], [Reason("unit_conflict", f"{portion.unit_code} {portion.unit_text}")]
    return [code], []


def _named(text: str, beside: str, units: Sequence[KnownUnit]) -> tuple[Sequence[str], list[Reason]]:
    named = find_unit_beside(text, beside, units)
    match named:
        case Found():
            return [named.unit.code], []
        case Unsure():
            return [unit.code for unit in named.units], [Reason("unit_ambiguous", text)]
        case Nobody():
            said_something = bool(text) and not names_the_office(text)
            return (), [Reason("unit_unknown", text)] if said_something else []
        case _:
            assert_never(named)


def _is_of(candidate: Candidate, identity: Identity) -> bool:
    mark = identity.requirement, identity.subject, identity.unit
    return mark == (candidate.requirement, candidate.subject_code, candidate.unit_code)


def _by_identity(case: _Case, marked: Candidate) -> Recognition:
    """The blank's own mark decides, unless the form says something else: then it was copied from another one.

    The numbers of its rows are those we printed, whatever they begin with.
    """
    against = [reason for reason in case.against(marked) if reason.code != "wrong_rows"]
    if against:
        others = [one for one in case.pool if one is not marked and case.may(one) and not case.against(one)]
        choices = others + ([marked] if case.may(marked) else [])
        because = (Reason("identity_contradicts", marked.requirement), *against, *case.notes)
        return _ask(case, choices, because) if choices else No(because)
    because = (Reason("identity", marked.requirement), *case.agreeing(marked), *case.notes)
    settled = () if marked.owed else (Reason("already_settled", marked.requirement),)
    return _given(case, marked, because + settled)


def _given(case: _Case, candidate: Candidate, because: tuple[Reason, ...]) -> Recognition:
    """The one candidate that fits, if it is the sender's to settle. A settled one gets another version."""
    if not case.may(candidate):
        return No((Reason("not_yours", candidate.unit_code), *because))
    if any(note.code == "unit_conflict" for note in case.notes):
        return _ask(case, [candidate], because)
    behalf = () if candidate.mine else (Reason("on_behalf", candidate.unit_code),)
    return Sure(candidate.obligation_id, because + behalf)


def _by_content(case: _Case) -> Recognition:
    """No mark to go by: what the form states must fit exactly one debt of the sender."""
    fitting = [candidate for candidate in case.pool if not case.against(candidate)]
    if not fitting:
        return _by_nearest(case)
    own = [candidate for candidate in fitting if case.may(candidate)]
    if not own:
        lead = fitting[0]
        return No((Reason("not_yours", lead.unit_code), *case.agreeing(lead), *case.notes))
    owed = [candidate for candidate in own if candidate.owed]
    if len(owed) == 1:
        return _by_only(case, owed[0])
    why, meant = (Reason("several"), owed) if owed else (Reason("already_settled", own[0].requirement), own)
    return _ask(case, meant, (why, *case.agreeing(meant[0]), *case.notes))


def _by_only(case: _Case, only: Candidate) -> Recognition:
    """One owed debt fits: sure when the form says enough of itself, else asked about."""
    because = (Reason("form", only.form), *case.agreeing(only), *case.notes)
    if any(note.code == "unit_unknown" for note in case.notes):
        return _ask(case, [only], because)
    if only.subject and case.portion.subject is None and not case.portion.row_subject:
        nothing = not case.agreeing(only)
        return _ask(case, [only], (Reason("nothing_stated" if nothing else "only_one"), *because))
    return _given(case, only, because)


def _by_nearest(case: _Case) -> Recognition:
    """Nothing fits: the sender's debts with the fewest contradictions, to be asked about, with what contradicts."""
    own = [candidate for candidate in case.pool if case.may(candidate) and candidate.owed]
    near = [candidate for candidate in own if _same_subject(case, candidate)]
    if near:
        fewest = min(len(case.against(candidate)) for candidate in near)
        near = [candidate for candidate in near if len(case.against(candidate)) == fewest]
        return _ask(case, near, (*case.against(near[0]), *case.notes))
    reasons = case.against(own[0] if own else case.pool[0])
    return No((*(() if own else (Reason("not_yours"),)), *reasons, *case.notes))


def _same_subject(case: _Case, candidate: Candidate) -> bool:
    stated = case.portion.subject
    return stated is None or subject_key(stated) == subject_key(candidate.subject)


def _ask(case: _Case, candidates: Sequence[Candidate], because: tuple[Reason, ...]) -> Ask:
    """One question with at most three choices: what was spoken of lately first, then what is of the group at hand."""
    lately = {obligation_id: place for place, obligation_id in enumerate(case.evidence.lately)}
    group = case.evidence.group_unit

    def nearness(candidate: Candidate) -> tuple[int, bool]:
        return lately.get(candidate.obligation_id, len(lately)), group not in candidate.unit_codes

    ordered = sorted(candidates, key=nearness)[:MOST_CHOICES]
    first = ordered[0]
    if first.obligation_id in lately:
        because += (Reason("lately_asked", first.requirement),)
    elif group and group in first.unit_codes:
        because += (Reason("group", group),)
    return Ask(tuple(candidate.obligation_id for candidate in ordered), because)

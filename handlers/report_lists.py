"""Holding a list exported from another system against the debts it is about: what it is of, and what it would change.

Shared by the deed that takes files and the deeds that decide. Whoever decides holds the debts locked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from domain.events import Place
from domain.forms.asked import subject_key
from domain.forms.checks import Expectation, check_form
from domain.forms.compared import Beside, compare
from domain.forms.reading_result import Finding, Reading
from domain.forms.record import rows_from_json
from domain.lifecycle import State, is_claimed
from domain.messages import Message
from domain.plan import UnitKind
from domain.report_lists import Entry, Judged, Stranger, Verdict, is_list, judged, listed, mark, same_figures
from domain.rights import Right
from domain.subjects import subject_mark
from handlers import earlier_files
from handlers.candidates import as_known
from handlers.routing import Context
from handlers.wording import report_lists as words

if TYPE_CHECKING:
    from domain.forms.definition import FormDefinition
    from storage.schema import Obligation, ReportList, Requirement, Subject, Submission, Upload

LISTED = "listed"  # what became of such a file


class About(NamedTuple):
    """What a list may be about: an item of a requirement."""

    requirement: Requirement
    subject: Subject


@dataclass(frozen=True, slots=True)
class Compared:
    """A list beside its debts. `others`: units that it names and that owe nothing of it."""

    debts: tuple[Obligation, ...]
    found: tuple[Judged, ...]
    strangers: tuple[Stranger, ...]
    others: tuple[Entry, ...]

    def of(self, *verdicts: Verdict) -> list[tuple[Obligation, Judged]]:
        """The debts of which it means one of these, in their order."""
        pairs = zip(self.debts, self.found, strict=True)
        return [(debt, one) for debt, one in pairs if one.verdict in verdicts]


def is_for_the_office(reading: Reading, ctx: Context) -> bool:
    """Whether a file is the office's own import: a list of many, sent in private by somebody who checks reports."""
    return ctx.place is Place.PRIVATE and ctx.may(Right.REVIEW) and is_list(reading, ctx.forms[reading.form])


def about(reading: Reading, ctx: Context) -> tuple[list[About], bool]:
    """What the list says it is about; all that is asked for in that form, and False, where it says nothing of these."""
    first, known = reading.first, open_items(reading.form, ctx)
    fits = [
        one
        for one in known
        if first.fiscal_year_be in {None, one.requirement.fiscal_year_be}
        and first.round in {None, one.requirement.round}
        and (first.subject is None or subject_key(first.subject) == subject_key(_mark(one.subject)))
    ]
    return (fits, True) if fits else (known, False)


def open_items(form: str, ctx: Context) -> list[About]:
    """What the office asks for in that form of units that report elsewhere."""
    return [
        About(requirement, subject)
        for requirement in ctx.tx.work.open_requirements(ctx.me.office_id, ctx.now)
        if requirement.form == form and is_claimed(ctx.works[requirement.work])
        for subject in _subjects(requirement, ctx)
    ]


def called(one: About, ctx: Context) -> str:
    """What an item of a requirement is called where one of several is chosen."""
    several = len(_subjects(one.requirement, ctx)) > 1
    return f"{one.requirement.title} {one.subject.title}" if several else one.requirement.title


def subject_of(row: ReportList, ctx: Context) -> About | None:
    """What a list was shown as being about."""
    requirement = ctx.tx.work.requirement(row.requirement_id, row.office_id)
    found = [one for one in _subjects(requirement, ctx) if one.id == row.subject_id] if requirement else []
    return About(requirement, found[0]) if requirement and found else None


def show(upload: Upload, reading: Reading, what: About, ctx: Context) -> Message:
    """Keep the list, and show what it would change; nothing is changed."""
    row = ctx.tx.report_lists.add(
        office_id=ctx.me.office_id, requirement_id=what.requirement.id, subject_id=what.subject.id,
        upload_id=upload.id, now=ctx.now,
    )  # fmt: skip
    upload.outcome = LISTED
    return card(row, compared(reading, debts_of(what, ctx), ctx), what, upload.name, ctx)


def debts_to_change(what: About, ctx: Context) -> list[Obligation]:
    """The debts of an item, as they stand at this moment, locked."""
    return [debt for debt in ctx.tx.work.to_change(what.requirement.id) if debt.subject_id == what.subject.id]


def compared(reading: Reading, debts: Sequence[Obligation], ctx: Context) -> Compared:
    """What the list means for each of these debts."""
    definition = ctx.forms[reading.form]
    schools = [unit for unit in ctx.tx.people.units(ctx.me.office_id) if unit.kind == UnitKind.SCHOOL]
    units = as_known([*schools, *(debt.unit for debt in debts if debt.unit.kind != UnitKind.SCHOOL)])
    expected = Expectation(form=reading.form, units=units)
    found = listed(reading, definition, units, check_form(reading, definition, expected))
    entries = {entry.unit.id: entry for entry in found.entries}
    owing = {debt.unit_id for debt in debts}
    before = _Before.of(reading.form, debts, ctx)
    return Compared(
        tuple(debts),
        tuple(_judged(debt, entries.get(debt.unit_id), definition, before) for debt in debts),
        found.strangers,
        tuple(entry for entry in found.entries if entry.unit.id not in owing),
    )


def card(row: ReportList, found: Compared, what: About, file_name: str, ctx: Context) -> Message:
    """What the list would change, as one card."""
    groups = {verdict: tuple(_named(*pair) for pair in found.of(verdict)) for verdict in Verdict}
    return words.compared(
        ctx.voice,
        words.ListView(
            id=row.id,
            mark=mark(row.id, found.found),
            title=what.requirement.title,
            system=_system(what, ctx),
            file=file_name,
            groups=groups,
            strangers=found.strangers,
            others=tuple(entry.unit.name for entry in found.others),
        ),
    )


def _named(debt: Obligation, one: Judged) -> words.Named:
    return words.Named(debt.unit.called, debt.unit.district, one.problems)


class _Before(NamedTuple):
    """What debts' figures are held against, by debt, read once for all: other forms, and what earlier lists said."""

    beside: Mapping[int, Beside]
    listed: Mapping[int, Sequence[Submission]]

    @classmethod
    def of(cls, form: str, debts: Sequence[Obligation], ctx: Context) -> _Before:
        beside = earlier_files.beside_all(form, debts, ctx)
        return cls(beside, ctx.tx.submissions.versions_of_all(debts[0], LISTED) if beside else {})


def _judged(debt: Obligation, entry: Entry | None, definition: FormDefinition, before: _Before) -> Judged:
    doubts = _doubts(debt, entry, definition, before) if entry is not None else ()
    return judged(debt.id, State(debt.state), entry, doubts, named=debt.unit.kind == UnitKind.SCHOOL)


def _doubts(debt: Obligation, entry: Entry, definition: FormDefinition, before: _Before) -> tuple[Finding, ...]:
    """What is odd beside the round before; nothing where the unit was asked about these figures and says so again."""
    found = compare(entry.rows, definition, before.beside.get(debt.id, Beside()))
    if not found or debt.state != State.CLAIMED:
        return found
    asked = before.listed.get(debt.id, ())
    stood_by = any(same_figures(rows_from_json(one.rows), entry.rows, definition) for one in asked)
    return () if stood_by else found


def debts_of(what: About, ctx: Context) -> list[Obligation]:
    """The debts of an item."""
    found = ctx.tx.work.of_requirement(what.requirement.id)
    return [debt for debt in found if debt.subject_id == what.subject.id]


def _subjects(requirement: Requirement, ctx: Context) -> list[Subject]:
    return list({debt.subject_id: debt.subject for debt in ctx.tx.work.of_requirement(requirement.id)}.values())


def _mark(subject: Subject) -> str:
    return subject_mark(subject.kind, subject.no, subject.code)


def _system(what: About, ctx: Context) -> str:
    elsewhere = ctx.forms[what.requirement.form].elsewhere
    return elsewhere.system if elsewhere else ""

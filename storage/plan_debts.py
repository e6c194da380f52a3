"""What the plan asks of whom: requirements and their debts, brought to what the plan says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import added
from domain.extensions import moves
from domain.lifecycle import State, asked_again
from domain.news import Change, ChangedDebt, changed, stands
from domain.plan import EVERY_GROUP, EVERY_SCHOOL, THE_OFFICE, PlanRequirement, UnitKind
from domain.planned import ASKING, DECIDED_IN_CHAT, Decided, planned, said_anew
from storage.extensions import Extensions
from storage.plan_changes import Changes, differing, iso, set_differing
from storage.schema import Obligation, Requirement, Subject, Unit

_EVERY = {EVERY_SCHOOL: UnitKind.SCHOOL, EVERY_GROUP: UnitKind.GROUP}
_REQUIREMENT_FIELDS = (
    "work", "form", "title", "fiscal_year_be", "round", "round_name", "period_start", "period_end",
    "opens_at", "due_at", "external_due_at", "agency", "urgency",
)  # fmt: skip


class PlannedDebts:
    """Writes the requirements of one office's plan. `units` by code, `subjects` by fiscal year and code.

    `claimed`: the works that are reported elsewhere, of which a file is a claim.
    """

    def __init__(
        self,
        session: Session,
        office: Unit,
        units: Mapping[str, Unit],
        subjects: Mapping[tuple[int, str], Subject],
        claimed: Collection[str],
    ) -> None:
        self._session, self._office, self._units, self._subjects = session, office, units, subjects
        self._claimed = claimed

    def load(self, line: PlanRequirement, form_version: int, changes: Changes) -> None:
        """Bring a requirement and its debts to what the plan says; what is no longer asked for is cancelled.

        Where the line says what it said before, what an officer has decided in the chat since holds.
        """
        requirement, new = self._requirement(line.code, form_version)
        anew = said_anew(requirement.planned or {}, line)
        due_before, opened_at = (None, None) if new else (requirement.due_at, requirement.opens_at)
        wanted = {name: getattr(line, name) for name in _REQUIREMENT_FIELDS}
        if not new:
            _note_due(requirement, line, anew, changes)
            wanted = {name: value for name, value in wanted.items() if name in anew or name not in DECIDED_IN_CHAT}
        differences = {} if new else differing(requirement, wanted)
        differs = set_differing(requirement, wanted)
        extra = _said(requirement, line, anew)
        self._session.flush()
        known = self._debts_of(requirement)
        asked = _asked(known.values())
        debts = _Debts(
            self._session, requirement, due_before, known, anew, is_claimed=line.work in self._claimed
        )  # fmt: skip
        for code in line.subjects:
            subject = self._subjects[line.fiscal_year_be, code]
            if not line.debtors:  # another lead takes the debt over with all that came in for it
                _hand_to_lead(subject, known)
            for unit in _debtors(line, subject, self._units):
                differs |= debts.bring(subject, unit)
        differs |= debts.bring_added(extra)
        for gone in known.values():  # no longer asked for: cancelled, never deleted
            differs |= debts.set(gone, {"state": State.CANCELLED.value, "called_off_from": None})
        changes.note(line.code, new=new, differs=differs)
        if opened_at is None:
            changes.asked_anew(line)
        else:
            if debts.differ:
                changes.otherwise.add(requirement.id)
            changes.debts += [ChangedDebt(change, unit_id, opened_at) for change, unit_id in debts.changed]
            changes.decided_otherwise(line.code, debts.overruled, debts.kept)
            changes.asked_otherwise(line, differences, asked)

    def _requirement(self, code: str, form_version: int) -> tuple[Requirement, bool]:
        """The requirement with that code, and whether it is new."""
        query = select(Requirement).where(Requirement.office_id == self._office.id, Requirement.code == code)
        found = self._session.scalars(query).first()
        if found is not None:
            return found, False
        made = Requirement(office_id=self._office.id, code=code, form_version=form_version)
        self._session.add(made)
        return made, True

    def _debts_of(self, requirement: Requirement) -> dict[tuple[int, int], Obligation]:
        query = select(Obligation).where(Obligation.requirement_id == requirement.id)
        return {(o.subject_id, o.unit_id): o for o in self._session.scalars(query).unique()}


class _Debts:
    """The debts of one requirement, brought to what its line says. `known`: what the line has not named yet.

    `changed`: what has become of those that are still the same unit's, and whose each is; `differ`: whether any debt
    that stood before does. `overruled`, `kept`: of what officers decided in the chat, how much the line undoes and how
    much stays.
    """

    def __init__(
        self,
        session: Session,
        requirement: Requirement,
        due_before: Any,
        known: dict[tuple[int, int], Obligation],
        anew: AbstractSet[str],
        *,
        is_claimed: bool,
    ) -> None:
        self._is_claimed = is_claimed
        self._session, self._requirement, self._due_before, self._known = session, requirement, due_before, known
        self._restores = bool(anew & ASKING)
        is_moved = due_before is not None and due_before != requirement.due_at
        self._granted = Extensions(session).granted(requirement.id) if is_moved else {}
        self._called_off = any(debt.called_off_from for debt in known.values())
        self.overruled: dict[Decided, int] = {}
        self.kept: dict[Decided, int] = {}
        self.differ = False
        self.changed: list[tuple[Change, int]] = []

    def bring(self, subject: Subject, unit: Unit) -> bool:
        """One debt as the line has it; True if anything differs."""
        debt = self._known.pop((subject.id, unit.id), None)
        if debt is None:
            self._add(subject, unit)
            return True
        wanted: dict[str, Any] = {"unit_id": unit.id, **self._state_of(debt, unit)}
        before, after = self._due_before, self._requirement.due_at
        if before != after and moves(debt.due_at, before, after, self._granted.get(debt.id)):  # a later day stays
            wanted["due_at"] = after
        return self.set(debt, wanted)

    def bring_added(self, extra: Mapping[tuple[str, str], bool]) -> bool:
        """The debts that officers added (subject, unit), where they stay; the line may be newer than their word."""
        found = [one for one in self._known.values() if (one.subject.code, one.unit.code) in extra]
        found = [one for one in found if one.state != State.CANCELLED or one.called_off_from]
        differs = False
        for one in found:
            stays = extra[one.subject.code, one.unit.code]
            self._count(Decided.ADDED, stays=stays)
            differs |= stays and self.bring(one.subject, one.unit)
        return differs

    def set(self, debt: Obligation, wanted: Mapping[str, Any]) -> bool:
        """Set what differs of a debt that stood before; True if anything did."""
        was, due_before, unit_id = stands(State(debt.state)), debt.due_at, debt.unit_id
        differs = set_differing(debt, wanted)
        self.differ |= differs
        change = changed(debt.id, was, due_before, stands(State(debt.state)), debt.due_at)
        if change is not None and debt.unit_id == unit_id:
            self.changed.append((change, unit_id))
        return differs

    def _add(self, subject: Subject, unit: Unit) -> None:
        off = self._called_off and not self._restores
        debt = Obligation(
            requirement_id=self._requirement.id,
            subject_id=subject.id,
            unit_id=unit.id,
            state=(State.CANCELLED if off else State.PENDING).value,
            called_off_from=State.PENDING.value if off else None,
            due_at=self._requirement.due_at,
        )
        self._session.add(debt)
        self._session.flush()

    def _state_of(self, debt: Obligation, unit: Unit) -> dict[str, Any]:
        """What changes of where a debt stands that the line asks for. An exemption is of its unit alone."""
        clean = debt.standing.clean if debt.standing else None
        if debt.called_off_from is not None:
            self._count(Decided.CALLED_OFF, stays=not self._restores)
            if not self._restores:
                return {}
            return {"state": asked_again(State(debt.called_off_from), clean=clean).value, "called_off_from": None}
        if debt.state == State.CANCELLED:  # asked for again: what came before still counts
            return {"state": asked_again(None, clean=clean, claimed=self._is_claimed).value}
        if debt.state == State.EXEMPTED:
            self._count(Decided.EXEMPTED, stays=debt.unit_id == unit.id)
            return (
                {}
                if debt.unit_id == unit.id
                else {"state": asked_again(None, clean=clean, claimed=self._is_claimed).value}
            )
        return {}

    def _count(self, decided: Decided, *, stays: bool) -> None:
        counts = self.kept if stays else self.overruled
        counts[decided] = counts.get(decided, 0) + 1


def _said(
    requirement: Requirement, line: PlanRequirement, anew: AbstractSet[str]
) -> Mapping[tuple[str, str], bool]:  # fmt: skip
    """Keep what the line says now; the debts (subject, unit) that officers added, and whether they stay."""
    before = requirement.planned or {}
    kept = added.carried(before, anew)
    requirement.planned = {**planned(line), **kept}
    return {(subject, unit): [subject, unit] in added.added(kept) for subject, unit in added.added(before)}


def _note_due(requirement: Requirement, line: PlanRequirement, anew: AbstractSet[str], changes: Changes) -> None:
    """Whether the due date that counts was set in the chat, and which of the two holds."""
    last = requirement.planned.get("due_at")
    was_moved = last is not None and iso(requirement.due_at) != last and requirement.due_at != line.due_at
    if was_moved:
        one = {Decided.DUE: 1}
        changes.decided_otherwise(line.code, one if "due_at" in anew else {}, {} if "due_at" in anew else one)


def _hand_to_lead(subject: Subject, known: dict[tuple[int, int], Obligation]) -> None:
    """Let the debt of a subject, whoever owed it until now, be found as its lead's."""
    mine = (subject.id, subject.owners[0].unit_id)
    others = [key for key in known if key[0] == subject.id]
    if mine not in known and others:
        standing = [key for key in others if known[key].state != State.CANCELLED.value]
        known[mine] = known.pop((standing or others)[0])


def _debtors(line: PlanRequirement, subject: Subject, units: Mapping[str, Unit]) -> list[Unit]:
    """Who owes a subject of a requirement, each once: its lead, unless the plan says who."""
    if not line.debtors:
        return [subject.owners[0].unit]
    named: dict[int, Unit] = {}
    for word in line.debtors:
        kind = _EVERY.get(word)
        if kind is not None:
            found = [unit for unit in units.values() if unit.kind == kind]
        else:
            found = [subject.owners[0].unit if word == THE_OFFICE else units[word]]
        named.update({unit.id: unit for unit in found})
    return list(named.values())


def _asked(obligations: Iterable[Obligation]) -> set[str]:
    """The subjects that the plan asked for up to now; what an officer has called off is asked for by the plan still."""
    return {o.subject.code for o in obligations if o.state != State.CANCELLED.value or o.called_off_from}

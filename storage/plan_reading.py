"""What an office's tables say of a fiscal year, as the plan that would bring them there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.plan import Plan, PlanIndicator, PlanPolicy, PlanRequirement, PlanSubject, PlanUnit, UnitKind
from domain.subjects import WHOLE
from storage.schema import DayOff, Obligation, Policy, Requirement, Subject, Unit

_ASKED = (
    "code", "work", "form", "title", "fiscal_year_be", "round", "round_name", "period_start", "period_end", "agency",
    "urgency",
)  # fmt: skip


def plan_of_year(session: Session, office_id: int, fiscal_year_be: int) -> Plan:
    """The plan of a year: all units, the year's policies and subjects, what a plan asked for in it, the days off.

    Loading it changes nothing: due dates are those the plan last said, whatever was decided in the chat since
    (docs/decisions/0005), what was asked for in the chat alone is left out, and so are people, whose roles change
    between two plans. Raises NoResultFound where there is no such office.
    """
    units = list(session.scalars(select(Unit).where(Unit.office_id == office_id).order_by(Unit.id)))
    names = {unit.id: unit.code for unit in units}
    (office,) = (unit for unit in units if unit.id == office_id)
    days = session.scalars(select(DayOff).where(DayOff.office_id == office_id).order_by(DayOff.day)).all()
    policies = _of_year(session, Policy, office_id, fiscal_year_be)
    subjects = _of_year(session, Subject, office_id, fiscal_year_be)
    called = {policy.id: policy.code for policy in policies}
    return Plan(
        office=_unit(office, {}),
        letter_prefix=office.letter_prefix,
        units=tuple(_unit(unit, names | {office_id: None}) for unit in units if unit.id != office_id),
        policies=tuple(_policy(one) for one in policies),
        subjects=tuple(_subject(one, called, names) for one in subjects if one.kind != WHOLE),
        requirements=tuple(_requirements(session, office_id, fiscal_year_be)),
        days_off=tuple((one.day, one.name) for one in days if not one.works),
        working_days=tuple(one.day for one in days if one.works),
    )


def _of_year(session: Session, table: Any, office_id: int, fiscal_year_be: int) -> list[Any]:
    query = select(table).where(table.office_id == office_id, table.fiscal_year_be == fiscal_year_be)
    return list(session.scalars(query.order_by(table.no, table.id)).unique())


def _unit(unit: Unit, names: Mapping[int, str | None]) -> PlanUnit:
    return PlanUnit(
        code=unit.code,
        kind=UnitKind(unit.kind),
        name=unit.name,
        short_names=tuple(unit.short_names),
        parent=names.get(unit.parent_id) if unit.parent_id else None,
        district=unit.district,
        smis_code=unit.smis_code,
        obec_code6=unit.obec_code6,
        moe_code10=unit.moe_code10,
    )


def _policy(one: Policy) -> PlanPolicy:
    return PlanPolicy(
        code=one.code,
        fiscal_year_be=one.fiscal_year_be,
        no=one.no,
        title=one.title,
        document=one.document,
        letter_no=one.letter_no,
        letter_on=one.letter_on,
        note=one.note,
    )


def _subject(one: Subject, policies: Mapping[int, str], units: Mapping[int, str]) -> PlanSubject:
    return PlanSubject(
        code=one.code,
        kind=one.kind,
        fiscal_year_be=one.fiscal_year_be,
        no=one.no,
        title=one.title,
        owners=tuple(owner.unit.code for owner in one.owners),
        policy=policies.get(one.policy_id, "") if one.policy_id else "",
        note=one.note,
        indicators=tuple(
            PlanIndicator(
                no=i.no,
                name=i.name,
                unit=i.unit,
                target=i.target,
                source=i.source,
                answers=units.get(i.answers_id, "") if i.answers_id else "",
                baseline=i.baseline,
            )
            for i in one.indicators
        ),
    )


def _requirements(session: Session, office_id: int, fiscal_year_be: int) -> list[PlanRequirement]:
    query = select(Requirement).where(Requirement.office_id == office_id, Requirement.fiscal_year_be == fiscal_year_be)
    asked = session.scalars(query.order_by(Requirement.due_at, Requirement.id))
    return [_requirement(session, one) for one in asked if one.planned]


def _requirement(session: Session, one: Requirement) -> PlanRequirement:
    """The requirement as its line last said; of what was loaded before lines were kept, as its debts say."""
    said = one.planned
    external = said.get("external_due_at")
    if "subjects" not in said or "debtors" not in said:
        said = said | _by_debts(session, one.id)
    return PlanRequirement(
        **{name: getattr(one, name) for name in _ASKED},
        opens_at=datetime.fromisoformat(said["opens_at"]),
        due_at=datetime.fromisoformat(said["due_at"]),
        external_due_at=datetime.fromisoformat(external) if external else None,
        subjects=tuple(said["subjects"]),
        debtors=tuple(said["debtors"]),
    )


def _by_debts(session: Session, requirement_id: int) -> dict[str, Any]:
    query = select(Obligation).where(Obligation.requirement_id == requirement_id, Obligation.state != "cancelled")
    debts = list(session.scalars(query).unique())
    by_lead = all([owner.unit_id for owner in debt.subject.owners][:1] == [debt.unit_id] for debt in debts)
    return {
        "subjects": sorted({debt.subject.code for debt in debts}),
        "debtors": [] if by_lead else sorted({debt.unit.code for debt in debts}),
    }

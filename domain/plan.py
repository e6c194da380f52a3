"""The monitoring plan an officer loads: units, people, subjects with indicators, requirements, who owes what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class UnitKind(StrEnum):
    """Levels of the tree of units."""

    OFFICE = "office"
    GROUP = "group"  # กลุ่มภารกิจ
    CLUSTER = "cluster"
    SCHOOL = "school"


EVERY_SCHOOL = "*schools"
EVERY_GROUP = "*groups"
THE_OFFICE = "*office"  # the office itself also reports, the manual, work 3 step 2: its own section does
_CLUSTER = "กลุ่มโรงเรียน"


def cluster_called(name: str) -> str:
    """A cluster's name as it stands in a column of clusters: ทุ่งตะวัน of กลุ่มโรงเรียนทุ่งตะวัน."""
    return name.removeprefix(_CLUSTER).strip()


SERVED = (UnitKind.GROUP, UnitKind.SCHOOL)  # units that have people of their own


class Role(StrEnum):
    """What a person is in a unit. Owner and screener are assignments, acting is a position: none of them is a role."""

    OFFICER = "me_officer"
    ADMIN = "admin"  # keeps the machine running
    DIRECTOR = "director"
    DEPUTY = "deputy_director"
    GROUP_HEAD = "group_head"
    GROUP_STAFF = "group_staff"
    SCHOOL_DIRECTOR = "school_director"
    SCHOOL_STAFF = "school_staff"
    CLUSTER_CHAIR = "cluster_chair"  # a school director who speaks for the schools of a cluster, besides the own school


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanUnit:
    """A unit. `code` is unique in the office; school codes are text, looked up and never computed."""

    code: str
    kind: UnitKind
    name: str
    short_names: tuple[str, ...] = ()
    parent: str | None = None
    district: str = ""
    smis_code: str = ""
    obec_code6: str = ""
    moe_code10: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPerson:
    """A person in a unit with a role. `code` is the one-time registration code; several lines may share one."""

    code: str
    name: str
    position: str
    unit: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanIndicator:
    """An indicator of a subject, as it is printed in the blank, and what the analysis says of it.

    `source`: where its figures come from; `answers`: the code of the unit that gives them, "" for the subject's lead;
    `baseline`: last year's result as the plan states it. None: the plan does not speak of it, and what is known stays.
    """

    no: str
    name: str
    unit: str
    target: str
    source: str | None = None
    answers: str | None = None
    baseline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPolicy:
    """A policy (นโยบาย/จุดเน้น) of OBEC in a fiscal year, under which strategies stand (the manual, work 1 step 1).

    `document`: the name of the document it comes from; `letter_no`, `letter_on`: the letter that brought it.
    """

    code: str
    fiscal_year_be: int
    no: int
    title: str
    document: str = ""
    letter_no: str = ""
    letter_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSubject:
    """What a form is about: a strategy, a topic, an item or a project. `owners`: unit codes, the lead first.

    Nobody may own it yet: owners are appointed after the analysis (the manual, work 1 step 2.1). `policy`: the code of
    the policy it stands under; `note`: what the analysis says of it. None: the plan does not speak of it.
    """

    code: str
    kind: str
    fiscal_year_be: int
    no: int
    title: str
    owners: tuple[str, ...]
    indicators: tuple[PlanIndicator, ...] = ()
    policy: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequirement:
    """What is asked, by when. `round`: 6m, 9m, 12m, q1-q4, 1-3, ye; `due_at` is the last moment.

    `subjects`: the codes of what must be reported; each is owed by its lead owner, or by every one of `debtors`: codes
    of units, EVERY_SCHOOL, EVERY_GROUP or THE_OFFICE.
    """

    code: str
    work: str
    form: str
    title: str
    fiscal_year_be: int
    round: str
    round_name: str
    period_start: date
    period_end: date
    opens_at: datetime
    due_at: datetime
    external_due_at: datetime | None = None
    agency: str = ""
    urgency: str = ""
    subjects: tuple[str, ...] = ()
    debtors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole plan of one office. Times are aware."""

    office: PlanUnit
    letter_prefix: str = ""
    units: tuple[PlanUnit, ...] = ()
    people: tuple[PlanPerson, ...] = ()
    policies: tuple[PlanPolicy, ...] = ()
    subjects: tuple[PlanSubject, ...] = ()
    requirements: tuple[PlanRequirement, ...] = ()
    days_off: tuple[tuple[date, str], ...] = ()
    working_days: tuple[date, ...] = field(default=())  # days the office works although the calendar says otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProblem:
    """One mistake in a plan workbook: where it is and what is wrong; its sentence is in wording.

    Codes: not_a_workbook, sheet_missing, heading_missing, empty, unknown_code, duplicate, bad_code, bad_date,
    bad_number, bad_choice, date_order, wrong_year. `seen`: what stands there (for a missing sheet or heading: what
    may have been meant). `expected`: an example or the choices; for duplicate and date_order, the other cell; for
    unknown_code, the sheet that should hold the code.
    """

    sheet: str
    cell: str
    code: str
    seen: str = ""
    expected: str = ""

"""Turns the rows of each sheet into the things of a plan, each kept beside the row it came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from domain.plan import PlanIndicator, PlanPerson, PlanPolicy, PlanRequirement, PlanSubject, PlanUnit, Role, UnitKind
from domain.thai import BANGKOK, for_matching
from reports.plan_cells import as_round
from reports.plan_columns import DAYS, INDICATORS, PEOPLE, POLICIES, REQUIREMENTS, SUBJECTS, UNITS
from reports.plan_fields import CLOSES, OPENS, Fields
from reports.plan_periods import usual_period
from reports.plan_table import Problems, Record
from reports.plan_words import DAY_KINDS, DEBTORS, FORMS, ROLES, ROUNDS, SUBJECT_KINDS, UNIT_KINDS, WORKS

_NO_DAY: Final = date(2000, 1, 1)
_NO_MOMENT: Final = datetime(2000, 1, 1, tzinfo=BANGKOK)


@dataclass(slots=True)
class Draft:
    """Everything read, each thing with its row."""

    units: list[tuple[Record, PlanUnit]] = field(default_factory=list)
    letter_prefix: str = ""
    people: list[tuple[Record, PlanPerson]] = field(default_factory=list)
    policies: list[tuple[Record, PlanPolicy]] = field(default_factory=list)
    subjects: list[tuple[Record, PlanSubject]] = field(default_factory=list)
    indicators: list[tuple[Record, str, PlanIndicator]] = field(default_factory=list)
    requirements: list[tuple[Record, PlanRequirement]] = field(default_factory=list)
    days: list[tuple[Record, date, str, str]] = field(default_factory=list)  # kind, name


class UnitNames:
    """Finds the unit meant by a code, or by a name or short name that only one unit bears."""

    def __init__(self, units: Iterable[PlanUnit]) -> None:
        self._codes: set[str] = set()
        self._keys: dict[str, set[str]] = {}
        for unit in units:
            self._codes.add(unit.code)
            for word in (unit.code, unit.name, *unit.short_names):
                self._keys.setdefault(for_matching(word), set()).add(unit.code)

    @property
    def known(self) -> bool:
        """Whether any code could be read at all; if not, asking for one would only repeat the same mistake."""
        return any(self._codes)

    def code(self, text: str) -> str | None:
        """The unit's code, None when there is no such unit or more than one."""
        if text in self._codes:
            return text
        found = self._keys.get(for_matching(text), set())
        return next(iter(found)) if len(found) == 1 else None


def draft(
    tables: Mapping[str, list[Record]], problems: Problems, *, works: Collection[str], forms: Collection[str]
) -> Draft:
    """Read every row of every sheet."""
    made = Draft()
    for record in tables.get(UNITS.name, ()):
        _unit(record, made, problems)
    names = UnitNames(unit for _, unit in made.units)
    _resolve_parents(made, names, problems)
    for record in tables.get(PEOPLE.name, ()):
        made.people.append((record, _person(record, names, problems)))
    for record in tables.get(POLICIES.name, ()):
        made.policies.append((record, _policy(record, problems)))
    for record in tables.get(SUBJECTS.name, ()):
        made.subjects.append((record, _subject(record, names, problems)))
    for record in tables.get(INDICATORS.name, ()):
        made.indicators.append((record, *_indicator(record, names, problems)))
    for record in tables.get(REQUIREMENTS.name, ()):
        made.requirements.append((record, _requirement(record, names, problems, works, forms)))
    for record in tables.get(DAYS.name, ()):
        fields = Fields(record, problems)
        day, kind = fields.day("day"), fields.choice("kind", DAY_KINDS, "off")
        made.days.append((record, day or _NO_DAY, kind, fields.text("name")))
    return made


def _unit(record: Record, made: Draft, problems: Problems) -> None:
    fields = Fields(record, problems)
    unit = PlanUnit(
        code=fields.code("code"),
        kind=UnitKind(fields.choice("kind", UNIT_KINDS, UnitKind.SCHOOL)),
        name=fields.text("name"),
        short_names=fields.words("short_names"),
        parent=fields.text("parent") or None,
        district=fields.text("district"),
        smis_code=fields.digits("smis_code", 8),
        obec_code6=fields.digits("obec_code6", 6),
        moe_code10=fields.digits("moe_code10", 10),
    )
    made.units.append((record, unit))
    if unit.kind is UnitKind.OFFICE:
        made.letter_prefix = fields.text("letter_prefix")


def _resolve_parents(made: Draft, names: UnitNames, problems: Problems) -> None:
    for index, (record, unit) in enumerate(made.units):
        if unit.parent is not None:
            parent = _known(names, unit.parent, record, "parent", problems)
            made.units[index] = (record, replace(unit, parent=parent))


def _known(names: UnitNames, text: str, record: Record, name: str, problems: Problems) -> str:
    code = names.code(text)
    if code is None and text and names.known:
        problems.at(record, name, "unknown_code", seen=text, expected=UNITS.name)
    return code or text


def _person(record: Record, names: UnitNames, problems: Problems) -> PlanPerson:
    fields = Fields(record, problems)
    return PlanPerson(
        code=fields.code("code"),
        name=fields.text("name"),
        position=fields.text("position"),
        unit=_known(names, fields.text("unit"), record, "unit", problems),
        role=Role(fields.choice("role", ROLES, Role.GROUP_STAFF)),
    )


def _policy(record: Record, problems: Problems) -> PlanPolicy:
    fields = Fields(record, problems)
    return PlanPolicy(
        code=fields.code("code"),
        fiscal_year_be=fields.year("fiscal_year_be"),
        no=fields.whole("no"),
        title=fields.text("title"),
        document=fields.text("document"),
        letter_no=fields.text("letter_no"),
        letter_on=fields.day("letter_on"),
        note=fields.text("note"),
    )


def _subject(record: Record, names: UnitNames, problems: Problems) -> PlanSubject:
    fields = Fields(record, problems)
    lead = _known(names, fields.text("lead"), record, "lead", problems)
    joint = tuple(_known(names, word, record, "joint", problems) for word in fields.words("joint"))
    if joint and not lead:
        problems.at(record, "lead", "empty", expected=SUBJECTS.column("lead").heading)
    return PlanSubject(
        code=fields.code("code"),
        kind=fields.choice("kind", SUBJECT_KINDS, "strategy"),
        fiscal_year_be=fields.year("fiscal_year_be"),
        no=fields.whole("no"),
        title=fields.text("title"),
        owners=(lead, *joint) if lead else (),
        policy=fields.said("policy"),
        note=fields.said("note"),
    )


def _indicator(record: Record, names: UnitNames, problems: Problems) -> tuple[str, PlanIndicator]:
    fields = Fields(record, problems)
    answers = fields.said("answers")
    indicator = PlanIndicator(
        no=fields.text("no"),
        name=fields.text("name"),
        unit=fields.text("unit"),
        target=fields.text("target"),
        source=fields.said("source"),
        answers=_known(names, answers, record, "answers", problems) if answers else answers,
        baseline=fields.said("baseline"),
    )
    return fields.text("subject"), indicator


def _requirement(
    record: Record, names: UnitNames, problems: Problems, works: Collection[str], forms: Collection[str]
) -> PlanRequirement:
    fields = Fields(record, problems)
    year, (code, name) = fields.year("fiscal_year_be"), _round(record, fields, problems)
    start, end = _period(record, fields, problems, year, code)
    return PlanRequirement(
        code=fields.code("code"),
        work=fields.choice("work", {key: WORKS.get(key, ()) for key in works}),
        form=fields.choice("form", {key: FORMS.get(key, ()) for key in forms}),
        title=fields.text("title"),
        fiscal_year_be=year,
        round=code,
        round_name=name,
        period_start=start,
        period_end=end,
        opens_at=fields.moment("opens_at", OPENS) or _NO_MOMENT,
        due_at=fields.moment("due_at", CLOSES) or _NO_MOMENT,
        external_due_at=fields.moment("external_due_at", CLOSES),
        agency=fields.text("agency"),
        urgency=fields.text("urgency"),
        subjects=fields.words("subjects"),
        debtors=tuple(_debtor(names, word, record, problems) for word in fields.words("debtors")),
    )


def _debtor(names: UnitNames, text: str, record: Record, problems: Problems) -> str:
    """One of the words for many units, or the code of the unit meant."""
    key = for_matching(text)
    for every, words in DEBTORS.items():
        if key in {for_matching(word) for word in words}:
            return every
    return _known(names, text, record, "debtors", problems)


def _round(record: Record, fields: Fields, problems: Problems) -> tuple[str, str]:
    text = fields.text("round")
    code = as_round(record.cells.get("round"))
    if text and code is None:
        problems.at(record, "round", "bad_choice", seen=text, expected=", ".join(ROUNDS.values()))
    return code or "", fields.text("round_name") or ROUNDS.get(code or "", text)


def _period(record: Record, fields: Fields, problems: Problems, year: int, code: str) -> tuple[date, date]:
    """The period as written; what is left out follows from the year and the round."""
    usual = usual_period(year, code) if year else None
    found: list[date] = []
    for place, name in enumerate(("period_start", "period_end")):
        day = fields.day(name)
        if day is None and not record.text(name):
            if usual is None and year and code:
                problems.at(record, name, "empty", expected=REQUIREMENTS.column(name).heading)
            day = usual[place] if usual else None
        found.append(day or _NO_DAY)
    return found[0], found[1]

"""Errands: a file, who sends it, what is owed at that moment, and which debt each part of the file truly settles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import Any

from domain.forms.identity import Identity
from domain.recognition import Candidate
from tests.corpus import district
from tests.corpus.fill_inspection import REPORTING
from tests.corpus.make import KINDS, make
from tests.corpus.model import Book, Draft, Made, dice_of

ROUNDS = {
    "strategy": ("6m", "9m", "12m"),
    "inspection": ("1", "2"),
    "emes": ("1", "2", "3"),
    "project": ("ye", "q1", "q2"),
}
PREFIX = {"strategy": "ST", "inspection": "IN", "emes": "EM", "project": "PJ"}
YEARS = (2569, 2570)
WAYS = ("plain", "plain", "plain", "no_titles", "no_unit", "wrong_unit", "identity", "copied_identity")


@dataclass(frozen=True)
class Errand:
    """A file on its way in.

    `rights`: debt by what tells a portion (row number or sheet name), None: none of them; `due`: whether the file says
    enough that nobody need be asked.
    """

    seed: int
    way: str
    made: Made
    debts: tuple[Candidate, ...]
    senders: frozenset[str]
    for_all: bool
    rights: dict[str, int | None]
    due: bool


def errand(seed: int, kind: str | None = None) -> Errand:
    """The errand of a seed."""
    dice = dice_of("errand", seed)
    kind = kind or dice.choice(KINDS)
    way = dice.choice(WAYS)
    made = make(seed, kind, errors=(), container="xlsx" if "identity" in way else "", change=_blinded(way, dice))
    owner = _owner(made.truth, dice)
    senders, for_all = _senders(made.truth, owner, dice)
    debts = tuple(_debts(made.truth, owner, senders, dice))
    rights = {key: _right(made.truth, debts, (subject, unit), for_all)
              for key, subject, unit in _portions(made.truth, owner)}  # fmt: skip
    if "identity" in way:
        made, contradicts = _marked(seed, kind, way, (debts, rights), dice)
        if contradicts:
            rights = dict.fromkeys(rights)
    if way == "wrong_unit" and kind in {"strategy", "inspection"}:
        rights = dict.fromkeys(rights)
    due = way in {"plain", "identity"} or (way == "no_unit" and kind != "strategy")
    return Errand(seed, way, made, debts, senders, for_all, rights, due)


def _blinded(way: str, dice: Random) -> Callable[[Book], None] | None:
    """What is taken from the form, or falsely said by it."""
    blinds: dict[str, Callable[[Book], None]] = {
        "no_titles": _without_titles,
        "no_unit": _without_unit,
        "wrong_unit": partial(_with_wrong_unit, dice=dice),
    }
    return blinds.get(way)


def _without_titles(book: Book) -> None:
    for at, draft in enumerate(book.drafts, start=1):
        for title in draft.titles:
            title.text = title.meant = district.OFFICE_NAMES[1]
        draft.name = f"Sheet{at}"
    book.others = [other for other in book.others if not other.visible]  # nobody could tell which is meant


def _without_unit(book: Book) -> None:
    for label in (one for draft in book.drafts for one in draft.labels if one.field == "unit"):
        label.slot.raw = ""


def _with_wrong_unit(book: Book, dice: Random) -> None:
    own = {book.unit["code"]} if book.unit else set(REPORTING)  # any of these may be the one
    own |= set(_owners_of(book.subject.get("strategy_no")))
    other = district.GROUPS[dice.choice([code for code in district.GROUPS if code not in own])].name
    for draft in book.drafts:
        for label in (one for one in draft.labels if one.field == "unit"):
            label.slot.raw = label.slot.truth = other
        for title in (one for one in draft.titles if "agency" in one.says):
            title.text = title.meant = f"{title.text.split(' (')[0].rstrip()} ({other})"


def _owners_of(strategy: int | None) -> tuple[str, ...]:
    return next((one.owners for one in district.STRATEGIES if one.no == strategy), ())


def _owner(truth: dict[str, Any], dice: Random) -> str:
    """Whose form it is."""
    return truth["unit"]["code"] if truth["unit"] else dice.choice(REPORTING)


def _senders(truth: dict[str, Any], owner: str, dice: Random) -> tuple[frozenset[str], bool]:
    """The sender's units; the officer sends for all."""
    way = dice.random()
    rows = [str(row["smis_code"]) for row in truth["rows"] if row.get("smis_code")]
    own = owner if truth["kind"] != "emes" or truth["unit"] else dice.choice(rows)
    schools = [one.code for one in district.SCHOOLS]
    other = dice.choice(schools if truth["kind"] == "emes" else list(district.GROUPS))
    if way < 0.2:
        return frozenset({"PLAN"}), True
    if way < 0.35:
        return frozenset({other}), False
    return frozenset({own, other}) if way < 0.5 else frozenset({own}), False


def _portions(truth: dict[str, Any], owner: str) -> Iterator[tuple[str, str, str]]:
    """What tells a portion, its subject, the code of its unit."""
    match truth["kind"]:
        case "strategy":
            yield "", str(truth["subject"]["strategy_no"]), owner
        case "inspection":
            for sheet, topic in zip(truth["sheets"], truth["subject"]["topics"], strict=True):
                yield sheet["name"], topic, owner
        case "emes":
            for row in truth["rows"]:
                yield str(row["_row"]), str(truth["subject"]["item"]), str(row["smis_code"])
        case _:
            for row in truth["rows"]:
                yield str(row["_row"]), row["project_code"], owner


def _debts(truth: dict[str, Any], owner: str, senders: frozenset[str], dice: Random) -> Iterator[Candidate]:
    """Debts of several years, rounds, subjects and units; the file's own requirement is nearly always open."""
    number = 0
    for kind in KINDS:
        for year in YEARS:
            for round_ in ROUNDS[kind]:
                own = (kind, year, round_) == (truth["kind"], truth["fiscal_year_be"], truth["round"])
                if dice.random() > (0.9 if own else 0.45):
                    continue
                for subject, code, units in _subjects(kind, year, (truth, owner), dice):
                    number += 1
                    yield Candidate(
                        obligation_id=number, requirement=f"{PREFIX[kind]}-{year}-{round_}", form=kind,
                        fiscal_year_be=year, round=round_, subject_code=code, subject=subject, unit_code=units[0],
                        unit_codes=units, owed=dice.random() < 0.85, mine=not senders.isdisjoint(units),
                    )  # fmt: skip


def _subjects(
    kind: str, year: int, file: tuple[dict[str, Any], str], dice: Random
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Subjects of a requirement: as forms state them, their codes, their units."""
    truth, owner = file
    match kind:
        case "strategy":
            for strategy in district.STRATEGIES:
                yield str(strategy.no), f"ST{strategy.no}", strategy.owners
        case "inspection":
            told = truth["subject"].get("topics", ())
            for topic in (topic for policy in district.POLICIES for topic in policy.topics):
                yield topic.no, f"T{topic.no}", (owner if topic.no in told else dice.choice(REPORTING),)
        case "emes":
            item = truth["subject"].get("item", 1)
            for school in district.SCHOOLS:
                yield str(item), f"{item:02d}", (school.code,)
        case _:
            for project in district.PROJECTS:
                code = f"{year % 100}-{project.code}"
                yield code, code, (project.group,)


def _right(truth: dict[str, Any], debts: tuple[Candidate, ...], what: tuple[str, str], for_all: bool) -> int | None:
    """The debt a portion settles, if it is open and the sender's to settle."""
    subject, unit = what
    for debt in debts:
        same = (debt.form, debt.fiscal_year_be, debt.round) == (truth["kind"], truth["fiscal_year_be"], truth["round"])
        if same and debt.subject == subject and unit in debt.unit_codes:
            return debt.obligation_id if for_all or debt.mine else None
    return None


def _marked(
    seed: int, kind: str, way: str, known: tuple[tuple[Candidate, ...], dict[str, int | None]], dice: Random
) -> tuple[Made, bool]:
    """The file with the mark of a blank inside: of its own debt, or (True) of another one it was copied from."""
    debts, rights = known
    right = next(iter(rights.values()))
    own = next((debt for debt in debts if debt.obligation_id == right), None)
    if way == "copied_identity":
        same = (own.subject, own.requirement) if own is not None else None
        others = [debt for debt in debts if debt.form == kind and debt.obligation_id not in rights.values()
                  and same not in (None, (debt.subject, debt.requirement))]  # fmt: skip
        meant = dice.choice(others) if others else None
    else:
        meant = own if len(rights) == 1 else None  # a blank of several subjects bears the mark of none

    def mark(book: Book) -> None:
        if meant is not None:
            text = Identity(meant.requirement, meant.subject_code, meant.unit_code, 1).encode()
            book.others.append(Draft("mark", "_", [], [], [], above=[text], visible=False))

    made = make(seed, kind, errors=(), container="xlsx", change=mark)
    return made, way == "copied_identity" and meant is not None


def settled_again(one: Errand) -> Errand:
    """The same errand when everything has come in already."""
    return replace(one, debts=tuple(replace(debt, owed=False) for debt in one.debts), due=False)

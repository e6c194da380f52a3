"""The dashboard's pages about one requirement, about one debt, and about what was searched for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from domain import file_names
from domain.forms.definition import Severity
from domain.forms.record import findings_from_json
from domain.glance import Glance, tally
from domain.plan import UnitKind
from domain.reviewing import SCREENING
from domain.steps import standing
from domain.thai import for_matching
from handlers.board_desk import Desk, shown
from handlers.wording.findings import sentence
from handlers.wording.reviewed_form import evidence_name
from reports.board.views import (
    DebtView,
    DecisionView,
    Found,
    FoundReceipt,
    LaterView,
    Line,
    Moment,
    PieceView,
    Remark,
    RequirementView,
    SearchView,
    Share,
    StepLine,
    VersionView,
)
from storage.board_debts import Piece, Version
from storage.boards import Asked, Narrowed
from storage.files import EVIDENCE, SENT

_LONGEST_WORDS: Final = 80
_ENDINGS: Final = {"image": ".jpg", "video": ".mp4", "audio": ".m4a"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that may be handed out: as what kind of document, from where, and under which name."""

    kind: str
    origin: Mapping[str, int]
    sha256: str
    name: str


def requirement_view(desk: Desk, requirement_id: int, unit_id: int) -> RequirementView | None:
    """A requirement as far as it is seen, or with a unit's id what that unit owes of it; None where nothing is."""
    asked = desk.asked.get(requirement_id)
    debts = desk.tx.boards.debts(desk.sight, desk.now, Narrowed(requirement=requirement_id, unit=unit_id or None))
    if asked is None or not debts:
        return None
    lines = desk.lines(debts)
    steps = _steps(desk, asked, lines) if desk.sight.everything and not unit_id else ()  # of one unit they say nothing
    work = desk.works.get(asked.work)
    return RequirementView(
        frame=desk.frame(),
        id=asked.id,
        title=asked.title,
        work=work.title if work else asked.work,
        code=asked.code,
        agency=asked.agency if desk.sight.everything else "",
        moments=_moments(desk, asked, steps),
        steps=steps,
        tally=tally(one.glance for one in lines),
        shares=_shares(desk, lines),
        lines=lines,
    )


def _moments(desk: Desk, asked: Asked, steps: tuple[StepLine, ...]) -> tuple[Moment, ...]:
    found = [Moment("opens", asked.opens_at), Moment("due", asked.due_at)]
    if desk.sight.everything and asked.external_due_at is not None:
        found.append(Moment("external_due", asked.external_due_at))
    found += [Moment(f"{step.code} {step.title}", step.at) for step in steps if step.at is not None]
    return tuple(sorted(found, key=lambda one: one.at))


def _steps(desk: Desk, asked: Asked, lines: tuple[Line, ...]) -> tuple[StepLine, ...]:
    work = desk.works.get(asked.work)
    if work is None or not work.steps:
        return ()
    records = desk.tx.steps.of(asked.id)
    stand = standing(work.steps, records, opened=True, states=[one.state for one in lines])
    return tuple(
        StepLine(
            one.step.code,
            one.step.title,
            one.done,
            one.record.at if one.record else None,
            (one.part.done, one.part.of) if one.part else None,
        )
        for one in stand
    )


def _shares(desk: Desk, lines: tuple[Line, ...]) -> tuple[Share, ...]:
    """How districts stand, if the debts lie in several."""
    by_district: dict[str, list[Glance]] = defaultdict(list)
    for one in lines:
        by_district[desk.places[one.unit_id].district].append(one.glance)
    if len(by_district) <= 1:
        return ()
    return tuple(Share(name, tally(glances)) for name, glances in sorted(by_district.items()))


def debt_view(desk: Desk, debt_id: int) -> DebtView | None:
    """A debt with its versions, decisions and evidence; None where they are not for who looks."""
    debt = desk.tx.boards.debt(desk.sight, desk.now, debt_id)
    if debt is None:
        return None
    known, rows = desk.tx.boards.people_of(desk.sight), desk.tx.board_debts

    def name(person_id: int, person: str) -> str | None:
        return person if known is None or person_id in known else None

    return DebtView(
        frame=desk.frame(),
        line=desk.line(debt),
        mine=debt.unit_id in desk.sight.own,
        versions=tuple(
            VersionView(
                id=one.id, number=one.number, receipt_no=one.receipt_no, at=one.at,
                late=desk.late(debt.due_at, one.at), who=name(one.sender_id, one.sender),
                file=shown(file_names.shown(one.file)), kept=one.kept, stands=one.stands,
                withdrawn=one.withdrawn, remarks=_remarks(one),
            )
            for one in rows.versions(debt_id)
        ),
        decisions=tuple(
            DecisionView(
                one.at, one.deed, one.bench == SCREENING.key, shown(one.reason), one.due_after,
                one.by if known is None else None,
            )
            for one in rows.decisions(debt_id)
        ),
        later=tuple(
            LaterView(one.at, one.wanted, shown(one.reason), one.status, one.granted, shown(one.answer))
            for one in rows.later(debt_id)
        ),
        evidence=tuple(
            PieceView(
                one.id, one.kind, shown(_called(one)), one.at, name(one.sender_id, one.sender), one.sha256 is not None
            )
            for one in rows.evidence(debt_id)
        ),
    )  # fmt: skip


def file_of(desk: Desk, version_id: int, debt_id: int) -> Wanted | None:
    """The file of a version, as it was sent; None where it is not for who looks, or is not kept any more."""
    if desk.tx.boards.debt(desk.sight, desk.now, debt_id) is None:
        return None
    found = [one for one in desk.tx.board_debts.versions(debt_id) if one.id == version_id and one.kept]
    return _sent(found[0]) if found else None


def _remarks(one: Version) -> tuple[Remark, ...]:
    return tuple(
        Remark(found.cell or "", shown(sentence(found)), found.severity is Severity.ERROR)
        for found in findings_from_json(one.findings)
    )


def _sent(one: Version) -> Wanted:
    return Wanted(SENT, {"upload": one.upload_id}, one.sha256, one.file)


def evidence_of(desk: Desk, piece_id: int, debt_id: int) -> Wanted | None:
    """A piece of evidence; None where it is not for who looks, or is only a link."""
    if desk.tx.boards.debt(desk.sight, desk.now, debt_id) is None:
        return None
    found = [one for one in desk.tx.board_debts.evidence(debt_id) if one.id == piece_id]
    if not found or found[0].sha256 is None:
        return None
    name = _called(found[0])
    ending = "" if PurePath(name).suffix else _ENDINGS.get(found[0].kind, "")
    return Wanted(EVIDENCE, {"attachment": piece_id}, found[0].sha256, name + ending)


def _called(one: Piece) -> str:
    return one.name or evidence_name(one.id)


def search_view(desk: Desk, typed: str) -> SearchView:
    """Units, requirements and receipts that hold the words."""
    words = " ".join(typed[:_LONGEST_WORDS].split())
    if not words:
        return SearchView(frame=desk.frame("search"), words="")
    boards, sight = desk.tx.boards, desk.sight
    units = boards.units_named(sight, desk.now, words)
    return SearchView(
        frame=desk.frame("search"),
        words=words,
        units=tuple(
            Found(unit, desk.places[unit].name, desk.where(desk.places[unit]))
            for unit in sorted(units, key=lambda unit: desk.places[unit].kind == UnitKind.SCHOOL)
        ),
        requirements=tuple(
            Found(one.id, one.title, one.code)
            for one in desk.asked.values()
            if _holds(f"{one.title} {one.code}", words)
        ),
        receipts=tuple(
            FoundReceipt(
                one.number, one.debt, f"{desk.places[one.unit_id].name} · {desk.asked[one.requirement_id].title}"
            )
            for one in boards.receipts(sight, desk.now, words)
        ),
    )


def _holds(text: str, words: str) -> bool:
    return for_matching(words) in for_matching(text)

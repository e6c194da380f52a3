"""What a file that came in is for, portion by portion: the rules of recognition with what the office knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NamedTuple

from domain.forms.definition import Per
from domain.forms.identity import find_identity
from domain.forms.portions import Portion, portions
from domain.forms.reading_result import Reading
from domain.reasons import Reason
from domain.recognition import Ask, Candidate, Evidence, Recognition, Sure, recognise
from domain.rights import Right
from handlers.candidates import candidates, known_units
from handlers.routing import Context

_LATELY: Final = timedelta(days=14)


class Question(NamedTuple):
    """A portion (its place in the file, from 0) that its sender must place."""

    number: int
    portion: Portion
    ask: Ask


class Verdict(NamedTuple):
    """What was recognised of a portion at that place of the file."""

    number: int
    portion: Portion
    said: Recognition


@dataclass(frozen=True, slots=True)
class Placed:
    """What is sure (debt and portion), what must be asked, and why of each portion, to be kept with the upload."""

    sure: tuple[tuple[int, Portion], ...]
    questions: tuple[Question, ...]
    because: tuple[Reason, ...]


def place(reading: Reading, ctx: Context, *, after: int = -1) -> Placed:
    """Place the portions of a form that stand behind number `after`.

    Of a table of many units only the sender's own rows are placed: a list is nobody's report for others.
    """
    definition = ctx.forms[reading.form]
    known = candidates(ctx)
    found = portions(reading, definition)
    own_only = definition.per is Per.ROW and len(found) > 1
    pool = [one for one in known if one.mine] if own_only else known
    units, evidence = known_units(ctx), _evidence(known, ctx)
    verdicts = [
        Verdict(
            number,
            portion,
            recognise(
                portion,
                {m.unit.code for m in ctx.me.memberships},
                pool,
                units,
                may_send_for_all=ctx.may(Right.SEND_FOR_ALL) and not own_only,
                evidence=evidence,
            ),
        )
        for number, portion in enumerate(found)
        if number > after
    ]
    sure, questions, because = _sorted(verdicts, named=len(found) > 1)
    if not own_only:
        return Placed(tuple(sure.items()), tuple(questions), tuple(because))
    many = () if sure else (Reason("list_of_many", str(len(found))),)
    return Placed(tuple(sure.items()), (), (*many, *because))


def _sorted(verdicts: Sequence[Verdict], *, named: bool) -> tuple[dict[int, Portion], list[Question], list[Reason]]:
    """What is sure, each debt once; what must be asked; and why, each portion by its name where there are several."""
    sure: dict[int, Portion] = {}
    questions: list[Question] = []
    because: list[Reason] = []
    for number, portion, said in verdicts:
        because += [Reason("portion", portion.place)] if named else []
        because += said.because
        if isinstance(said, Ask):
            questions.append(Question(number, portion, said))
        elif isinstance(said, Sure) and sure.setdefault(said.obligation_id, portion) is not portion:
            because.append(Reason("twice", portion.place))
    return sure, questions, because


def portion_of(reading: Reading, number: int, ctx: Context) -> Portion | None:
    """The portion at that place of the file, None if there is none."""
    found = portions(reading, ctx.forms[reading.form])
    return found[number] if number < len(found) else None


def allowed(form: str, ctx: Context) -> set[int]:
    """The ids of the debts of that form which the sender may settle."""
    return {c.obligation_id for c in candidates(ctx) if c.form == form and (c.mine or ctx.may(Right.SEND_FOR_ALL))}


def _evidence(known: Sequence[Candidate], ctx: Context) -> Evidence:
    """Whose blank the sender was given lately, and in whose group the file was sent."""
    marks = {(c.requirement, c.subject_code, c.unit_code): c.obligation_id for c in known}
    lately: dict[int, None] = {}
    for text in ctx.tx.files.blanks_of(ctx.me.id, ctx.now - _LATELY):
        identity = find_identity(text)
        mark = (identity.requirement, identity.subject, identity.unit) if identity else None
        if mark in marks:
            lately.setdefault(marks[mark], None)
    group = ctx.group_unit.code if ctx.group_unit is not None else ""
    return Evidence(lately=tuple(lately), group_unit=group)

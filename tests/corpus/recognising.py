"""Recognition scored on errands. The only place here that asks the product which debt a form settles."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from domain.errors import UnreadableFileError
from domain.forms.portions import Portion, portions
from domain.recognition import Ask, Sure, recognise
from domain.units.known import KnownUnit
from tests.corpus import asking
from tests.corpus.debts import Errand
from tests.domain.named_units import units_of_district
from tests.samples.making import definitions


@cache
def units() -> tuple[KnownUnit, ...]:
    """The district's units."""
    return units_of_district()


@dataclass
class Tally:
    """Answers in all: `sure` ones, of them `right` ones and such that credit a `stranger`; what should be sure."""

    portions: int = 0
    sure: int = 0
    right: int = 0
    strangers: int = 0
    due: int = 0
    due_sure: int = 0
    asked_right: int = 0
    wrong: list[str] = field(default_factory=list)
    shy: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the sure answers that are right, in per cent."""
        return self.right / self.sure * 100 if self.sure else 100.0

    @property
    def settled(self) -> float:
        """Share of the clear cases that nobody was asked about, in per cent."""
        return self.due_sure / self.due * 100 if self.due else 100.0


def tally(errand: Errand, told: Tally) -> None:
    """Add an errand's answers. A file that is not recognised has none."""
    try:
        reading = asking.read(errand.made.data, errand.made.name)
    except UnreadableFileError:
        return
    if reading is None:
        return
    for portion in portions(reading, definitions()[reading.form]):
        _one(errand, portion, told)


def _one(errand: Errand, portion: Portion, told: Tally) -> None:
    right = errand.rights.get(_key(errand, portion))
    debts = {debt.obligation_id: debt for debt in errand.debts}
    answer = recognise(portion, errand.senders, errand.debts, units(), may_send_for_all=errand.for_all)
    told.portions += 1
    due = errand.due and right is not None and debts[right].owed
    told.due += due
    label = f"{errand.made.truth['kind']} {errand.seed} {errand.way} {_key(errand, portion)}"
    if isinstance(answer, Sure):
        told.sure += 1
        told.right += answer.obligation_id == right
        told.due_sure += due and answer.obligation_id == right
        if answer.obligation_id != right:
            told.strangers += _stranger(errand, answer.obligation_id, right)
            told.wrong.append(f"{label}: {debts[answer.obligation_id]}, not {debts.get(right or 0)}; {answer.because}")
    elif due:
        told.asked_right += isinstance(answer, Ask) and right in answer.obligation_ids
        told.shy.append(f"{label}: {answer}, not {right}")


def _key(errand: Errand, portion: Portion) -> str:
    first = portion.reading.first
    match errand.made.truth["kind"]:
        case "strategy":
            return ""
        case "inspection":
            only = errand.made.truth["sheets"]
            return str(only[0]["name"]) if len(only) == 1 else first.sheet
        case _:
            return str(first.rows[0].number) if first.rows else ""


def _stranger(errand: Errand, given: int, right: int | None) -> bool:
    """Whether a unit is credited that the file is not of."""
    debts = {debt.obligation_id: debt for debt in errand.debts}
    if right is None:
        truth = errand.made.truth
        unit = truth["unit"]["code"] if truth["unit"] else ""
        return bool(unit) and unit not in debts[given].unit_codes
    return set(debts[right].unit_codes).isdisjoint(debts[given].unit_codes)

"""Of some debts those that a sentence is about: by kind of work, strategy or item, year and round."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.phrases.slots import Slots
from domain.thai import for_matching

if TYPE_CHECKING:
    from storage.schema import Obligation

WORKS: Final = ("", "strategy", "inspection", "emes", "project")  # a work's place is on buttons: new ones at the end


@dataclass(frozen=True, slots=True)
class About:
    """What a sentence says of the work it is about: "", 0 and None where it says nothing."""

    work: str = ""
    no: int = 0  # of the strategy or the item
    year: int = 0
    text: str = ""  # as a key: names of rounds and titles are looked for in it

    @classmethod
    def of(cls, text: str, slots: Slots | None) -> About:
        """What a sentence says."""
        if slots is None:
            return cls(text=for_matching(text))
        no = slots.strategy_no or slots.item_no or 0
        work = slots.requirement or ("emes" if slots.item_no else "")  # the items of its list are numbered
        return cls(work, no, slots.fiscal_year_be or 0, for_matching(text))

    @classmethod
    def carried(cls, numbers: Collection[int]) -> About:
        """What a button carries of it: the place of the work, and the number."""
        place, no = [*numbers, 0, 0][:2]
        return cls(WORKS[place] if place < len(WORKS) else "", no)

    @property
    def data(self) -> str:
        """As a button carries it."""
        return f"{WORKS.index(self.work) if self.work in WORKS else 0}:{self.no}"

    @property
    def names_something(self) -> bool:
        """Whether it says more than that something is asked for."""
        return bool(self.work or self.no or self.year)

    def among(self, debts: Collection[Obligation]) -> list[Obligation]:
        """The debts it is about; all where it names none; none where it names what is not among them."""
        found = [one for one in debts if self.work in {"", one.requirement.work} and self.no in {0, one.subject.no}]
        found = [one for one in found if self.year in {0, one.requirement.fiscal_year_be}]
        rounds = {one.requirement.round_name for one in found if one.requirement.round_name}
        said = {name for name in rounds if for_matching(name) in self.text}
        return [one for one in found if one.requirement.round_name in said] if said else found

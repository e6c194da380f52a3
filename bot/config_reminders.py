"""The section `reminders` of config.yaml: ladders by urgency."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.nagging import USUAL, Audience, Ladder, Rules, Step

_Days = Annotated[int, Field(ge=-120, le=250)]
_Hours = Annotated[str, Field(pattern=r"^-[1-9]\d?h$")]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StepSection(_Section):
    """One step of a ladder: when, to whom, whether it comes again, and whether it waits for the day's digest."""

    at: _Days | Literal["open"] | _Hours
    to: tuple[Audience, ...] = Field(min_length=1)
    every: int | None = Field(default=None, ge=1, le=120)
    at_once: bool = False

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        late = isinstance(self.at, int) and self.at > 0
        told = [
            (self.every is not None and not late, "every: only after the due day, or it would run past it"),
            (Audience.DIRECTOR in self.to and not late, "to: the director hears only of what is late"),
            (Audience.CLUSTER_CHAIR in self.to and not late, "to: a cluster's chair hears only of what is late"),
            (len(set(self.to)) < len(self.to), "to: somebody stands there twice"),
        ]
        if mistakes := [what for wrong, what in told if wrong]:
            raise ValueError("; ".join(mistakes))
        return self

    def step(self) -> Step:
        """The same in the words of the domain."""
        return Step(self.at, self.to, self.every, self.at_once)


class LadderSection(_Section):
    """A ladder, and the words of urgency (ชั้นความเร็ว) of what is reminded of by it."""

    urgency: tuple[str, ...] = ()
    steps: tuple[StepSection, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _falls_once(self) -> Self:
        keys = [str(step.at) for step in self.steps]
        mistakes = [f"steps: {key} stands there twice" for key in dict.fromkeys(keys) if keys.count(key) > 1]
        mistakes += [
            f"steps: {step.at} falls on a turn of {again.at}, which comes again every {again.every} days"
            for again in self.steps
            for step in self.steps
            if step is not again and _is_turn(step, again)
        ]
        if mistakes:
            raise ValueError("; ".join(mistakes))
        return self


def _is_turn(step: StepSection, again: StepSection) -> bool:
    """Whether both fall on one day, sooner or later."""
    if again.every is None or not (isinstance(step.at, int) and isinstance(again.at, int)):
        return False
    if step.every is not None:
        return True
    return step.at > again.at and (step.at - again.at) % again.every == 0


class RemindersSection(_Section):
    """The ladders of reminders, and what holds for all of them. `apart`: hours between two to one person.

    `last_call`: the hour at which what waited for a free answer is sent after all.
    """

    rule: str = Field(min_length=1)
    stale_after: int = Field(ge=0, le=30)
    apart: int = Field(default=2, ge=1, le=8)
    last_call: time = time(14, 30)
    ladders: dict[str, LadderSection]

    @model_validator(mode="after")
    def _each_is_chosen_by_something(self) -> Self:
        mistakes = [] if USUAL in self.ladders else [f"ladders: {USUAL} is missing, the one for everything else"]
        named = [(name, "".join(word.split())) for name, one in self.ladders.items() for word in one.urgency]
        words = [word for _, word in named]
        mistakes += [f"ladders: {word} chooses two of them" for word in dict.fromkeys(words) if words.count(word) > 1]
        mistakes += [
            f"ladders.{name}: no urgency, so that nothing is reminded of by it"
            for name, one in self.ladders.items()
            if name != USUAL and not one.urgency
        ]
        if mistakes:
            raise ValueError("; ".join(mistakes))
        return self

    def rules(self, digest: time) -> Rules:
        """The same in the words of the domain."""
        ladders = {
            name: Ladder(tuple(step.step() for step in one.steps), one.urgency) for name, one in self.ladders.items()
        }
        return Rules(self.rule, ladders, digest, self.stale_after, timedelta(hours=self.apart), self.last_call)

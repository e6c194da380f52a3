"""Would the round-clock check notice? Engines with one mistake each, such as reminders are known for, must fail it.

A mistake is made in the engine's source, which is imported under another name.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from domain import nagging
from tests.domain.reminder_rounds import first_difference, rounds

FOLDER = Path(nagging.__file__).parent
RULES = ("planning", "resting", "deciding")  # the modules that decide something; those of plain values are shared


class Mistake(NamedTuple):
    """In a module of the engine these words stand once, and those instead."""

    module: str
    words: str
    instead: str


MISTAKES = {
    "a step on the wrong side of the due day": Mistake(
        "planning", "(self._due_day, int(step.at))", "(self._due_day, -int(step.at))"
    ),
    "a step a day late": Mistake("planning", "(self._due_day, int(step.at))", "(self._due_day, int(step.at) + 1)"),
    "only when today equals": Mistake("planning", "if planned <= now:", "if planned == now:"),
    "steps before the opening are told too": Mistake(
        "planning", "if step.at == OPEN or opening is None:", "if opening is not None:"
    ),
    "due on a day off is due after it": Mistake(
        "planning", "calendar.add_working_days(self._due_at.date(), 0)", "calendar.add_working_days(due_at.date(), 1)"
    ),
    "what comes again comes once": Mistake(
        "planning", "max(0, since) // step.every * step.every", "min(0, since * step.every)"
    ),
    "nothing is ever stale": Mistake("planning", "fresh = limit is None or", "fresh = True or"),
    "hours of the night count": Mistake("planning", "if until - left >= opens:", "if opens:"),
    "no ledger": Mistake("deciding", "if key not in told.keys and not (", "if not ("),
    "an extension opens the work again": Mistake("deciding", "one.key == OPEN and told.opening", "not told.opening"),
    "an extension does not arm the steps again": Mistake(
        "deciding", "due = _day(debt.due_at)", "due = _day(debt.opens_at)"
    ),
    "several digests a day": Mistake("deciding", "if _day(at) >= today", "if _day(at) > today"),
    "every step breaks through": Mistake("deciding", "and not one.step.breaks_through", "and one.step.at is None"),
    "no two hours apart": Mistake("deciding", "at is None or at <= self._until", "self._until is not None"),
    "no look at what is owed": Mistake("deciding", "if debt.owed and debt.opens_at", "if debt.opens_at"),
    "everybody hears every step": Mistake("deciding", "if recipient.audience in one.step.to:", "if one.step.to:"),
    "nights and weekends": Mistake("deciding", "not calendar.is_sending_time(now) or ", ""),
    "rest counts as age": Mistake("deciding", "return one.limit is not None and", "return one.limit is None and"),
    "quiet days are ignored": Mistake("resting", "if self._rest.windows and ", "if not self._rest and "),
    "quiet days of schools are everybody's": Mistake("resting", "(of_school or not window.schools_only)", "window"),
    "heads rest with their schools": Mistake("resting", "if window.heads_hear else who", "if not window else who"),
    "quiet days make steps older": Mistake(
        "resting", ".is_working_day(day) and not self.on(", ".is_working_day(day) or self.on("
    ),
    "snoozed over the due day": Mistake("resting", " and not self._must_hear(day, debt, audience)", ""),
    "heads are told in spite of a snooze": Mistake("resting", "audience is Audience.OWNER and day", "day"),
    "a snooze ends a day early": Mistake("resting", "day <= until", "day < until"),
    "nobody is told before quiet days": Mistake("deciding", "    if rest.windows:", "    if not rules:"),
    "the word before quiet days is told on each of them": Mistake(
        "deciding", "if resting.last_day(debt) != today or today", "if today"
    ),
    "quiet days of schools move everybody's due day": Mistake(
        "resting", "OWNER in self._quiet_for(day, debt.school)", "OWNER in self._quiet_for(day, True)"
    ),
    "snoozes are ignored": Mistake("resting", "self._rest.snoozes.get(person)", "None"),
    "promises are ignored": Mistake("resting", "if self._rest.promises else None", "if not self._rest else None"),
}  # fmt: skip


def mutant(mistake: Mistake, folder: Path, name: str) -> Any:
    """The engine with that mistake in it."""
    for module in RULES:
        source = (FOLDER / f"{module}.py").read_text("utf-8")
        if module == mistake.module:
            assert source.count(mistake.words) == 1, f"the engine has changed: {mistake.words}"
            source = source.replace(mistake.words, mistake.instead)
        for other in RULES:
            source = source.replace(f"domain.nagging.{other}", f"{name}_{other}")
        (folder / f"{name}_{module}.py").write_text(source, "utf-8")
    importlib.invalidate_caches()
    return importlib.import_module(f"{name}_deciding").decide


@pytest.mark.parametrize("what", MISTAKES)
def test_an_engine_with_a_mistake_does_not_agree(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    wrong = mutant(MISTAKES[what], tmp_path, f"mutant_{list(MISTAKES).index(what)}")
    assert any(first_difference(one, wrong) for one in rounds())


def test_the_engine_itself_agrees_when_it_is_imported_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the test above would hold for a mutant that cannot even run."""
    monkeypatch.syspath_prepend(tmp_path)
    same = mutant(Mistake("deciding", "return local(moment).date()", "return local(moment).date()"), tmp_path, "mutant")
    assert not any(first_difference(one, same) for one in list(rounds())[:3])

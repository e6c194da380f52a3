"""Would the reckoning notice? With one planted fault each, a month must come out wrong, and in the way it is wrong.

A month holds few of each thing that can happen, so some faults show in another month only.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

import handlers.deeds.nag
import handlers.reminder_rounds
from bot.config import load_config
from domain.lifecycle import State
from domain.nagging import Audience, Recipient, Rest, recipients
from domain.nagging.planning import _Planner
from storage.claiming import Budget, Claims
from storage.engine import make_engine
from storage.files import FileStore
from storage.nags import Nags
from storage.outbox import OutboxQueue
from storage.retry_keys import new_key
from storage.schema import Nag, Outbox
from storage.store import Store
from tests.year.office import MONTH
from tests.year.playing import play

Plant = Callable[[pytest.MonkeyPatch], None]


def no_last_look(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Claims, "_nag_still_asks", lambda *_: True)


def nothing_is_withdrawn(patch: pytest.MonkeyPatch) -> None:
    """What came in is neither taken back nor looked at again."""
    no_last_look(patch)
    patch.setattr(OutboxQueue, "withdraw_about", lambda *_: None)


def the_head_never_steps_back(patch: pytest.MonkeyPatch) -> None:
    """Heads are asked as if they had no staff on LINE."""

    def asked(told: list[Recipient]) -> list[Recipient]:
        return [*(Recipient(one.person_id, Audience.OWNER) for one in told if one.audience is Audience.HEAD), *told]

    patch.setattr(recipients, "_asked", asked)


def no_ledger(patch: pytest.MonkeyPatch) -> None:
    def add(nags: Nags, asked: Any, **more: Any) -> None:
        asked = list(asked)
        for line, _ in asked:
            columns = (Nag.rule, Nag.obligation_id, Nag.step, Nag.due, Nag.person_id)
            same = (column == value for column, value in zip(columns, line.key, strict=True))
            nags._session.execute(delete(Nag).where(*same))
        real(nags, asked, **more)

    real = Nags.add
    patch.setattr(Nags, "add", add)
    patch.setattr(Nags, "ledger", lambda *_: set())
    patch.setattr(Nags, "opened", lambda *_: set())
    patch.setattr(Nags, "last_told", lambda *_: {})


def no_reserve(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Budget, "for_row", lambda budget, _: budget.allowance)


def no_quota(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Budget, "for_row", lambda *_: None)


def a_day_early(patch: pytest.MonkeyPatch) -> None:
    planned = _Planner.planned
    patch.setattr(_Planner, "planned", lambda *args: planned(*args) - timedelta(days=1))


def a_day_late(patch: pytest.MonkeyPatch) -> None:
    planned = _Planner.planned
    patch.setattr(_Planner, "planned", lambda *args: planned(*args) + timedelta(days=1))


def a_new_key_at_every_try(patch: pytest.MonkeyPatch) -> None:
    def later(queue: OutboxQueue, row_id: int, **more: Any) -> None:
        real(queue, row_id, **more)
        queue._session.get_one(Outbox, row_id).retry_key = new_key(more["at"])

    real = OutboxQueue.later
    patch.setattr(OutboxQueue, "later", later)


def nobody_rests(patch: pytest.MonkeyPatch) -> None:
    for module in (handlers.reminder_rounds, handlers.deeds.nag):
        patch.setattr(module, "rest_of", lambda *_: (Rest(), ()))


def what_was_returned_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    """What was returned is taken for owed no more: nobody is told to mend it."""
    for module in (handlers.reminder_rounds, handlers.deeds.nag):
        patch.setattr(module, "STATES", [State.PENDING.value])


def sent_whenever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Claims, "_nag_is_in_time", lambda *_: True)


FAULTS: dict[str, tuple[Plant, str]] = {
    "no last look": (no_last_look, "wrong"),
    "nothing is withdrawn": (nothing_is_withdrawn, "wrong"),
    "the head never steps back": (the_head_never_steps_back, "wrong"),
    "no ledger": (no_ledger, "twice"),
    "no reserve": (no_reserve, "overrun"),
    "no quota": (no_quota, "overrun"),
    "a day early": (a_day_early, "wrong"),
    "a day late": (a_day_late, "missed"),
    "a new key at every try": (a_new_key_at_every_try, "twice"),
    "nobody rests": (nobody_rests, "wrong"),
    "what was returned is forgotten": (what_was_returned_is_forgotten, "missed"),
    "sent whenever": (sent_whenever, "wrong"),
}


MONTHS = (8, 7, 9, 10)
AT_ONCE = {"a day late"}  # the others take their time in the soak


@pytest.mark.parametrize(
    "what", [one if one in AT_ONCE else pytest.param(one, marks=pytest.mark.soak) for one in FAULTS]
)
def test_a_planted_fault_is_found(what: str, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant, kind = FAULTS[what]
    plant(monkeypatch)
    assert any(fault.startswith(kind) for seed in MONTHS for fault in faults(seed, template, tmp_path))


def faults(seed: int, template: Path, folder: Path) -> list[str]:
    """What the reckoning of a month finds."""
    path = folder / f"{seed}.db"
    shutil.copy(template, path)
    store = Store(make_engine(f"sqlite:///{path}"), FileStore(str(folder / "files")))
    found = play(store, load_config(), MONTH, seed, odds=6).faults
    store.close()
    return found


@pytest.mark.soak
@pytest.mark.parametrize("seed", MONTHS)
def test_no_fault_is_found_where_none_was_planted(seed: int, template: Path, tmp_path: Path) -> None:
    """Otherwise the test above would hold for whatever it finds."""
    assert faults(seed, template, tmp_path) == []

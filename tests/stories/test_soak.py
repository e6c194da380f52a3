"""Many people, many crashes: every word is answered once."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from tests.stories.stage import EK, PO, USERS, store_at
from tests.stories.test_crashes import KILLED, bench_in, prepared, zygote

__all__ = ["prepared", "zygote"]  # fixtures

ROUNDS = 40


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
def test_every_word_is_answered_once_however_often_the_bot_dies(
    prepared: Path, tmp_path: Path, zygote: subprocess.Popen[str], seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311 - a test that can be repeated
    bench = bench_in(prepared, tmp_path / "soak", zygote)
    store = store_at(bench.folder)
    for code in (EK, PO):
        bench.line.follow(USERS[code])
    for _ in range(ROUNDS):
        bench.order(kill_at=dice.randint(1, 9), side=dice.choice(("before", "after")))
        for code in (EK, PO):
            bench.line.say(USERS[code], "งานของฉัน")
        assert bench.ended() == KILLED
    bench.order()
    bench.stop_when(lambda: bench.quiet(store))

    assert [bench.heard(code, "ต้องส่ง 1 รายการ") for code in (EK, PO)] == [ROUNDS, ROUNDS]
    with store.reading() as tx:
        assert set(tx.outbox.counts()) == {"sent"}
    store.close()
    bench.line.stop()

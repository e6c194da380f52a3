"""Processes die at random while LINE has its bad days: nothing is lost, nothing happens twice, nothing stays stuck."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import urllib3

from bot.emulator.server import LocalLine
from bot.serve import free_port
from storage.store import Store
from tests.line_requests import requests_fit_line
from tests.stories.stage import SECRET, TOKEN
from tests.storm.crowd import SECRET_TALK, Crowd
from tests.storm.halves import Halves, Zygote, lightning, wait_for
from tests.storm.office import line_of_office, move_in
from tests.storm.one_address import one_address
from tests.storm.reckoning import Reckoning, reckon
from tests.summary import FIGURES

__all__ = ["requests_fit_line"]

DRAIN = 200.0
A_DAY = 600  # seconds of the deadline day's storm, with so many events in each; TIDTAM_STORM_SECONDS changes it
EVENTS_A_SECOND = 40.0
BAD_WEATHER = {
    "refuse": 0.04,
    "rate_limit": 0.02,
    "fail_after": 0.03,
    "drop_before": 0.03,
    "drop_after": 0.04,
    "slow": 0.03,
    "duplicate": 0.04,
    "redeliver": 0.04,
    "late": 0.04,
}


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    """The process that forks bots."""
    zygote = Zygote()
    yield zygote
    zygote.close()


def environment(line: LocalLine, folder: Path, database: str, port: int, public: str) -> Mapping[str, str]:
    return {
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "LINE_API_BASE_URL": line.base_url,
        "DATABASE_URL": database,
        "FILES_URL": str(folder / "files"),
        "PUBLIC_BASE_URL": public,
        "PORT": str(port),
    }


@dataclass
class Place:
    """Where a storm happens: the bot's processes, its database, LINE, and the address where events go."""

    store: Store
    line: LocalLine
    halves: Halves
    address: str
    folder: Path


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path, zygote: Zygote) -> Iterator[Place]:
    """One process that owns its SQLite file, or two webs behind one address and two workers on PostgreSQL."""
    store: Store = request.getfixturevalue(f"{request.param}_store")
    move_in(store)
    with ExitStack() as stack:
        line = stack.enter_context(line_of_office())
        line.start()
        url = store.engine.url.render_as_string(hide_password=False)
        ports = [free_port() for _ in range(2)]
        if request.param == "sqlite":
            address = f"http://127.0.0.1:{ports[0]}"
            commands = {"run": ("run", environment(line, tmp_path, url, ports[0], address))}
        else:
            address = stack.enter_context(one_address(ports))
            commands = {
                f"{half}-{number}": (half, environment(line, tmp_path, url, port, address))
                for half in ("web", "work")
                for number, port in enumerate(ports, 1)
            }
        line.webhook_url = f"{address}/webhook"
        halves = Halves(zygote, commands, tmp_path, line.clock.now(), time.monotonic())
        stack.callback(halves.stop_all)
        yield Place(store, line, halves, address, tmp_path)


def health(place: Place) -> int:
    """The status of /healthz; 0 while nobody answers."""
    try:
        return urllib3.request("GET", f"{place.address}/healthz", timeout=2, retries=False).status
    except urllib3.exceptions.HTTPError:
        return 0


def quiet(place: Place) -> bool:
    """Whether nothing waits anywhere."""
    if not place.line.wait_idle(0.01):
        return False
    with place.store.reading() as tx:
        return tx.inbox.oldest_waiting() is None and tx.outbox.oldest_waiting() is None


def storm(
    place: Place, seed: int, act: Callable[[Crowd], None], *, pauses: tuple[float, float], drain: float = DRAIN
) -> Reckoning:
    """Let people act while processes die, then let it drain, end everything in good order and open the books."""
    dice = random.Random(seed)  # noqa: S311 - a test that can be repeated
    crowd = Crowd(place.line, dice)
    began = time.monotonic()
    place.line.faults.storm(seed, BAD_WEATHER)
    place.halves.start_all()
    with lightning(place.halves, random.Random(seed + 1), pauses):  # noqa: S311
        act(crowd)
    raged = time.monotonic() - began
    drained = wait_for(lambda: quiet(place), drain)
    status = health(place)
    memory = place.halves.megabytes()
    place.halves.stop_all()
    made = reckon(place.store, place.line, crowd)
    made.check(drained, "something is stuck")
    made.check(status == 200, f"health is {status}")
    made.check(not place.halves.ended_by_themselves, f"ended by themselves: {place.halves.ended_by_themselves}")
    traces = [file for file in place.folder.rglob("*") if file.is_file() and SECRET_TALK.encode() in file.read_bytes()]
    made.check(not traces, f"a group's talk in {traces}")
    deliveries = place.line.sender.deliveries
    made.counts.update(
        kills=place.halves.kills,
        deliveries=len(deliveries),
        redeliveries=sum(d.event["deliveryContext"]["isRedelivery"] for d in deliveries),
        batches=sum(len(d.events) > 1 and d.status == 200 for d in deliveries),
        **{f"call {fault}": n for fault, n in Counter(call.fault for call in place.line.calls if call.fault).items()},
        **{f"MB {name}": size for name, size in memory.items()},
        storm_seconds=round(raged),
        drain_seconds=round(time.monotonic() - began - raged),
    )
    return made


def check(made: Reckoning, record_property: Callable[[str, object], None]) -> None:
    """Tell the figures, and fail with every broken promise."""
    record_property(FIGURES, dict(made.counts))
    assert not made.wrong, "\n".join(made.wrong)


def test_nothing_is_lost_or_done_twice_in_a_short_storm(
    place: Place, record_property: Callable[[str, object], None]
) -> None:
    check(storm(place, 1, lambda crowd: crowd.act(150), pauses=(0.5, 1.5)), record_property)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_nothing_is_lost_or_done_twice_in_a_long_storm(
    place: Place, seed: int, record_property: Callable[[str, object], None]
) -> None:
    check(storm(place, seed, lambda crowd: crowd.act(1200), pauses=(0.3, 1.2)), record_property)


@pytest.mark.soak
@pytest.mark.parametrize("place", ["postgres"], indirect=True)
def test_nothing_is_lost_or_done_twice_on_the_day_of_a_deadline(
    place: Place, record_property: Callable[[str, object], None]
) -> None:
    seconds = float(os.environ.get("TIDTAM_STORM_SECONDS", A_DAY))
    made = storm(
        place, 21, lambda crowd: crowd.act_for(seconds, EVENTS_A_SECOND), pauses=(20, 60), drain=DRAIN + 2 * seconds
    )
    check(made, record_property)

"""Stages on which something has happened already: it happens once in a test run, and every test begins with its end.

What is kept is everything that people and the bot can see of it: the database, the files, the chats with their buttons,
the month's paid messages, and the time. The bot itself is started anew, as after a restart.
"""

from __future__ import annotations

import atexit
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.emulator.channel import Channel
from domain.plan import Plan
from tests.plans import START, small_plan
from tests.stories.stage import USERS, Stage, raised, staged

Begin = Callable[[Stage], None]
_OF_THE_WORLD = (
    "friends", "blocked", "ever_friends", "wrote", "members", "bot_in", "chats", "stored", "read_tokens", "version",
    "friend_counts", "_friend_sizes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Begun:
    """How it ended. `address`: where the bot's links led; as long as any other."""

    database: bytes
    files: Path
    line: bytes
    address: bytes
    ends: datetime


@contextmanager
def begun(
    folder: Path,
    template: Path,
    begin: Begin,
    *,
    plan: Plan | None = None,
    start: datetime = START,
    phones: Mapping[str, str] = USERS,
) -> Iterator[Stage]:
    """A stage as `staged` raises it, after `begin`, which must be the same function each time: a module's own."""
    kept = _begun(template, begin, plan or small_plan(), start, tuple(phones.items()))
    shutil.copytree(kept.files, folder / "files")
    with raised(folder, kept.database, kept.ends, phones=phones) as stage:
        there = _address(stage)
        assert len(there) == len(kept.address), "ports have as many digits"
        _restore(stage.line.channel, kept.line.replace(kept.address, there))
        yield stage


@cache
def _begun(template: Path, begin: Begin, plan: Plan, start: datetime, phones: tuple[tuple[str, str], ...]) -> Begun:
    """What `begin` makes of an office whose people have registered."""
    files = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, files, ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with staged(folder, template, plan=plan, start=start, phones=dict(phones)) as stage:
            begin(stage)
            line, ends, address = _kept(stage.line.channel), stage.clock.now(), _address(stage)
        if (folder / "files").exists():
            shutil.copytree(folder / "files", files, dirs_exist_ok=True)
        return Begun((folder / "tidtam.db").read_bytes(), files, line, address, ends)


def _address(stage: Stage) -> bytes:
    return stage.line.webhook_url.encode()[: -len("/webhook")]


def _kept(channel: Channel) -> bytes:
    with channel.world.lock:
        world: dict[str, Any] = {name: getattr(channel.world, name) for name in _OF_THE_WORLD}
        world["chats"] = dict(world["chats"])
        return pickle.dumps((world, channel.quota._used, channel.quota.limit))


def _restore(channel: Channel, line: bytes) -> None:
    world, channel.quota._used, channel.quota.limit = pickle.loads(line)  # noqa: S301 - our own
    with channel.world.changing():
        channel.world.chats.update(world.pop("chats"))
        for name, value in world.items():
            setattr(channel.world, name, value)

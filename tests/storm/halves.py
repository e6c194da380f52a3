"""Bots in processes of their own, killed as a power cut would kill them and started again at once."""

from __future__ import annotations

import json
import os
import random
import re
import select
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAST_BREATH = 10.0  # seconds a killed process may take to be gone
AWAKENING = 60.0  # seconds a process may take to say that it works
READY = re.compile(rb"(?:listening on \S+|working)$", re.MULTILINE)  # a life cut off in a line leaves no end of it


class Zygote:
    """The process that forks bots; see `tests.storm.zygote`."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.storm.zygote"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def fork(self, order: Mapping[str, object]) -> int:
        """Start a bot; returns its pid."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the zygote; its children are not its business."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(LAST_BREATH)
        self._process.stdout.close()


@dataclass
class Halves:
    """The processes of one bot, by name. `now` and `at` tie their clock to LINE's; see `tests.storm.zygote`.

    What all lives of a process have printed stands in a log of its name in `folder`.
    """

    zygote: Zygote
    commands: Mapping[str, tuple[str, Mapping[str, str]]]  # name -> command of the bot, environment
    folder: Path
    now: datetime
    at: float
    kills: int = 0
    ended_by_themselves: list[str] = field(default_factory=list)
    _pids: dict[str, int] = field(default_factory=dict)
    _starts: Counter[str] = field(default_factory=Counter)

    def start(self, name: str) -> None:
        """Start one."""
        command, env = self.commands[name]
        order = {"args": [command], "env": dict(env), "log": str(self._log(name))}
        self._starts[name] += 1
        self._log(name).touch()
        self._pids[name] = self.zygote.fork({**order, "now": self.now.isoformat(), "at": self.at})

    def start_all(self) -> None:
        """Start every one."""
        for name in self.commands:
            self.start(name)

    def wait_until_ready(self, name: str) -> None:
        """Return when the present life of one has come so far as to say so."""
        lives = self._starts[name]
        assert wait_for(lambda: len(READY.findall(self._log(name).read_bytes())) >= lives, AWAKENING), name

    def kill(self, name: str) -> None:
        """End one with SIGKILL; returns when it is gone."""
        if self._end(name, signal.SIGKILL):
            self.kills += 1
        else:
            self.ended_by_themselves.append(name)

    def stop_all(self) -> None:
        """End all in good order."""
        for name in list(self._pids):
            self._end(name, signal.SIGTERM)

    def megabytes(self) -> dict[str, int]:
        """The resident memory of each, without what reads files for it."""
        found = {}
        for name, pid in self._pids.items():
            status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
            found[name] = int(status.split("VmRSS:")[1].split()[0]) // 1024
        return found

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def _end(self, name: str, how: signal.Signals) -> bool:
        pid = self._pids.pop(name)
        try:
            watch = os.pidfd_open(pid)
        except ProcessLookupError:
            return False
        try:
            signal.pidfd_send_signal(watch, how)
            gone, _, _ = select.select([watch], [], [], LAST_BREATH)
            assert gone, f"{name} does not end"
        except ProcessLookupError:
            return False
        finally:
            os.close(watch)
        return True


@contextmanager
def lightning(halves: Halves, dice: random.Random, pauses: tuple[float, float]) -> Iterator[None]:
    """Kill a random process, start it again at once, and so on while the block runs.

    `pauses`: the fewest and the most seconds between two kills of the same process, on average. One that is still
    starting is spared until it works.
    """
    calm = threading.Event()

    def strike() -> None:
        while not calm.is_set():
            name = dice.choice(list(halves.commands))
            halves.wait_until_ready(name)
            calm.wait(dice.uniform(*pauses) / len(halves.commands))
            halves.kill(name)
            halves.start(name)

    thread = threading.Thread(target=strike, name="lightning", daemon=True)
    thread.start()
    try:
        yield
    finally:
        calm.set()
        thread.join()


def wait_for(done: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is so; False if that took longer."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if done():
            return True
        time.sleep(0.05)
    return False

"""What `run` takes while nothing happens, against the local LINE: python -m tests.benchmarks.bench_idle."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.bench_webhook import wait_until_ready

ROOT = Path(__file__).parents[2]
SECRET, TOKEN = "bench-secret", "bench-token"
SETTLED = 3.0  # seconds after which nothing is being prepared any more
STARTS = 3


@dataclass(frozen=True, slots=True)
class Idle:
    """Medians of several starts: seconds until healthy, and resident memory of all processes when it has settled."""

    ready_seconds: float
    megabytes: float


@contextmanager
def running(folder: str, line_url: str, port: int, command: str = "run") -> Iterator[subprocess.Popen[bytes]]:
    """`python -m bot run` in a process of its own."""
    env = {
        **os.environ,
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "LINE_API_BASE_URL": line_url,
        "DATABASE_URL": f"sqlite:///{folder}/bench.db",
        "FILES_URL": f"{folder}/files",
        "PORT": str(port),
    }
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, "-m", "bot", command], cwd=ROOT, env=env, stdout=quiet, stderr=quiet)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def resident(process_id: int) -> float:
    """Megabytes of a process and of all its children."""
    status = Path(f"/proc/{process_id}/status").read_text(encoding="ascii")
    own = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text(encoding="ascii").split()
    return own + sum(resident(int(child)) for child in children)


def measure() -> Idle:
    """Several starts; the first, which makes the database, is not counted."""
    from bot.emulator.server import LocalLine
    from bot.serve import free_port

    line = LocalLine(channel_secret=SECRET, access_token=TOKEN, webhook_url="", people=())
    line.start()
    seconds, megabytes = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(STARTS + 1):
            port, began = free_port(), time.perf_counter()
            with running(folder, line.base_url, port) as process:
                wait_until_ready(port)
                seconds.append(time.perf_counter() - began)
                time.sleep(SETTLED)
                megabytes.append(resident(process.pid))
    line.stop()
    return Idle(statistics.median(seconds[1:]), statistics.median(megabytes[1:]))


if __name__ == "__main__":
    print(measure())

"""The process that bots are forked from: everything is imported once, so that a restart costs almost nothing.

Run as a module it takes one order a line on stdin, `{"args", "env", "log", "now", "at"}`, and answers with the pid of a
process that runs `python -m bot ARGS`: the real command, with three differences. Its environment and output are the
order's; its clock reads `now` (ISO) at the moment `at` of the machine's monotonic clock and runs at real speed; the
metronome beats every second, because no process lives for long in a storm.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import bot.app
import bot.cli
from bot.config import load_config
from domain.phrases.understanding import understand
from tests.plans import DUE, START

TICK_SECONDS = 1.0


def live(order: dict[str, Any]) -> None:
    """Be the bot; does not return."""
    os.environ.update(order["env"])
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.close(0)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    now, at = datetime.fromisoformat(order["now"]), float(order["at"])
    vars(bot.cli)["system_clock"] = lambda: now + timedelta(seconds=time.monotonic() - at)
    vars(bot.app)["build_worker"] = partial(bot.app.build_worker, tick_seconds=TICK_SECONDS)
    bot.cli.main(order["args"], prog_name="tidtam")


def main() -> None:
    """Fork for each order and tell the child's pid. Children that die are nobody's zombies."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    calendar = load_config().work_calendar()  # what takes time once is done before
    calendar.working_days_between(START.date(), DUE.date())
    understand("งานของฉัน")
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            live(json.loads(line))
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

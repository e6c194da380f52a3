"""A bot in a process of its own that kills itself at a chosen commit. Run as a module it waits for orders on stdin.

The waiting process has done what the bots will do, so that everything is loaded and compiled, and has no threads; each
order forks it, so that a crash costs no start-up.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from bot.app import build
from bot.config import load_config
from bot.serve import Server
from reports.reading_jobs import function_of
from reports.reading_room import ReadingRoom, Shared
from tests.shared_routes import share_routes
from tests.shared_statements import share_statements, wait_for_no_disk
from tests.stories.stage import EK, USERS, filled, one_step, settings_for, staged, store_at
from tests.stories.test_strategy_round import blank

CONFIG = load_config()


class ReadingAlone(ReadingRoom):
    """Reads in this process: a reader of its own for each of many short lives takes longer to load than all they do."""

    def do(self, job: str, *arguments: object) -> Any:
        """What the room gives."""
        return function_of(job)(*(one.value if isinstance(one, Shared) else one for one in arguments))

    def wake(self) -> None:
        """Nobody sleeps."""


@dataclass
class Killer:
    """Counts commits that wrote something, and ends the process as a power cut would: at once, with nothing flushed."""

    at: int | None
    side: str
    count: int = 0

    def __post_init__(self) -> None:
        self._here = threading.local()
        self._lock = threading.Lock()

    def watch(self, engine: Any) -> None:
        """Listen to an engine's commits."""
        event.listen(engine, "before_cursor_execute", self._saw)
        event.listen(engine, "commit", self._before)
        event.listen(Session, "after_commit", self._after)

    def _saw(self, connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE"):
            connection.info["wrote"] = True

    def _before(self, connection: Connection) -> None:
        if not connection.info.pop("wrote", False):
            return
        with self._lock:
            self.count += 1
            self._here.number = self.count
        if self.side == "before" and self._here.number == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def _after(self, _session: Session) -> None:
        number, self._here.number = getattr(self._here, "number", None), None
        if self.side == "after" and number is not None and number == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def live(order: dict[str, Any]) -> None:
    """Be the bot until the file `stop` appears, then say how many commits there were."""
    folder, began = Path(order["folder"]), time.monotonic()
    start = datetime.fromisoformat(order["now"])

    def clock() -> datetime:
        return start + timedelta(seconds=time.monotonic() - began)

    settings = settings_for(order["line_url"], folder, order["port"])
    app = build(CONFIG, settings, clock, room=ReadingAlone() if order["alone"] else None)
    killer = Killer(order["kill_at"], order["side"])
    killer.watch(app.store.engine)
    with app.store.begin() as tx:  # what a starting worker does
        tx.inbox.release_all()
        tx.outbox.release_all()
        tx.commit()
    server = Server(app.web, settings.host, settings.port)
    server.start()
    worker = app.worker
    if order["tick"]:
        worker.tick()
    while not (folder / "stop").exists():
        if not one_step(worker, clock):
            time.sleep(0.01)
    (folder / "commits").write_text(str(killer.count))


def rehearse() -> None:
    """Do once what the bots will do: they find all of it loaded and every statement compiled."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store_at(folder, "template.db").close()
        with staged(folder, folder / "template.db", room=ReadingAlone()) as stage:
            stage.tick()
            stage.line.follow(USERS[EK])
            stage.sends(EK, "ส่งงานค่ะ.xlsx", filled(blank(stage, EK)))
    assert threading.active_count() == 1, threading.enumerate()


def main() -> None:
    """Say when ready; then fork for each order, wait for the child's end, and tell how it ended."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # the orders are answered on stdout: what the bots log goes elsewhere
    share_statements()
    share_routes()
    wait_for_no_disk()  # what a killed process has written the system has, on the disk or not
    rehearse()
    gc.collect()
    gc.freeze()
    answers.write("ready\n")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            live(json.loads(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        answers.write(f"{-os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)}\n")


if __name__ == "__main__":
    main()

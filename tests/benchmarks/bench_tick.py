"""A tick of the reminders through storage: 29,000 units, four debts each, on a SQLite file.

Run: python -m tests.benchmarks.bench_tick
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import Any

from sqlalchemy import event, insert

ROOT = Path(__file__).parents[2]
UNITS, FEW_UNITS, FORMS = 29_000, 290, 4
DUE_TODAY = 50  # one unit of so many has another due date: it is told that day, the others are not
TICKS = 4
NOW = datetime(2027, 3, 24, 2, 0, 30, tzinfo=UTC)  # 09:00:30 in Bangkok, seven working days before 2 April


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick: seconds of processor time to plan and to post, digests, statements for planning, peak memory.

    `first_seconds`: of the process's first tick, which also works out the year's holidays and makes the SQL.
    """

    units: int
    first_seconds: float
    plan_seconds: float
    post_seconds: float
    digests: int
    statements: int
    megabytes: int


def fill(path: str, units: int) -> None:
    """A country: a member of staff and a head in every unit, all of whom were told that the work has opened."""
    from domain.thai import BANGKOK
    from storage import schema as s
    from storage.engine import make_engine
    from storage.schema_version import migrate

    opens, due = datetime(2026, 11, 2, 8, 30, tzinfo=BANGKOK), datetime(2027, 4, 23, 16, 30, tzinfo=BANGKOK)
    engine, long_ago = make_engine(f"sqlite:///{path}"), datetime(2026, 11, 2, 3, tzinfo=UTC)
    migrate(engine)

    def due_of(unit: int, form: int) -> datetime:
        return due - timedelta(days=21) if unit % DUE_TODAY == 0 else due + timedelta(days=form)

    owed = [(unit, form) for unit in range(units) for form in range(FORMS)]
    tables: list[tuple[type[s.Base], list[dict[str, Any]]]] = [
        (s.Unit, [{"id": 1, "office_id": 1, "kind": "office", "code": "O", "name": "สพฐ.ทดสอบ"}]),
        (s.Unit, [
            {"id": u + 2, "office_id": 1, "parent_id": 1, "kind": "school", "code": f"S{u}", "name": f"โรงเรียน {u}"}
            for u in range(units)
        ]),
        (s.Person, [
            {"id": p + 1, "office_id": 1, "name": f"นายทดสอบ คนที่ {p}", "code": f"C{p}", "line_user_id": f"U{p:032x}"}
            for p in range(units * 2)
        ]),
        (s.Membership, [
            {"person_id": p + 1, "unit_id": p // 2 + 2, "role": "school_director" if p % 2 else "school_staff"}
            for p in range(units * 2)
        ]),
        (s.Subject, [
            {"id": f + 1, "office_id": 1, "kind": "strategy", "fiscal_year_be": 2570, "code": f"ST{f}", "no": f + 1,
             "title": f"กลยุทธ์ทดสอบ {f}"}
            for f in range(FORMS)
        ]),
        (s.Requirement, [
            {"id": f + 1, "office_id": 1, "code": f"R{f}", "work": "strategy", "form": "strategy", "form_version": 1,
             "title": f"แบบติดตามทดสอบ {f}", "fiscal_year_be": 2570, "round": "6m", "round_name": "รอบ ๖ เดือน",
             "period_start": opens.date(), "period_end": due.date(), "opens_at": opens, "due_at": due}
            for f in range(FORMS)
        ]),
        (s.Obligation, [
            {"requirement_id": form + 1, "unit_id": unit + 2, "subject_id": form + 1, "state": "pending",
             "due_at": due_of(unit, form)}
            for unit, form in owed
        ]),
        (s.Outbox, [{"id": 1, "way": "push", "chat": "U", "messages": [], "retry_key": "k", "created_at": long_ago,
                     "next_try_at": long_ago, "status": "sent"}]),
        (s.QuotaMonth, [{"month": "2027-03", "allowed": 1_000_000, "used": 0, "asked_at": long_ago}]),
        (s.Nag, [
            {"rule": "ladder", "obligation_id": n + 1, "step": "open", "due": due_of(unit, form).date(),
             "person_id": unit * 2 + 1, "outbox_id": 1, "planned_for": long_ago.date(),
             "audience": "owner"}
            for n, (unit, form) in enumerate(owed)
        ]),
    ]  # fmt: skip
    with engine.begin() as connection:
        for table, rows in tables:
            connection.execute(insert(table), rows)
    engine.dispose()


def tick_in(path: str, units: int) -> Tick:
    """One tick over what stands in that file: planned and posted as the worker does it."""
    from bot import post
    from bot.app import build_worker
    from bot.config import load_config, read_settings
    from domain.messages import Outgoing
    from handlers import looking
    from handlers.table import TIMERS
    from storage.engine import make_engine
    from storage.files import FileStore
    from storage.store import Store

    environment = {"LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t"}
    store = Store(make_engine(f"sqlite:///{path}"), FileStore(f"{path}.files"))
    dispatcher = build_worker(load_config(), read_settings(environment), store, lambda: NOW).dispatcher
    statements = 0

    def count(*_: object) -> None:
        nonlocal statements
        statements += 1

    event.listen(store.engine, "before_cursor_execute", count)
    taken: list[float] = []
    pushes: list[Outgoing] = []
    for _ in range(TICKS):
        start, statements = process_time(), 0
        with store.reading() as tx:
            ctx = dispatcher.make_context(tx, NOW)
            pushes = TIMERS["nag"](replace(ctx, looking=looking.at_once(ctx)))
        taken.append(process_time() - start)
    planned, planning = process_time(), statements
    with store.begin() as tx:
        post.post(dispatcher.make_context(tx, NOW), pushes, None)
        tx.commit()
    posted = process_time()
    store.close()
    return Tick(units, taken[0], statistics.median(taken[1:]), posted - planned, len(pushes), planning, peak_memory())


def peak_memory() -> int:
    """Megabytes this program has needed at most. `ru_maxrss` would also tell those of the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def apart(work: Callable[[str, int], object], path: str, units: int) -> str:
    """Do one of the above in a process of its own, whose memory is not that of making the data."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_tick", work.__name__, path, str(units)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def measure() -> tuple[Tick, Tick]:
    """A tick for the whole country, and for a hundredth of it."""
    ticks = []
    with tempfile.TemporaryDirectory() as folder:
        for units in (UNITS, FEW_UNITS):
            path = f"{folder}/{units}.db"
            apart(fill, path, units)
            ticks.append(Tick(**json.loads(apart(tick_in, path, units))))
    return ticks[0], ticks[1]


def main() -> None:
    """Print the figures, or do one part for `apart`."""
    if len(sys.argv) > 1:
        done = {"fill": fill, "tick_in": tick_in}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
        print(json.dumps(asdict(done)) if isinstance(done, Tick) else "")
        return
    for tick in measure():
        print(tick)


if __name__ == "__main__":
    main()

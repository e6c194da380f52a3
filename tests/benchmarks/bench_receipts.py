"""Files through the real worker: from the event to LINE's acceptance of the answer. Peer: the design's two seconds.

Run: python -m tests.benchmarks.bench_receipts
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.config import load_config
from bot.emulator.server import LocalLine
from bot.emulator.world import PersonSeed
from bot.serve import free_port
from domain.forms.identity import Identity
from domain.forms.layout import items_of, rows_to_fill
from domain.plan import Plan, PlanIndicator, PlanPerson, PlanSubject, PlanUnit, Role, UnitKind
from reports.blank_form import make_blank
from reports.blank_issue import BlankIssue
from tests.benchmarks.bench_idle import SECRET, TOKEN, running
from tests.benchmarks.bench_webhook import wait_until_ready
from tests.plans import small_plan
from tests.stories.stage import filled, store_at, text_of

PER_SECOND = 20
FILES = 160
INDICATORS = 10
PATIENCE = 60.0
WORKER_LOADED = 6.0  # the web half answers before the worker has loaded


@dataclass(frozen=True, slots=True)
class Receipts:
    """Seconds from sending a file to its answer, and how many of the answers were receipts."""

    p50_seconds: float
    p95_seconds: float
    receipts: int
    files: int


def _user(number: int) -> str:
    return f"U{number + 1:032x}"


def plan() -> Plan:
    """The small plan, with as many groups as files: each owes one form of its own."""
    small, now = small_plan(), datetime.now(UTC)
    numbers = range(FILES)
    indicators = tuple(
        PlanIndicator(no=f"๑.{n + 1}", name=f"ร้อยละของเรื่องทดสอบที่ {n + 1}", unit="ร้อยละ", target="≥ 80")
        for n in range(INDICATORS)
    )
    return replace(
        small,
        units=tuple(PlanUnit(code=f"G{n}", kind=UnitKind.GROUP, name=f"กลุ่มทดสอบที่ {n}") for n in numbers),
        people=tuple(
            PlanPerson(code=f"P-{n}", name=f"นายทดสอบ คนที่{n}", position="", unit=f"G{n}", role=Role.GROUP_STAFF)
            for n in numbers
        ),
        subjects=tuple(
            PlanSubject(
                code=f"S{n}",
                kind="strategy",
                fiscal_year_be=2570,
                no=n + 1,
                title=f"เรื่องทดสอบที่ {n}",
                owners=(f"G{n}",),
                indicators=indicators,
            )
            for n in numbers
        ),
        requirements=(
            replace(
                small.requirements[0],
                opens_at=now - timedelta(days=3),
                due_at=now + timedelta(days=90),
                subjects=tuple(f"S{n}" for n in numbers),
            ),
        ),
    )


def filled_forms(made: Plan) -> list[bytes]:
    """Each group's own blank, filled in."""
    requirement, definition = made.requirements[0], load_config().forms["strategy"]
    return [
        filled(
            make_blank(
                definition,
                BlankIssue(
                    identity=Identity(requirement.code, subject.code, subject.owners[0], 1),
                    office_name=made.office.name,
                    fiscal_year_be=requirement.fiscal_year_be,
                    round_name=requirement.round_name,
                    period_start=requirement.period_start,
                    period_end=requirement.period_end,
                    subject_no=subject.no,
                    subject_title=subject.title,
                    unit_name=unit.name,
                    rows=rows_to_fill(definition.layout, {}, items_of(subject.indicators)),
                ),
            )
        )
        for subject, unit in zip(made.subjects, made.units, strict=True)
    ]


def prepare(folder: str) -> list[bytes]:
    """A database in which everybody has joined, and the files they will send."""
    made = plan()
    store = store_at(Path(folder), "bench.db")
    with store.begin() as tx:
        tx.plans.load(made, {"strategy": 1})
        for n in range(FILES):
            person = tx.people.by_code(f"P-{n}")
            assert person is not None
            tx.people.join(person, _user(n), datetime.now(UTC))
        tx.commit()
    store.close()
    return filled_forms(made)


def send_all(line: LocalLine, files: list[bytes]) -> Receipts:
    """Send at a steady rate, and watch for each answer."""
    began, sent, took = time.perf_counter(), 0, dict[int, float]()
    due: dict[int, float] = {}
    while len(took) < FILES and time.perf_counter() - began < FILES / PER_SECOND + PATIENCE:
        if sent < FILES and time.perf_counter() >= began + sent / PER_SECOND:
            due[sent] = time.perf_counter()
            line.send_file(_user(sent), f"แบบ กย.๑ ที่ {sent + 1}.xlsx", files[sent])
            sent += 1
        for n in due.keys() - took.keys():
            if any(bubble.direction == "out" for bubble in line.messages(_user(n))):
                took[n] = time.perf_counter() - due[n]
        time.sleep(0.005)
    said = [text_of(b) for n in range(FILES) for b in line.messages(_user(n)) if b.direction == "out"]
    times = sorted([*took.values(), *[PATIENCE] * (FILES - len(took))])
    return Receipts(times[FILES // 2], times[int(FILES * 0.95)], sum("ST-2570-R6/" in text for text in said), FILES)


def measure() -> Receipts:
    """Send the files to `run` in a process of its own, on SQLite."""
    people = [PersonSeed(_user(n), f"คนที่ {n}", "") for n in range(FILES)]
    line = LocalLine(channel_secret=SECRET, access_token=TOKEN, webhook_url="", people=people)
    line.start()
    for n in range(FILES):
        line.channel.world.friends.add(_user(n))
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        files = prepare(folder)
        with running(folder, line.base_url, port):
            wait_until_ready(port)
            line.webhook_url = f"http://127.0.0.1:{port}/webhook"
            time.sleep(WORKER_LOADED)
            got = send_all(line, files)
    line.stop()
    return got


if __name__ == "__main__":
    print(measure())

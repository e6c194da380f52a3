"""What each event costs as a country grows, on one PostgreSQL: statements and time, beside one office in the same run.

Run: python -m tests.benchmarks.bench_country [OFFICES ...]      (1 10 100 245; a quarter of an hour, 5 GB)
     python -m tests.benchmarks.bench_country clock [OFFICES ...]    the clock alone
"""

from __future__ import annotations

import base64
import os
import pickle
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time

from handlers.table import TIMERS
from reports.reading_room import ReadingRoom
from storage.engine import make_engine
from storage.files import FileStore
from storage.store import Store
from tests.benchmarks.bench_tick import ROOT, peak_memory
from tests.country.history import Samples, bytes_of, live_through
from tests.country.living import NOW, Life, draw_samples, forget_the_morning, form_of
from tests.country.measuring import Cost, counted, database, server, size_of
from tests.country.plans import OFFICES, OPENS, office_plan, schools_of
from tests.country.pouring import pour
from tests.stories.stage import settings_for, store_at

SIZES, FEW = (1, 10, 100, OFFICES), (1, 10)
ROUNDS = 5
STAFF, OFFICER, HEAD = "000-S001-S", "000-OFF", "000-GENERAL-S"


@dataclass(slots=True)
class Size:
    """A country of so many offices: what it holds, and the cost of each event by name."""

    offices: int
    schools: int
    settled: int
    megabytes: float
    costs: dict[str, Cost] = field(default_factory=lambda: defaultdict(Cost))
    life: Life | None = None


def samples(folder: Path, room: ReadingRoom) -> Samples:
    """Rows that the bot writes, from one office on SQLite."""
    store = store_at(folder)
    pour(store.engine, [office_plan(0, schools_of(0))])
    life = Life(store, settings_for("http://127.0.0.1:9", folder, 1), room)
    life.start_the_month()
    made = draw_samples(life)
    store.close()
    return made


def populate(url: str, offices: int, rows: Samples, folder: Path, room: ReadingRoom) -> Size:
    """A country that has lived to the tenth of June."""
    engine = make_engine(database(url, f"country{offices}"))
    pour(engine, (office_plan(n, schools_of(n)) for n in range(offices)))
    settled = live_through(engine, rows, NOW, opens=OPENS)
    place = folder / f"{offices}"
    life = Life(Store(engine, FileStore(str(place))), settings_for("http://127.0.0.1:9", place, 1), room)
    life.start_the_month()
    schools = sum(schools_of(n) for n in range(offices))
    return Size(offices, schools, settled, size_of(engine), life=life)


Event = tuple[str, Callable[[Life], None], Callable[[Life], object]]  # its name, what comes before, what is measured


def _nothing(_life: Life) -> None:
    return


def events(number: Iterator[int], groups: Iterator[int]) -> list[Event]:
    """The events, in the order in which each round takes them."""

    def form(life: Life) -> None:
        code, data = form_of(0, next(groups) % 4, next(number))
        life.brings(code, "แบบ กย.๑.xlsx", data)

    def typed(code: str, words: str) -> Callable[[Life], None]:
        return lambda life: life.webhook(code, words)

    return [
        ("webhook kept", _nothing, lambda life: life.webhook(STAFF, "งานของฉัน")),
        ("a school's phrase answered (งานของฉัน)", _nothing, Life.does),
        ("its answer sent", _nothing, Life.sends),
        ("a school says it has reported", typed(STAFF, "รายงาน E-MES รายการที่ 1 แล้วค่ะ"), Life.does),
        ("an officer's question (ใครยังไม่ส่ง)", typed(OFFICER, "ใครยังไม่ส่ง E-MES รายการที่ 2"), Life.does),
        ("an officer's morning list", typed(OFFICER, "งานเช้านี้"), Life.does),
        ("a form read and credited", form, Life.does),
        ("dashboard of an office", _nothing, lambda life: life.page(life.link(OFFICER))),
        ("dashboard of a school", _nothing, lambda life: life.page(life.link(STAFF))),
        ("/healthz", _nothing, lambda life: life.web.client.get("/healthz")),
        ("/metrics", _nothing, lambda life: life.web.client.get("/metrics")),
        ("whose menu is another (every 5 s)", _nothing, lambda life: life.worker.menus.beat()),
        ("whom to ask LINE about (every 30 s)", _nothing, lambda life: life.worker.group_members.beat()),
        ("what waits (each idle look)", _nothing, lambda life: life.worker.dispatcher.dispatch_one(life.now)),
    ]


def live_side_by_side(sizes: Sequence[Size], rounds: int) -> None:
    """Each event in each country in turn, so that all meet the same machine; the last time of all is explained."""
    made = {size.offices: events(iter(range(10**9)), iter(range(10**9))) for size in sizes}
    for turn in range(rounds + 1):
        for place in range(len(made[sizes[0].offices])):
            for size in sizes:
                life, (name, before, what) = _life(size), made[size.offices][place]
                before(life)
                with counted(life.store.engine, size.costs[name], explain=turn == rounds):
                    what(life)
                if turn == 0:
                    size.costs[name].seconds.clear()  # SQL is made once in a process
                life.passes(2)
        for size in sizes:
            while _life(size).sends():
                pass


def _life(size: Size) -> Life:
    assert size.life is not None
    return size.life


@dataclass(frozen=True, slots=True)
class Morning:
    """The clock in a process of its own: a tick that plans a morning, the next, and one with nothing to be told."""

    offices: int
    morning: Cost
    following: Cost
    quiet: Cost
    timers: dict[str, float]
    written: int
    backlog: Cost
    megabytes: int


def morning_of(url: str, folder: str, offices: int) -> Morning:
    """Tick four times and send a few of what was written."""
    room = ReadingRoom(most=1)
    life = Life(Store(make_engine(url), FileStore(folder)), settings_for("http://127.0.0.1:9", Path(folder), 1), room)
    life.passes(600)
    morning, following, quiet, backlog, timers = Cost(), Cost(), Cost(), Cost(), dict[str, float]()
    with counted(life.store.engine, morning, explain=False):
        life.ticks()
    with life.store.reading() as tx:
        written = tx.outbox.counts().get("waiting", 0)
    for _ in range(5):
        with counted(life.store.engine, backlog, explain=True):
            life.sends()
    forget_the_morning(life)
    for cost in (following, Cost()):
        life.passes(30)
        with counted(life.store.engine, cost, explain=False):
            life.ticks()
    life.passes(30)
    with counted(life.store.engine, quiet, explain=True):
        for name in TIMERS:
            began = perf_counter()
            life.worker.dispatcher.run_timer(name, lambda: life.now)
            timers[name] = perf_counter() - began
    room.close()
    return Morning(offices, morning, following, quiet, timers, written, backlog, peak_memory())


def apart(size: Size) -> Morning:
    """A morning in a process of its own, whose memory is not that of making the data."""
    url = _life(size).store.engine.url.render_as_string(hide_password=False)
    words = [sys.executable, "-m", "tests.benchmarks.bench_country", "morning", url, str(size.offices)]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    found = pickle.loads(base64.b64decode(done.stdout.splitlines()[-1]))  # noqa: S301 - written by ourselves
    assert isinstance(found, Morning)
    return found


@dataclass(frozen=True, slots=True)
class Year:
    """A year of one office: megabytes of an empty database, with its plan, and at the end; by table at the end."""

    empty: float
    planned: float
    after: float
    debts: int
    tables: dict[str, int]


def year_of_one(url: str, rows: Samples) -> Year:
    """Everything that is asked of an office in a year has come in, with all that was said about it."""
    engine = make_engine(database(url, "year"))
    empty = size_of(engine)
    pour(engine, [office_plan(0, schools_of(0))])
    planned = size_of(engine)
    debts = live_through(engine, rows, NOW, opens=OPENS, whole=True)
    year = Year(empty, planned, size_of(engine), debts, bytes_of(engine))
    engine.dispose()
    return year


@dataclass(frozen=True, slots=True)
class Country:
    """All that was measured."""

    sizes: tuple[Size, ...]
    mornings: tuple[Morning, ...]
    year: Year | None


def measure(
    offices: Sequence[int] = FEW, rounds: int = ROUNDS, *, mornings: bool = True, events: bool = True
) -> Country:
    """Make the countries, let them live side by side (unless `events` is False), and tick (unless `mornings` is)."""
    room = ReadingRoom(most=1, seconds=60)
    with tempfile.TemporaryDirectory() as name, server() as url:
        folder = Path(name)
        rows = samples(folder, room)
        year = year_of_one(url, rows) if events else None
        sizes = [populate(url, one, rows, folder, room) for one in offices]
        if events:
            live_side_by_side(sizes, rounds)
        ticked = [apart(size) for size in sizes] if mornings else []
        for size in sizes:
            _life(size).store.close()
    room.close()
    return Country(tuple(sizes), tuple(ticked), year)


def _clock(cost: Cost) -> str:
    return f"{cost.ms / 1000:.2f} s ({cost.processor:.2f} s of processor), {cost.statements:,} statements"


def additions() -> float:
    """Seconds of processor that ten million additions of Python's take: what this machine is worth at the moment."""
    began, total = process_time(), 0
    for number in range(10_000_000):
        total += number
    return process_time() - began


def told(got: Country) -> Iterator[str]:
    """As Markdown, for docs/scale.md."""
    first, last = got.sizes[0], got.sizes[-1]
    if last.costs:
        yield from _events(got, first, last)
    yield f"ten million additions of Python's: {additions():.2f} s of processor"
    for one in got.sizes:
        yield f"{one.offices} offices: {one.schools:,} schools, {one.settled:,} debts settled, {one.megabytes:,.0f} MB"
    for day in got.mornings:
        slow = ", ".join(f"{name} {1000 * took:.0f}" for name, took in day.timers.items())
        yield (
            f"{day.offices} offices: a morning {_clock(day.morning)}, {day.written:,} messages; "
            f"the next tick {_clock(day.following)}; quiet {_clock(day.quiet)} (ms: {slow}); "
            f"sending with these waiting {day.backlog.ms:.0f} ms; {day.megabytes} MB"
        )
    if got.year is not None:
        yield from _year(got.year)
    clock = {"quiet tick": got.mornings[-1].quiet, "backlog": got.mornings[-1].backlog} if got.mornings else {}
    for name, cost in {**last.costs, **clock}.items():
        for table, how, expected in sorted(cost.large):
            yield f"reads much: {name}: {how} of {table}, {expected:,} rows"


def _year(year: Year) -> Iterator[str]:
    sizes = f"empty {year.empty:.0f}, planned {year.planned:.0f}, after {year.after:.0f} MB"
    yield f"A year of one office, {year.debts} debts: {sizes}"
    yield ", ".join(
        f"{name} {size / 1e6:.1f}" for name, size in sorted(year.tables.items(), key=lambda one: -one[1])[:10]
    )


def _events(got: Country, first: Size, last: Size) -> Iterator[str]:
    yield (
        "| Event | " + " | ".join(f"{one.offices} offices" for one in got.sizes) + " | last beside first | statements |"
    )
    yield "|---|" + "---|" * (len(got.sizes) + 2)
    for name, cost in last.costs.items():
        times = " | ".join(f"{one.costs[name].ms:.1f} ms" for one in got.sizes)
        statements = "-".join(str(n) for n in sorted({one.costs[name].statements for one in got.sizes}))
        yield f"| {name} | {times} | {cost.ms / first.costs[name].ms:.1f} x | {statements} |"
    yield ""


def main() -> None:
    """Print the figures, or do one part for `apart`."""
    if sys.argv[1:2] == ["morning"]:
        with tempfile.TemporaryDirectory() as folder:
            found = morning_of(sys.argv[2], folder, int(sys.argv[3]))
        print(base64.b64encode(pickle.dumps(found)).decode())
        return
    clock = sys.argv[1:2] == ["clock"]
    began, sizes = perf_counter(), [int(one) for one in sys.argv[2 if clock else 1 :]] or SIZES
    for line in told(measure(sizes, events=not clock)):
        print(line, flush=True)
    print(f"{perf_counter() - began:.0f} s; {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f} (five minutes)")


if __name__ == "__main__":
    main()

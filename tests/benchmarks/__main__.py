"""All figures in one table, beside what they are measured against: `make bench`. About five minutes on two cores.

The table is shown, and written to docs/benchmarks.md unless `--look` is given.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from time import perf_counter

from rich.console import Console
from rich.table import Table

from tests.benchmarks import (
    bench_booklets,
    bench_costs,
    bench_country,
    bench_forms,
    bench_hostile,
    bench_idle,
    bench_nags,
    bench_names,
    bench_phrases,
    bench_reading,
    bench_receipts,
    bench_sheets,
    bench_tick,
    bench_webhook,
)
from tests.benchmarks.results import MARKS, PAGE, Figure, page


def webhook() -> Iterator[Figure]:
    """The acknowledgement."""
    got = bench_webhook.measure()
    own, plain, steady = got.ours, got.plain, got.steady
    peer = f"plain SDK handler: {plain.per_second:.0f}/s, p99 {plain.p99_ms:.0f} ms"
    rate = f"{own.per_second:.0f}/s = {got.faster:.1f} x"
    yield Figure("webhook kept and answered, throughput", rate, ">= 3 x", peer, got.faster >= 3)
    slow = f"{own.p99_ms:.0f} ms = {got.p99_share:.2f} x"
    yield Figure("webhook kept and answered, p99", slow, "<= 0.5 x", peer, got.p99_share <= 0.5)
    calm = f"{steady.p99_ms:.1f} ms (p50 {steady.p50_ms:.1f})"
    yield Figure("the same at 200 events/s, p99", calm, "<= 50 ms", "", steady.p99_ms <= 50)


def receipts() -> Iterator[Figure]:
    """Files."""
    got = bench_receipts.measure()
    figure = f"{got.p95_seconds:.2f} s (p50 {got.p50_seconds:.2f}), {got.receipts} of {got.files} receipts"
    met = got.p95_seconds <= 2 and got.receipts == got.files
    yield Figure("receipt after a file, 20 files/s, p95", figure, "<= 2 s", "whole `run`, SQLite, local LINE", met)


def forms() -> Iterator[Figure]:
    """Reading."""
    got = bench_forms.measure()
    peer = f"bare calamine: {got.bare * 1e3:.2f} ms"
    ratio = f"{got.whole * 1e3:.2f} ms = {got.ratio:.1f} x"
    yield Figure("a form of 40 rows read and checked", ratio, "<= 4 x", peer, got.ratio <= 4)
    yield Figure("the same in a process apart, more", f"{got.apart * 1e3:.2f} ms", "", "which can be stopped")
    yield Figure("forms a second and core", f"{got.per_second:.0f}", ">= 250", "", got.per_second >= 250)


def reading() -> Iterator[Figure]:
    """How right the reading is."""
    got = bench_reading.measure()
    told, errands = got.corpus, got.errands
    kinds = ", ".join(f"{name} {one.cells:.2f}" for name, one in told.by("kind").items())
    yield Figure(f"cells read right, {len(told.scores)} mangled forms", f"{told.cells:.2f} %", ">= 99.5 %", kinds,
                 told.cells >= 99.5)  # fmt: skip
    kinds = ", ".join(f"{name} {one.found:.1f}" for name, one in told.by("kind").items())
    yield Figure(f"planted errors told, of {told.problems}", f"{told.found:.1f} %", ">= 99 %", kinds, told.found >= 99)
    clean = sum(one.clean for one in told.scores)
    yield Figure("false alarms in 50 clean forms", f"{told.alarms:.1f}", "<= 1", f"of {clean} clean", told.alarms <= 1)
    samples = f"labelled samples: {got.samples.cells:.2f} % of cells" if got.samples.scores else ""
    yield Figure("forms recognised", f"{told.recognised:.1f} %", ">= 99.5 %", samples, told.recognised >= 99.5)
    asked = f"clear ones settled without asking: {errands.settled:.1f} %"
    met = errands.precision >= 99.5 and not errands.strangers
    figure = f"{errands.precision:.2f} % of {errands.sure}, {errands.strangers} a stranger's"
    yield Figure("debts settled for sure that are the right ones", figure, ">= 99.5 %, 0", asked, met)


def hostile() -> Iterator[Figure]:
    """Files made to hurt."""
    every = list(bench_hostile.measure())
    slowest, largest = max(every, key=lambda one: one.seconds), max(every, key=lambda one: one.megabytes)
    name = f"{len(every)} hostile files, each read or refused"
    odd = [one.what for one in every if not one.expected]
    yield Figure(name, f"{len(every) - len(odd)}", "all", ", ".join(odd), not odd)
    yield Figure("the slowest of them", f"{slowest.seconds:.1f} s", "<= 5 s", slowest.what, slowest.within)
    yield Figure("the largest of them", f"{largest.megabytes:.0f} MB", "<= 300 MB", largest.what, largest.within)


def names() -> Iterator[Figure]:
    """Typed names."""
    got = bench_names.measure()
    figure = f"{got.p95_ms:.0f} ms (p50 {got.median_ms:.1f})"
    once = f"index built once: {got.build_seconds:.1f} s"
    yield Figure("a typed name among 29,000 schools, p95", figure, "<= 20 ms", once, got.p95_ms <= 20)


def phrases() -> Iterator[Figure]:
    """Typed words."""
    for one in bench_phrases.measure():
        peer = f"nearest example by rapidfuzz: {one.nearest.intents_right:.1%}"
        met = one.told.intents_right >= 0.97
        name = f"phrases understood, {one.told.phrases} of {one.what}"
        yield Figure(name, f"{one.told.intents_right:.1%}", ">= 97 %", peer, met)
        peer = f"the same: {one.nearest.false_actions:.1%}"
        met = one.told.false_actions <= 0.005
        name = f"chatter acted on, of {one.told.chatter}"
        yield Figure(name, f"{one.told.false_actions:.1%}", "<= 0.5 %", peer, met)
        met = one.told.days_right >= 0.98
        yield Figure(f"days read right, of {one.told.days}", f"{one.told.days_right:.1%}", ">= 98 %", "", met)
    speed = bench_phrases.speed()
    figure = f"{speed.p99_ms:.1f} ms (p50 {speed.p50_ms:.1f})"
    peer = f"nearest example: {speed.nearest_p99_ms:.1f} ms (p50 {speed.nearest_p50_ms:.1f})"
    yield Figure("a phrase understood, p99", figure, "<= 5 ms", peer, speed.p99_ms <= 5)
    yield Figure("a text of 5,000 letters", f"{speed.long_ms:.1f} ms", "<= 5 ms", "", speed.long_ms <= 5)


def tick() -> Iterator[Figure]:
    """Reminders."""
    large, small = bench_tick.measure()
    first = f"first of a process: {large.first_seconds:.1f} s"
    name = f"planning a tick, {large.units:,} units x 4"
    yield Figure(name, f"{large.plan_seconds:.1f} s", "<= 3 s", first, large.plan_seconds <= 3)
    peer = f"{small.statements} for {small.units} units"
    constant = large.statements == small.statements
    yield Figure("statements for it", str(large.statements), "constant", peer, constant)
    peer = f"{small.megabytes} MB for {small.units} units"
    yield Figure(
        "memory of the process at its peak", f"{large.megabytes} MB", "<= 300 MB", peer, large.megabytes <= 300
    )
    for one in bench_nags.measure():
        yield Figure(f"rules alone: {one.label}", f"{one.seconds:.1f} s", "", f"{one.digests:,} digests")


def costs() -> Iterator[Figure]:
    """Messages."""
    got = bench_costs.measure()
    share = f"{got.ours:.0f} = 1/{got.group_per_form / got.ours:.1f}"
    peer = f"a push into the group per form: {got.group_per_form:.0f}"
    yield Figure("paid messages of a round, 150 units x 4", share, "<= 1/8", peer, got.ours <= got.group_per_form / 8)
    share = f"1/{got.one_per_form / got.ours:.1f}"
    peer = f"a message to each unit per form: {got.one_per_form:.0f}; per day: {got.one_digest:.0f}"
    yield Figure("the same", share, "<= 1/4", peer, got.ours <= got.one_per_form / 4)
    gap = got.small[0] / got.small[1] - 1
    peer = f"large rounds: {got.ours / got.fewest - 1:.1%}; not heard in time: {got.missed}"
    yield Figure("more than the fewest there can be, small rounds", f"{gap:.1%}", "<= 5 %", peer, gap <= 0.05)
    for one in bench_costs.months():
        late = f"not heard in time: {one.missed} of {one.of}, of the last two days {one.due_missed}"
        what = f"the same with {one.limit} messages a month"
        yield Figure(what, f"{one.paid}", "no month over", f"{late}; most of a month {one.most}", one.most <= one.limit)


def sheets() -> Iterator[Figure]:
    """Workbooks."""
    got = bench_sheets.measure()
    ratio, peer = got.ours / got.bare, f"openpyxl write-only, named styles: {got.bare:.1f} s"
    yield Figure("29,000 rows to xlsx", f"{got.ours:.1f} s = {ratio:.2f} x", "<= 1.5 x", peer, ratio <= 1.5)


def booklets() -> Iterator[Figure]:
    """Booklets."""
    for one in bench_booklets.measure():
        name = f"a booklet of {one.what}, PDF and Word, {one.pages} pages"
        beside = f"PDF alone {one.pdf:.1f} s; {one.figures:,} figures traced; memory {one.megabytes:.0f} MB"
        bound = 3 if "12 projects" in one.what else 5
        if "500 photos" in one.what:
            yield Figure(name, f"{one.megabytes:.0f} MB", "<= 500 MB", f"{one.seconds:.1f} s", one.megabytes <= 500)
            continue
        yield Figure(name, f"{one.seconds:.1f} s", f"<= {bound} s", beside, one.seconds <= bound)


def country() -> Iterator[Figure]:
    """Many offices on one PostgreSQL."""
    got = bench_country.measure(bench_country.FEW, rounds=5, mornings=False)
    few, many = got.sizes
    grown = {name: (few.costs[name].statements, cost.statements) for name, cost in many.costs.items()}
    more = [f"{name}: {a} -> {b}" for name, (a, b) in grown.items() if a != b]
    what = f"statements of {len(grown)} events, {many.offices} offices beside {few.offices}"
    yield Figure(what, "as many" if not more else f"{len(more)} differ", "as many", "; ".join(more), not more)
    times = sorted((cost.ms / few.costs[name].ms, name) for name, cost in many.costs.items())
    middle, (most, name) = times[len(times) // 2][0], times[-1]
    beside = f"most: {most:.1f} x ({name}); {many.schools:,} schools, {many.megabytes:.0f} MB"
    yield Figure("time of them, the median of the events", f"{middle:.2f} x", "<= 1.25 x", beside, middle <= 1.25)
    year = got.year
    assert year is not None
    grew = f"{year.after - year.planned:.0f} MB"
    yield Figure(f"database of an office's year, {year.debts} debts", grew, "", "before anything is erased")


def idle() -> Iterator[Figure]:
    """The process at rest."""
    got = bench_idle.measure()
    yield Figure("`run` ready", f"{got.ready_seconds:.1f} s", "<= 3 s", "", got.ready_seconds <= 3)
    yield Figure("`run` idle, all processes", f"{got.megabytes:.0f} MB", "<= 150 MB", "", got.megabytes <= 150)


PARTS: tuple[Callable[[], Iterator[Figure]], ...] = (
    webhook, receipts, forms, reading, hostile, names, phrases, tick, costs, sheets, booklets, country, idle,
)  # fmt: skip


def main() -> None:
    """Measure one after another, and print."""
    console, began, found = Console(), perf_counter(), list[Figure]()
    table = Table("what", "figure", "target", "", "beside")
    for part in PARTS:
        console.print(f"measuring: {part.__name__}", style="dim")
        for one in part():
            found.append(one)
            table.add_row(one.what, one.figure, one.target, MARKS[one.met].strip("*"), one.beside)
    console.print(table)
    took, load = perf_counter() - began, os.getloadavg()[1]
    console.print(f"{took:.0f} s; {os.cpu_count()} cores, load of the last five minutes {load:.1f}")
    if "--look" not in sys.argv:
        today = datetime.now().astimezone().date()
        PAGE.write_text(page(found, on=today, seconds=took, load=load), encoding="utf-8")


if __name__ == "__main__":
    main()

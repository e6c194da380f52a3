"""Reading and checking a filled form beside the bare read of the same bytes: python -m tests.benchmarks.bench_forms."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from time import perf_counter

from python_calamine import CalamineWorkbook

from domain.forms.checks import check_form
from domain.forms.reading import read_form
from reports.filled_form import open_grid
from tests.samples.making import ROW_31, ROW_32, ROW_33, SUB_ROW, definitions, draw, to_xlsx

ROWS = 40
ROUNDS = 7
REPEATS = 60


def filled_form(rows: int = ROWS) -> bytes:
    """A strategy form with that many rows, no two texts alike."""
    kinds = (ROW_31, ROW_32, SUB_ROW, ROW_33)
    made = []
    for place in range(rows):
        row = list(kinds[place % len(kinds)])
        row[0] = f"๓.{place + 1}" if row[0] else ""
        row[1] = f"{row[1]} แห่งที่ {place}"
        row[11] = f"{row[11]} ครั้งที่ {place} จัดทำคู่มือและสื่อออนไลน์เผยแพร่แก่โรงเรียนในสังกัด"
        made.append(row)
    return to_xlsx(draw(made))


def bare(data: bytes) -> None:
    """What the library alone takes."""
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()


def whole(data: bytes) -> None:
    """Open, read, check."""
    known = definitions()
    reading = read_form(open_grid(data, "form.xlsx"), known)
    assert reading is not None
    check_form(reading, known[reading.form])


def best_of(work: Callable[[bytes], None], data: bytes) -> float:
    """Seconds for one run, the best of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(REPEATS):
            work(data)
        times.append((perf_counter() - start) / REPEATS)
    return min(times)


def main() -> int:
    """Print the figures; 1 when they miss the target of four times the bare read and 250 forms a second."""
    data = filled_form()
    alone, all_of_it = best_of(bare, data), best_of(whole, data)
    ratio, rate = all_of_it / alone, 1 / all_of_it
    sys.stdout.write(f"bare read {alone * 1e3:.2f} ms, read and checked {all_of_it * 1e3:.2f} ms: ")
    sys.stdout.write(f"{ratio:.2f} x, {rate:.0f} forms/s\n")
    return int(ratio > 4 or rate < 250)


if __name__ == "__main__":
    sys.exit(main())

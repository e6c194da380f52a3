"""Reading and checking a filled form beside the bare read of the same bytes: python -m tests.benchmarks.bench_forms."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from time import perf_counter

from python_calamine import CalamineWorkbook

from domain.forms.checks import check_form
from domain.forms.reading import read_form
from domain.thai import thai_digits
from reports.file_read import read_file
from reports.filled_form import open_grid
from reports.reading_room import ReadingRoom, Shared
from tests.samples.making import ROW_31, ROW_32, ROW_33, SUB_ROW, definitions, draw, to_xlsx

ROWS = 40
FORMS = 12  # different ones: nothing may be fast only because it was met a moment ago
ROUNDS = 9
REPEATS = 4


def filled_form(seed: int = 0, rows: int = ROWS) -> bytes:
    """A strategy form with that many rows; figures and long texts differ from row to row and from seed to seed."""
    dice = Random(seed)  # noqa: S311  (no secret)
    kinds = (ROW_31, ROW_32, SUB_ROW, ROW_33)
    made = []
    for place in range(rows):
        row: list[object] = list(kinds[place % len(kinds)])
        row[0] = f"๓.{place + 1}" if row[0] else ""
        asked = dice.randrange(20, 5000)
        done = int(asked * dice.uniform(0.55, 1))
        percent = round(done / asked * 100, 2)
        level = next(level for floor, level in ((90, 5), (80, 4), (70, 3), (60, 2), (0, 1)) if percent >= floor)
        row[4:8] = (
            [f"{asked:,}", done, percent, level] if place % 2 else [asked, thai_digits(str(done)), percent, level]
        )
        if row[8] not in ("", "-"):
            spent = dice.randrange(1000, 90_000)
            row[8:11] = [f"{spent + place:,} บาท", spent, place]
        row[11] = f"{row[11]} ครั้งที่ {dice.randrange(10**6)} จัดทำคู่มือและสื่อออนไลน์เผยแพร่แก่โรงเรียนในสังกัด"
        row[14] = f"คำสั่งที่ {dice.randrange(10**4)}/๒๕๖๙"
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


def here(data: bytes) -> None:
    """Open and read, as the reader does."""
    read_file(data, "form.xlsx", definitions())


def best_of(works: Sequence[Callable[[bytes], None]], forms: Sequence[bytes]) -> list[float]:
    """Seconds for one form by each of the works, taken in turns; the best of several rounds."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            start = perf_counter()
            for _ in range(REPEATS):
                for data in forms:
                    work(data)
            times[place].append((perf_counter() - start) / REPEATS / len(forms))
    return [min(taken) for taken in times]


@dataclass(frozen=True, slots=True)
class FormFigures:
    """Seconds for one form."""

    bare: float
    whole: float
    apart: float  # what it costs more to have it read in a process apart

    @property
    def ratio(self) -> float:
        """How many times the bare read."""
        return self.whole / self.bare

    @property
    def per_second(self) -> float:
        """Forms a second on one core."""
        return 1 / self.whole


def measure() -> FormFigures:
    """Both over the same forms, in turns."""
    room, known = ReadingRoom(most=1, seconds=60), Shared(definitions())

    def apart(data: bytes) -> None:
        room.do("read_file", data, "form.xlsx", known)

    plain, checked, read, read_apart = best_of((bare, whole, here, apart), [filled_form(s) for s in range(FORMS)])
    room.close()
    return FormFigures(plain, checked, read_apart - read)


def main() -> None:
    """Print the figures."""
    got = measure()
    print(f"bare read {got.bare * 1e3:.2f} ms, read and checked {got.whole * 1e3:.2f} ms: ", end="")
    print(f"{got.ratio:.2f} x, {got.per_second:.0f} forms/s; apart {got.apart * 1e3:.2f} ms more")


if __name__ == "__main__":
    main()

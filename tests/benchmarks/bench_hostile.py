"""Files made to hurt: what each takes and what becomes of it: python -m tests.benchmarks.bench_hostile [WORD ...].

Each is read by a reader of its own, so that its memory is its own.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from handlers.file_reading import FAULT, FileReader
from reports.file_read import FileRead
from reports.reading_room import MEGABYTE, ReadingRoom
from tests.reports.hostile import CASES
from tests.samples.making import definitions

SECONDS, MEGABYTES = 5.0, 300


class Watched(ReadingRoom):
    """A room of one reader, whose memory is looked at all the time: of a dead one nobody can tell any more."""

    def __init__(self) -> None:
        super().__init__(most=1, seconds=SECONDS)
        self.peak = 0  # bytes
        self._over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def close(self) -> None:
        """And look no more."""
        self._over.set()
        super().close()

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            for reader in [*self._busy, *(one.reader for one in self._free)]:
                self.peak = max(self.peak, _most(reader.process.pid))


def _most(process: int) -> int:
    """The most memory of a process so far, in bytes; 0 of one that is dead, and where the system does not tell."""
    with contextlib.suppress(OSError, StopIteration):
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
        return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM")) * 1024
    return 0


@dataclass(frozen=True, slots=True)
class Hurt:
    """One file. `expected`: it became what it may become."""

    what: str
    seconds: float
    megabytes: float
    outcome: str
    expected: bool
    size: int

    @property
    def within(self) -> bool:
        """Whether it kept to the bounds."""
        return self.seconds <= SECONDS + 0.5 and self.megabytes <= MEGABYTES


def outcome_of(read: FileRead) -> str:
    """What became of a file, in the words of the corpus."""
    if read.detail.startswith(FAULT):
        return read.detail
    return read.unreadable or ("form" if read.reading is not None else "table")


def measure(wanted: Collection[str] = ()) -> Iterator[Hurt]:
    """All of them, or those whose names hold one of these words."""
    for what, case in CASES.items():
        if wanted and not any(word in what for word in wanted):
            continue
        data = case.make()
        room = Watched()
        reader = FileReader(room, definitions(), ())
        reader.read_file(b"", "x")  # loaded
        began = perf_counter()
        read = reader.read_file(data, "x")
        seconds = perf_counter() - began
        room.close()
        outcome = outcome_of(read)
        yield Hurt(what, seconds, room.peak / MEGABYTE, f"{outcome} {read.detail}", outcome in case.may_be, len(data))


def main() -> None:
    """Print them."""
    worst = []
    for one in measure(sys.argv[1:]):
        mark = "" if one.within and one.expected else "  <--"
        worst += [one.what] if mark else []
        size = one.size / MEGABYTE
        print(
            f"{one.what:48} {size:6.2f} MB {one.seconds:6.2f} s {one.megabytes:5.0f} MB  {one.outcome}{mark}",
            flush=True,
        )
    print(f"{len(worst)} out of bounds or unexpected: {worst}" if worst else "all within bounds")


if __name__ == "__main__":
    main()

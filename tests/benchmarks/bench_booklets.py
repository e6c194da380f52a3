"""Booklets of a round, each in a process of its own: python -m tests.benchmarks.bench_booklets."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from time import perf_counter

KINDS = {"4 strategies": 0, "150 units": 150}


@dataclass(frozen=True, slots=True)
class Bound:
    """Seconds for the words, the PDF, three pages as pictures and the Word file; the process's memory at its peak."""

    what: str
    seconds: float
    words: float
    pdf: float
    pictures: float
    docx: float
    pages: int
    figures: int
    megabytes: float


def measure() -> list[Bound]:
    """Each kind, once: a booklet is drawn by a process that has drawn nothing before."""
    return [_apart(what) for what in KINDS]


def _apart(what: str) -> Bound:
    command = [sys.executable, "-m", "tests.benchmarks.bench_booklets", what]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Bound(**json.loads(done.stdout.splitlines()[-1]))


def _here(what: str) -> dict[str, object]:
    from tests.reports.booklet_samples import AS_OF, complete, of_units

    units = KINDS[what]
    booklet = of_units(units) if units else complete()
    start = perf_counter()
    from reports.booklet.face import write_booklet
    from reports.booklet.pages import page_count, page_pictures, to_pdf
    from reports.booklet.word_book import to_docx

    began = perf_counter()
    written = write_booklet(booklet)
    words = perf_counter()
    pdf = to_pdf(written.face, made_at=AS_OF)
    drawn = perf_counter()
    page_pictures(pdf, written.face.to_show)
    seen = perf_counter()
    to_docx(written.face, made_at=AS_OF)
    done = perf_counter()
    return {
        "what": what, "seconds": done - start, "words": words - began, "pdf": drawn - words, "pictures": seen - drawn,
        "docx": done - seen, "pages": page_count(pdf), "figures": len(written.figures),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_here(sys.argv[1])))
    else:
        for one in measure():
            print(one)

"""Booklets of a round, each in a process of its own: python -m tests.benchmarks.bench_booklets."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from reports.reading_child import peak
from reports.reading_room import MEGABYTE

if TYPE_CHECKING:
    from reports.booklet.model import Booklet

KINDS = {"4 strategies": 0, "150 units": 150}
PHOTOS = {"12 projects with 48 photos": (12, 48), "60 projects with 500 photos": (60, 500)}
_EDGES = (1024, 768)  # of a copy for print


@dataclass(frozen=True, slots=True)
class Bound:
    """Seconds for the words, the PDF, some pages as pictures and the Word file; the process's memory at its peak.

    `cpu`: seconds of a processor for all of it; `weighs`: megabytes of the PDF.
    """

    what: str
    seconds: float
    words: float
    pdf: float
    pictures: float
    docx: float
    pages: int
    figures: int
    megabytes: float
    cpu: float = 0.0
    weighs: float = 0.0


def measure() -> list[Bound]:
    """Each kind, once: a booklet is drawn by a process that has drawn nothing before."""
    with tempfile.TemporaryDirectory() as folder:
        _keep_photos(Path(folder), max(count for _, count in PHOTOS.values()))
        return [_apart(what, folder) for what in (*KINDS, *PHOTOS)]


def _keep_photos(folder: Path, count: int) -> None:
    """So many different photos as they are kept: as heavy as a phone's are at that size."""
    from PIL import Image, ImageChops

    from tests.reports.photos import packed, scene

    rooms = [scene(seed, _EDGES) for seed in range(8)]
    grain = Image.effect_noise(_EDGES, 26).convert("RGB")
    for number in range(count):
        moved = ImageChops.offset(grain, 7 * number, 3 * number)
        photo = Image.blend(rooms[number % len(rooms)], moved, 0.35)
        (folder / f"{number}.jpg").write_bytes(packed(photo, quality=80))


def _apart(what: str, folder: str) -> Bound:
    command = [sys.executable, "-m", "tests.benchmarks.bench_booklets", what, folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Bound(**json.loads(done.stdout.splitlines()[-1]))


def _booklet(what: str) -> Booklet:
    if what in PHOTOS:
        from tests.reports.project_samples import all_in

        projects, photos = PHOTOS[what]
        booklet = all_in(projects, lambda n: photos * (n + 1) // projects - photos * n // projects)
        return _numbered(booklet)
    from tests.reports.booklet_samples import complete, of_units

    return of_units(KINDS[what]) if KINDS[what] else complete()


def _numbered(booklet: Booklet) -> Booklet:
    """The same with a picture of its own at every place, each called by its number."""
    numbers = count()
    chapters = []
    for chapter in booklet.chapters:
        line = chapter.lines[0]
        shown = tuple(replace(one, sha256=str(next(numbers)), wide=_EDGES[0], tall=_EDGES[1]) for one in line.pictures)
        chapters.append(replace(chapter, lines=(replace(line, pictures=shown),)))
    return replace(booklet, chapters=tuple(chapters))


def _here(what: str, folder: Path) -> dict[str, object]:
    from tests.reports.booklet_samples import AS_OF

    booklet = _booklet(what)

    def read(name: str) -> bytes:
        return (folder / f"{name}.jpg").read_bytes()

    start, busy = perf_counter(), process_time()
    from reports.booklet.face import write_booklet
    from reports.booklet.pages import page_count, page_pictures, to_pdf
    from reports.booklet.word_book import to_docx

    began = perf_counter()
    written = write_booklet(booklet)
    words = perf_counter()
    pdf = to_pdf(written.face, made_at=AS_OF, read=read)
    drawn = perf_counter()
    page_pictures(pdf, written.face.to_show)
    seen = perf_counter()
    to_docx(written.face, made_at=AS_OF, read=read)
    done = perf_counter()
    return {
        "what": what, "seconds": done - start, "words": words - began, "pdf": drawn - words, "pictures": seen - drawn,
        "docx": done - seen, "pages": page_count(pdf), "figures": len(written.figures),
        "megabytes": peak() / MEGABYTE, "cpu": process_time() - busy, "weighs": len(pdf) / MEGABYTE,
    }  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_here(sys.argv[1], Path(sys.argv[2]))))
    else:
        for one in measure():
            print(one)

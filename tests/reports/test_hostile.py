"""Whatever comes, a form is read or a reason is said that the wording knows; the bounds are held by the readers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handlers.file_reading import FileReader
from handlers.wording import files as words
from handlers.wording.voice import Voice
from reports.reading_room import ReadingRoom
from tests.benchmarks.bench_hostile import outcome_of
from tests.reports.hostile import CASES
from tests.samples.making import definitions


@pytest.fixture(scope="module")
def reader() -> Iterator[FileReader]:
    """A busy machine is no large file, so the deadline is far; `make bench` measures the seconds."""
    room = ReadingRoom(most=1, seconds=120)
    yield FileReader(room, definitions(), ())
    room.close()


@pytest.mark.parametrize("what", [what for what, case in CASES.items() if not case.heavy])
def test_a_hostile_file_is_read_or_refused(reader: FileReader, what: str) -> None:
    assert outcome_of(reader.read_file(CASES[what].make(), "x.xlsx")) in CASES[what].may_be


@pytest.fixture(scope="module")
def strict() -> Iterator[FileReader]:
    """The bounds as they are in earnest: these files are meant to reach them."""
    room = ReadingRoom(most=1)
    yield FileReader(room, definitions(), ())
    room.close()


@pytest.mark.soak
@pytest.mark.parametrize("what", [what for what, case in CASES.items() if case.heavy])
def test_a_heavy_hostile_file_is_read_or_refused(strict: FileReader, what: str) -> None:
    assert outcome_of(strict.read_file(CASES[what].make(), "x.xlsx")) in CASES[what].may_be


def test_a_file_of_numbers_is_told_from_an_archive(reader: FileReader) -> None:
    names = {"kind: Numbers": "numbers", "kind: an archive of forms": "archive", "kind: RAR": "archive"}
    for what, detail in names.items():
        assert reader.read_file(CASES[what].make(), "x").detail == detail


@pytest.mark.parametrize("reason", ["encrypted", "not_a_table", "too_large", "damaged", "empty"])
def test_every_reason_has_words_of_its_own(reason: str) -> None:
    said = {one: words.unreadable(Voice("ค่ะ"), one, "ก", 20) for one in (reason, "unheard of")}

    assert reason == "damaged" or said[reason] != said["unheard of"]

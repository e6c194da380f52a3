"""Old .xls files: measured before they are read."""

from __future__ import annotations

import struct
from random import Random

import pytest

from domain.errors import UnreadableFileError
from domain.forms.reading import read_form
from reports import filled_xls
from reports.filled_extent import measured_xlsb
from reports.filled_form import open_grid
from tests.reports.old_excel import cell, compound, workbook_stream
from tests.samples.making import definitions, draw, to_xlsx

LINES = draw().lines
OLD = compound(workbook_stream(LINES))


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        open_grid(data, "old.xls")
    return caught.value.reason


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    old = read_form(open_grid(OLD, "old.xls"), definitions())
    new = read_form(open_grid(to_xlsx(draw()), "new.xlsx"), definitions())
    assert old is not None
    assert new is not None
    assert [row.cells for row in old.rows] == [row.cells for row in new.rows]


@pytest.mark.parametrize(
    ("stream", "reason"),
    [
        (workbook_stream(LINES, cell(65_535, 255, 1.0)), "too_large"),
        (workbook_stream(LINES, cell(4_000, 60_000, 1.0)), "too_large"),
        (workbook_stream(LINES, globals_extra=struct.pack("<HHHH", 0x002F, 4, 1, 0)), "encrypted"),
        (workbook_stream(LINES, struct.pack("<HHHHHH", 0x00BD, 8, 6, 0, 0, 65_000)), "too_large"),
        (b"", "empty"),
    ],
)
def test_an_old_workbook_that_would_hurt_is_refused(stream: bytes, reason: str) -> None:
    assert refusal(compound(stream)) == reason


def test_a_compound_file_without_a_workbook_is_no_table() -> None:
    assert refusal(compound(workbook_stream(LINES), "Contents") + "Workbook".encode("utf-16-le")) == "not_a_table"


def test_a_damaged_old_workbook_takes_nobody_down_with_it() -> None:
    dice = Random(5)  # noqa: S311
    for _ in range(6):
        spoiled = bytearray(OLD)
        for _ in range(40):
            spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
        try:
            open_grid(bytes(spoiled), "x")
        except UnreadableFileError as refused:
            assert refused.reason in {"damaged", "not_a_table", "too_large", "empty"}  # noqa: PT017  (either is right)


def test_a_chain_of_sectors_that_bites_its_tail_ends() -> None:
    spoiled = bytearray(OLD)
    struct.pack_into("<I", spoiled, 512 + 4 * 4, 3)
    filled_xls.check(bytes(spoiled), 5_000, 400_000)


def test_a_binary_sheet_is_measured_by_its_records() -> None:
    def record(kind: int, body: bytes) -> bytes:
        return bytes([kind, len(body)]) + body

    sheet = record(0, struct.pack("<I", 7) + bytes(13)) + record(5, struct.pack("<I", 3) + bytes(12))
    extent = measured_xlsb(
        sheet + record(0, struct.pack("<I", 9) + bytes(13)) + record(7, struct.pack("<I", 1) + bytes(8))
    )
    assert (extent.rows, extent.columns) == (10, 4)
    assert measured_xlsb(b"\x81").rows == 0

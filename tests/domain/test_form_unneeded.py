"""A national ID in a form is told of, and is not kept with its rows."""

from __future__ import annotations

from domain.forms.record import findings_to_json, rows_to_json
from domain.forms.unneeded import without_national_ids
from tests.domain.form_readings import FIELDS, PLAIN_LETTERS, read
from tests.national_ids import ID, grouped
from tests.samples.making import ROW_31, ROW_32, draw


def drawn(**changed: object) -> list[object]:
    """A row with some fields changed."""
    return list((dict(zip(FIELDS, ROW_32, strict=True)) | changed).values())


def test_an_id_in_words_is_masked_and_its_cell_is_told() -> None:
    reading = without_national_ids(read(draw(rows=[ROW_31, drawn(note=f"ผู้รายงานเลขบัตร {grouped(ID)}")])))

    assert reading.rows[1].cells["note"].text == "ผู้รายงานเลขบัตร [เลขประจำตัวประชาชน]"
    assert reading.rows[1].value("note") == "ผู้รายงานเลขบัตร [เลขประจำตัวประชาชน]"
    (told,) = [finding for finding in reading.findings if finding.code == "not_needed"]
    assert (told.severity.value, told.cell) == ("warning", f"{PLAIN_LETTERS['note']}{reading.rows[1].number}")


def test_an_id_typed_as_a_number_is_neither_a_number_nor_shown_as_what_was_seen() -> None:
    reading = without_national_ids(read(draw(rows=[ROW_31, drawn(population=int(ID), achieved_n=f"คน {ID}")])))

    assert reading.rows[1].value("population") is None
    assert ID not in str(rows_to_json(reading.rows)) + str(findings_to_json(reading.findings))


def test_a_form_without_one_is_read_as_it_is() -> None:
    reading = read(draw())

    assert without_national_ids(reading) == reading

"""The booklet of a year's projects: a chapter each in the groups' order, pictures two or four to a page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image

from reports.booklet.blocks import Face, Heading, NewPage, Photos, Table, Words
from reports.booklet.face import write_booklet
from reports.booklet.model import Booklet
from reports.booklet.pages import page_pictures, to_pdf
from reports.booklet.pdf_pictures import with_pictures
from reports.booklet.word_book import to_docx
from tests.reports.booklet_samples import complete
from tests.reports.office import convert
from tests.reports.official_samples import edges_of, pages_of
from tests.reports.project_samples import AS_OF, all_in, read, twelve

MAKE = (twelve, lambda: all_in(3, lambda n: n), lambda: all_in(1, lambda _: 24))
_LEFT, _RIGHT = 3 / 2.54 * 72, (21 - 2) / 2.54 * 72
IDS = ("twelve, some missing", "few pictures", "many pictures")


def face_of(booklet: Booklet) -> Face:
    return write_booklet(booklet).face


def pdf_of(face: Face) -> bytes:
    return to_pdf(face, made_at=AS_OF, read=read)


def chapters(face: Face) -> list[str]:
    return [
        block.text for block in face.body if isinstance(block, Heading) and block.level == 2 and "69-" in block.text
    ]


def images(pdf: bytes) -> list[tuple[int, int]]:
    """The pixels of every picture in a PDF, page by page."""
    document = pypdfium2.PdfDocument(pdf)
    found = [
        one.get_px_size() for page in document for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    ]
    document.close()
    return [(int(wide), int(tall)) for wide, tall in found]


def bounds(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Where every picture lies on its page, in points from the lower left."""
    document = pypdfium2.PdfDocument(pdf)
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    found = [one.get_bounds() for page in document for one in page.get_objects(filter=kinds)]
    document.close()
    return found


def test_projects_stand_in_the_order_of_the_groups_whatever_order_they_came_in() -> None:
    found = [title.split(" ")[0] for title in chapters(face_of(twelve()))]

    assert found == [
        "69-GEN-01", "69-PLN-01", "69-DLI-01", "69-FIN-01", "69-HRM-01", "69-TDV-01", "69-SUP-01", "69-SUP-02",
        "69-PRO-01", "69-PRO-02", "69-AUD-01", "69-LAW-01",
    ]  # fmt: skip


def test_each_project_begins_a_page_and_its_pictures_are_at_its_end() -> None:
    blocks = face_of(twelve()).body
    for place, block in enumerate(blocks):
        if isinstance(block, Heading) and block.text.startswith("69-PLN-01"):
            assert isinstance(blocks[place - 1], NewPage)
    shown = [block for block in blocks if isinstance(block, Photos) and "69-PLN-01" in block.title]
    assert [(one.columns, len(one.each)) for one in shown] == [(2, 4), (1, 2)]
    assert "โครงการจัดทำแผนปฏิบัติการและติดตามประเมินผล" in shown[0].title


def test_a_picture_without_words_bears_the_name_of_its_project() -> None:
    (first, *_) = [block for block in face_of(twelve()).body if isinstance(block, Photos)]
    said = [one.caption for one in first.each]

    assert said[0] == "พิธีเปิดโครงการ โดยผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา"
    assert "โครงการพัฒนาสำนักงานเขตพื้นที่การศึกษาน่าอยู่ น่าทำงาน" in said


def test_what_is_missing_is_named_with_why_and_counts_as_nothing() -> None:
    face = face_of(twelve())
    notices = [block for block in face.front if isinstance(block, Words) and block.look == "notice"]

    assert len(notices) == 4
    assert any("69-SUP-01" in line and "ส่งกลับแก้ไข" in line for one in notices for line in one.lines)
    table = next(block for block in face.front if isinstance(block, Table))
    assert table.rows[-1].cells[2:4] == ("๑๒", "๘")
    assert table.rows[-1].cells[5] == "๗๑๐,๖๔๐.๐๐"
    assert face.cover.draft.startswith("ฉบับร่าง")


def test_every_picture_is_in_the_pdf_as_it_is_kept_and_in_its_order() -> None:
    face = face_of(twelve())
    pdf = pdf_of(face)

    assert len(face.photos) == 44
    assert images(pdf) == [one.pixels for one in face.photos]
    for one in face.photos:
        assert read(one.sha256) in pdf


def test_a_booklet_without_pictures_is_left_as_it_was_drawn() -> None:
    face = face_of(complete())
    assert to_pdf(face, made_at=AS_OF, read=read) == to_pdf(face, made_at=AS_OF)


def test_a_pdf_without_places_for_its_pictures_is_refused() -> None:
    pdf = to_pdf(face_of(complete()), made_at=AS_OF)
    with pytest.raises(ValueError, match="no place for picture"):
        with_pictures(pdf, face_of(twelve()).photos, read)
    with pytest.raises(ValueError, match="no end"):
        with_pictures(b"%PDF-1.7", face_of(twelve()).photos, read)


@pytest.mark.parametrize("make", MAKE, ids=IDS)
def test_the_same_data_and_moment_are_the_same_bytes(make: Callable[[], Booklet]) -> None:
    first, second = face_of(make()), face_of(make())
    assert pdf_of(first) == pdf_of(second)
    assert to_docx(first, made_at=AS_OF, read=read) == to_docx(second, made_at=AS_OF, read=read)


@pytest.mark.parametrize("make", MAKE, ids=IDS)
def test_nothing_runs_over_the_edges_of_a_page(make: Callable[[], Booklet]) -> None:
    pdf = pdf_of(face_of(make()))
    left, right = edges_of(pdf)
    assert left >= _LEFT - 3
    assert right <= _RIGHT + 3
    for one in bounds(pdf):
        assert one[0] >= _LEFT - 1
        assert one[2] <= _RIGHT + 1
        assert one[1] >= 2 / 2.54 * 72
        assert one[3] <= 841.9 - 2.5 / 2.54 * 72


def test_a_page_of_pictures_is_among_those_that_are_shown() -> None:
    face = face_of(twelve())
    shown = page_pictures(pdf_of(face), face.to_show)

    assert len(shown) == 4
    assert all(len(one) <= 1_000_000 for one in shown)
    greys = Image.open(io.BytesIO(shown[-1])).convert("L").histogram()
    assert sum(greys[40:200]) > sum(greys) / 30  # of photos, not of paper and letters


def test_the_word_file_has_every_picture_and_opens_in_libreoffice(tmp_path: Path) -> None:
    face = face_of(twelve())
    data = to_docx(face, made_at=AS_OF, read=read)
    document = docx.Document(io.BytesIO(data))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        photos = [name for name in package.namelist() if name.endswith(".jpg")]
    assert len(photos) == len(face.photos)
    assert len(document.inline_shapes) >= len(photos)

    (tmp_path / "a.docx").write_bytes(data)
    made = convert(tmp_path, "a.docx", "pdf").read_bytes()
    assert len(images(made)) >= len(face.photos)
    assert len(pages_of(made)) < len(pages_of(pdf_of(face))) + 20  # without the named font letters are larger


def test_every_figure_stands_on_cells_of_the_reports() -> None:
    written = write_booklet(twelve())

    assert len(written.figures) > 80
    money = {one.value for one in written.figures if "69-HRM-01" in one.what}
    assert {130_000, 121_900, 8_100} <= money
    assert {"H5", "I5"} == {place.cell for one in written.figures for place in (*one.cells, *one.against)}

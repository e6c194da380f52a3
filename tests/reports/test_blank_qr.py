"""The code on a printed blank says whose it is: to a reader of the page, and of a phone's photo of it."""

from __future__ import annotations

import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from openpyxl import load_workbook
from PIL import Image, ImageFilter

from domain.forms.identity import find_identity
from reports.qr import qr_png
from tests.reports.blanks import FORMS, blank_of, issue_of
from tests.reports.office import convert


def texts_in(picture: Image.Image) -> set[str]:
    """What a reader sees in it."""
    grey = picture.convert("L")
    view = memoryview(grey.tobytes()).cast("B", (grey.height, grey.width))
    return {found.text for found in zxingcpp.read_barcodes(view)}


@pytest.mark.parametrize("name", FORMS)
def test_the_code_says_the_identity(name: str) -> None:
    identity = issue_of(name).identity
    (text,) = texts_in(Image.open(BytesIO(qr_png(identity.encode()))))

    assert find_identity(text) == identity


def test_the_longest_codes_of_an_office_still_fit_into_one_that_can_be_printed_small() -> None:
    text = f"TT1|{'REQUIREMENT-2570-R12'}|{'69-SUPERVISION-0001'}|{'SUPERVISION_AND_EVAL'}|v12|0123abcd"
    picture = Image.open(BytesIO(qr_png(text, dots=1)))

    assert picture.width <= 49  # modules with the quiet zone: 0.4 mm each on paper
    assert texts_in(picture.resize((picture.width * 3, picture.height * 3), Image.Resampling.NEAREST)) == {text}


def test_the_picture_has_words_for_those_who_cannot_see_it_and_covers_no_cell() -> None:
    data = blank_of("project")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        drawings = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/drawings/draw")]
    book = load_workbook(BytesIO(data))

    assert len(drawings) == 3
    assert all(f'descr="คิวอาร์โค้ดประจำแบบ {issue_of("project").identity.encode()}"' in drawing for drawing in drawings)
    for sheet in book.worksheets[:3]:
        (picture,) = sheet._images  # type: ignore[attr-defined]
        corner = picture.anchor._from
        filled = [cell.column for cell in sheet[corner.row + 1] if cell.value is not None]
        assert corner.row + 1 == sheet.max_row
        assert max(filled) <= corner.col
        height = sheet.row_dimensions[corner.row + 1].height
        assert height is not None
        assert picture.anchor.ext.height / 12700 < height  # in points


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Image.Image]]:
    """Every page of every blank as printed, at 150 dots an inch."""
    folder = tmp_path_factory.mktemp("printed")
    if shutil.which("pdftoppm") is None:
        pytest.skip("there is nothing to draw a PDF with")
    pages: dict[str, list[Image.Image]] = {}
    for name in FORMS:
        (folder / f"{name}.xlsx").write_bytes(blank_of(name, hinted=True))
        pdf = convert(folder, f"{name}.xlsx", "pdf")
        subprocess.run(["pdftoppm", "-r", "150", "-png", str(pdf), str(folder / name)], check=True, timeout=120)
        drawn = sorted(folder.glob(f"{name}-*.png"))
        pages[name] = [Image.open(BytesIO(Path(page).read_bytes())) for page in drawn]
    return pages


@pytest.mark.parametrize("name", FORMS)
def test_the_printed_blank_can_be_scanned(printed: dict[str, list[Image.Image]], name: str) -> None:
    found = [texts_in(page) for page in printed[name]]

    assert set.union(*found) == {issue_of(name).identity.encode()}
    assert len(found) == {"project": 5}.get(name, 1)


def _noisy(page: Image.Image) -> Image.Image:
    specks = random.Random(7).randbytes(page.width * page.height)  # noqa: S311 - noise, no secret
    noise = Image.frombytes("L", page.size, specks)
    return Image.blend(page.convert("L"), noise, 0.25)


def _as_jpeg(page: Image.Image) -> Image.Image:
    out = BytesIO()
    page.convert("RGB").save(out, "JPEG", quality=35)
    return Image.open(BytesIO(out.getvalue()))


def _smaller(page: Image.Image) -> Image.Image:
    return page.convert("L").resize((page.width * 4 // 5, page.height * 4 // 5), Image.Resampling.BILINEAR)


def _in_bad_light(page: Image.Image) -> Image.Image:
    """One side of the page in the shadow of who takes the photo."""
    shadow = Image.linear_gradient("L").rotate(90).resize(page.size)
    return Image.blend(page.convert("L"), shadow, 0.45)


def _from_a_phone(page: Image.Image) -> Image.Image:
    """Held askew and from the side, a little out of focus, sent as the chat sends photos."""
    grey = page.convert("L")
    wide, high = grey.size
    corners = (
        -0.04 * wide,
        -0.05 * high,
        0.02 * wide,
        1.06 * high,
        1.05 * wide,
        1.02 * high,
        0.98 * wide,
        -0.02 * high,
    )
    seen = grey.transform(grey.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=150)
    return _as_jpeg(
        seen.rotate(6, Image.Resampling.BICUBIC, expand=True, fillcolor=120).filter(ImageFilter.GaussianBlur(0.6))
    )


@pytest.mark.parametrize(
    "photo",
    [
        lambda page: page.rotate(90, expand=True),
        lambda page: page.rotate(180),
        lambda page: page.convert("L").rotate(11, Image.Resampling.BICUBIC, expand=True, fillcolor=255),
        _noisy, _as_jpeg, _smaller, _in_bad_light, _from_a_phone,
    ],
    ids=["on its side", "upside down", "askew", "noisy", "jpeg", "smaller", "bad light", "phone"],
)  # fmt: skip
@pytest.mark.parametrize("name", FORMS)
def test_a_photo_of_the_print_can_be_read(
    printed: dict[str, list[Image.Image]], name: str, photo: Callable[[Image.Image], Image.Image]
) -> None:
    page = printed[name][0]

    assert texts_in(photo(page)) == {issue_of(name).identity.encode()}

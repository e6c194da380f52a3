"""A poster is read by a phone: what its QR code says, that every page has its own, and that it fits."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import fontpkg_sarabun
import pytest
import typst
import zxingcpp

from bot.demo.units import UNITS
from domain.plan import SERVED
from reports.posters import Poster, draw_posters
from reports.qr import qr_svg
from tests.reports.pixels import CHANNELS, rows_of, size_of

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LINK = "https://line.me/R/oaMessage/%40123abcde/?%E0%B8%A5%E0%B8%87%E0%B8%97%E0%B8%B0%E0%B9%80%E0%B8%9A%E0%B8%B5%E0%B8%A2%E0%B8%99%20KX3M-Q7RT"


def poster(unit: str) -> Poster:
    return Poster(office="สำนักงานเขต", unit=unit, code="KX3M-Q7RT", link=LINK, account="@123abcde")


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def read_qr(svg: str) -> str:
    """What a reader sees in a picture of the code, drawn as the poster draws it."""
    page = (
        '#set page(width: 300pt, height: 300pt, margin: 0pt)\n#image(bytes(sys.inputs.qr), format: "svg", width: 300pt)'
    )
    png = typst.compile(page.encode(), format="png", ppi=72, sys_inputs={"qr": svg})
    width, height = size_of(png)
    grey = bytes(row[x] for row in rows_of(png) for x in range(0, width * CHANNELS, CHANNELS))
    (found,) = zxingcpp.read_barcodes(memoryview(grey).cast("B", (height, width)))
    return str(found.text)


def test_the_qr_code_says_the_link() -> None:
    assert read_qr(qr_svg(LINK)) == LINK


@pytest.mark.parametrize("unit", sorted((u.name for u in UNITS if u.kind in SERVED), key=len)[-2:])
def test_a_unit_has_one_page_however_long_its_name(unit: str) -> None:
    assert pages(draw_posters([poster(unit)], made_at=NOW)) == 1


def test_each_unit_has_its_page_and_the_same_posters_are_the_same_bytes() -> None:
    posters = [poster(unit.name) for unit in UNITS if unit.kind in SERVED]
    drawn = draw_posters(posters, made_at=NOW)

    assert pages(drawn) == len(posters)
    assert drawn == draw_posters(posters, made_at=NOW)


def test_thai_is_drawn_with_the_font_that_is_shipped() -> None:
    assert b"Sarabun" in draw_posters([poster("โรงเรียนบ้านใหม่")], made_at=NOW)
    assert (Path(fontpkg_sarabun.ROOT) / "files").exists()

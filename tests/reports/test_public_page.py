"""The public page in a browser: no fault for those who hear it read, nothing beside the screen, no script needed."""

from __future__ import annotations

import io

import openpyxl
import pytest

from domain.publishing import Page
from reports.public_book import public_book
from reports.public_page import PublicFile, render
from reports.workbook import to_xlsx
from tests.chromium import NARROW, NEEDS_CHROMIUM, WIDE, opened
from tests.public_pages import PAGE

FILES = (PublicFile("ตัวเลข E-MES รายการที่ ๑.xlsx", 18_400, "x/0"), PublicFile("รูปเล่ม.pdf", 4_200_000, "x/1"))


def test_a_page_is_the_same_when_it_is_read_back() -> None:
    assert Page.from_json(PAGE.to_json()) == PAGE


def test_the_workbook_holds_what_the_page_shows_and_is_the_same_each_time() -> None:
    books = [to_xlsx(public_book(PAGE), title=PAGE.title, made_at=PAGE.as_of) for _ in range(2)]
    assert books[0] == books[1]
    sheets = openpyxl.load_workbook(io.BytesIO(books[0])).worksheets
    assert [sheet.title for sheet in sheets] == ["ภาพรวม", "แยกตามกลุ่มโรงเรียน"]
    rows = [row for row in sheets[1].iter_rows(values_only=True) if row[1] is not None]
    assert ("กลุ่มโรงเรียนธารทอง", 5, 5, 100, 201, "–") in rows


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [NARROW, WIDE])
class TestInABrowser:
    pytestmark = NEEDS_CHROMIUM

    def test_axe_finds_nothing_and_nothing_overflows(self, size: dict[str, int], scheme: str) -> None:
        axe = pytest.importorskip("axe_playwright_python.sync_playwright")
        with opened(size["width"], size["height"], 10, color_scheme=scheme) as page:
            page.set_content(render(PAGE, FILES))
            found = axe.Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]

    def test_it_reads_without_a_script(self, size: dict[str, int], scheme: str) -> None:
        with opened(size["width"], size["height"], 10, color_scheme=scheme, java_script_enabled=False) as page:
            page.set_content(render(PAGE, FILES))
            assert page.get_by_role("link", name="รูปเล่ม.pdf").is_visible()
            assert page.get_by_role("heading", name="แยกตามกลุ่มโรงเรียน").is_visible()

"""Every page of the dashboard in a browser: for screen readers, on a narrow phone and a wide screen, light and dark."""

from __future__ import annotations

from typing import Any

import pytest

from tests.board_office import CHAIR, HEAD, OFFICER, SCHOOL
from tests.bot.board_web import Office
from tests.chromium import NARROW, NEEDS_CHROMIUM, WIDE, opened

pytestmark = NEEDS_CHROMIUM
PAGES = (
    (OFFICER, "view=all"),
    (OFFICER, "view=all&state=late&work=strategy"),
    (OFFICER, "view=own"),
    (OFFICER, "unit={school}"),
    (OFFICER, "requirement={strategies}"),
    (OFFICER, "requirement={emes}"),
    (OFFICER, "debt={of_group}"),
    (OFFICER, "search=บ้าน"),
    (OFFICER, "search="),
    (HEAD, ""),
    (HEAD, "debt={of_group}"),
    (SCHOOL, ""),
    (CHAIR, "view=all"),
)
LONG = "โรงเรียนบ้านห้วยน้ำใสสาขาบ้านดอยหมอกมิตรภาพอนุสรณ์ประชานุเคราะห์ราษฎร์บำรุงวิทยาคารที่๙๙๙"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_axe_finds_nothing_and_nothing_overflows(office: Office, size: dict[str, int], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with opened(size["width"], size["height"], 10, color_scheme=scheme) as page:
        for who, asked in PAGES:
            page.set_content(office.asks(who, asked))
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            found = axe.run(page)
            assert found.violations_count == 0, f"{asked}: {found.generate_report()}"
            assert _width(page) <= size["width"], asked


def test_the_longest_names_stay_on_the_page(office: Office) -> None:
    with office.store.begin() as tx:
        for unit in tx.people.units(1):
            unit.name = LONG
        for requirement in tx.work.open_requirements(1, office.web.now):
            requirement.title = LONG * 2
        tx.commit()
    with opened(NARROW["width"], NARROW["height"], 10) as page:
        for who, asked in PAGES:
            page.set_content(office.asks(who, asked))
            assert _width(page) <= NARROW["width"], asked


def test_the_first_column_and_the_heading_stay_in_sight(office: Office) -> None:
    with opened(NARROW["width"], NARROW["height"], 10) as page:
        page.set_content(office.asks(OFFICER, "view=all"))
        page.evaluate("document.querySelector('.wide').scrollTo(300, 400)")
        table = page.locator(".wide").bounding_box()
        name, heading = page.locator("tbody th").last, page.locator("thead th").nth(1)
        assert abs(name.bounding_box()["x"] - table["x"]) <= 2
        assert abs(heading.bounding_box()["y"] - table["y"]) <= 2


def test_states_are_told_by_words_and_signs_too(office: Office) -> None:
    with opened(WIDE["width"], WIDE["height"], 10, java_script_enabled=False) as page:
        page.set_content(office.asks(OFFICER, "view=all"))
        for cell in page.locator("td.c").all():
            assert cell.inner_text().strip()
            assert cell.locator("i").count() == 1


def test_a_keyboard_reaches_the_content_first(office: Office) -> None:
    with opened(WIDE["width"], WIDE["height"], 10) as page:
        page.set_content(office.asks(OFFICER))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "ข้ามไปที่เนื้อหา"


def _width(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))

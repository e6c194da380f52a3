"""What an office made public is seen by whoever has the link, while it is open; openings are counted, not people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.publishing import Audience, Change
from storage.schema import Publication, PublicationOpening
from storage.store import Store
from tests.bot.web_client import NOW, Web
from tests.plans import small_plan
from tests.public_pages import PAGE


@pytest.fixture
def web(sqlite_store: Store) -> Web:
    return Web(sqlite_store)


@pytest.fixture
def links(sqlite_store: Store) -> dict[Audience, str]:
    """The addresses of a page that an officer has published, with a file behind it."""
    with sqlite_store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        sha = tx.files.keep(b"PK figures", "application/zip", NOW)
        made = tx.publications.publish(1, 1, PAGE, [("ตัวเลข ๑.xlsx", sha)], by=5, now=NOW)
        found = {Audience(one.audience): f"/p/{one.token}" for one in made.links}
        tx.commit()
    return found


def opened(store: Store) -> dict[tuple[str, int], int]:
    with store.reading() as tx:
        rows = tx._session.scalars(select(PublicationOpening))
        return {(one.audience, one.place): one.times for one in rows}


def switch(store: Store, *, is_open: bool) -> bool:
    with store.begin() as tx:
        page = tx.publications.get(1, 1)
        assert page is not None
        change = tx.publications.open if is_open else tx.publications.close
        done = change(page, by=5, now=NOW + timedelta(hours=1))
        tx.commit()
    return done


def test_the_page_says_its_figures_and_offers_its_files(web: Web, links: dict[Audience, str]) -> None:
    answer = web.client.get(links[Audience.SCHOOLS])
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    for words in ("11 จาก 13 หน่วยงาน", "120,500.5", "ตัวเลข ๑.xlsx", "๑๖ ธันวาคม ๒๕๖๙", "85.7"):
        assert words in page, words
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "width:85.7%" in page
    href = f"{links[Audience.SCHOOLS]}/0"
    assert f'href="{href.removeprefix("/p/")}"' in page
    file = web.client.get(href)
    assert file.data == b"PK figures"
    assert file.headers["Content-Disposition"].startswith("attachment;")


def test_it_is_kept_from_scripts_frames_and_search_engines(web: Web, links: dict[Audience, str]) -> None:
    headers = web.client.get(links[Audience.OFFICE]).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in headers["Cache-Control"], "closed is closed at once"
    assert "Set-Cookie" not in headers


def test_each_audiences_openings_are_counted_apart(web: Web, links: dict[Audience, str], sqlite_store: Store) -> None:
    for _ in range(3):
        web.client.get(links[Audience.AGENCIES])
    web.client.get(links[Audience.SCHOOLS])
    web.client.get(f"{links[Audience.SCHOOLS]}/0")
    web.client.head(links[Audience.SCHOOLS])
    assert opened(sqlite_store) == {("agencies", -1): 3, ("schools", -1): 1, ("schools", 0): 1}
    with sqlite_store.reading() as tx:
        assert tx.publications.openings(1)[Audience.SCHOOLS, True] == 1


def test_what_was_closed_is_gone_until_it_is_opened_again(
    web: Web, links: dict[Audience, str], sqlite_store: Store
) -> None:
    assert switch(sqlite_store, is_open=False)
    assert not switch(sqlite_store, is_open=False), "closed once"
    for address in (links[Audience.OFFICE], f"{links[Audience.OFFICE]}/0"):
        answer = web.client.get(address)
        assert answer.status_code == 410
        assert "ปิดการเผยแพร่แล้ว" in answer.get_data(as_text=True)
    assert opened(sqlite_store) == {}
    assert switch(sqlite_store, is_open=True)
    assert web.client.get(links[Audience.OFFICE]).status_code == 200


@pytest.mark.parametrize("address", ["/p/nothing", "/p/", "/p/%2e%2e", "/p/x/0", "/p/" + "a" * 5000])
def test_a_guessed_link_opens_nothing(web: Web, links: dict[Audience, str], address: str) -> None:
    assert links
    assert web.client.get(address).status_code == 404


def test_a_file_that_is_not_there_is_said_to_be_none(web: Web, links: dict[Audience, str]) -> None:
    for place in (1, 99999999999999999999):
        assert web.client.get(f"{links[Audience.OFFICE]}/{place}").status_code == 404


def test_what_is_published_anew_keeps_its_links_and_its_log(
    web: Web, links: dict[Audience, str], sqlite_store: Store
) -> None:
    switch(sqlite_store, is_open=False)
    with sqlite_store.begin() as tx:
        made = tx.publications.publish(1, 1, PAGE, [], by=5, now=NOW + timedelta(days=1))
        assert {Audience(one.audience): f"/p/{one.token}" for one in made.links} == links
        tx.commit()
    assert web.client.get(links[Audience.OFFICE]).status_code == 200
    with sqlite_store.reading() as tx:
        (page,) = tx._session.scalars(select(Publication)).all()
        assert [line.change for line in page.log] == [Change.PUBLISHED, Change.CLOSED, Change.RENEWED]
        assert page.files == []

"""What our account is called is asked of LINE once, and never while a transaction is open."""

from __future__ import annotations

from pathlib import Path

from bot.account_name import AccountName
from bot.app_line import make_line
from bot.emulator.clock import VirtualClock
from bot.line.client import LineClient
from bot.line.rates import Rates
from storage.store import Store
from tests.plans import START
from tests.stories.stage import local_line, settings_for

NOBODY = "http://127.0.0.1:9"


def client(url: str, store: Store, folder: Path) -> LineClient:
    return make_line(settings_for(url, folder, 1), Rates(store), lambda: START)


def test_line_is_asked_once(sqlite_store: Store, tmp_path: Path) -> None:
    line = local_line(VirtualClock(START))
    line.start()
    try:
        name = AccountName("", client(line.base_url, sqlite_store, tmp_path))
        assert name() == ""
        name.ask()
        name.ask()
        assert name().startswith("@")
        assert sum(call.path == "/v2/bot/info" for call in line.calls) == 1
    finally:
        line.stop()


def test_without_an_answer_it_is_asked_again_later_and_nothing_breaks(sqlite_store: Store, tmp_path: Path) -> None:
    name = AccountName("", client(NOBODY, sqlite_store, tmp_path))
    name.ask()

    assert name() == ""


def test_what_the_office_has_configured_is_not_asked_for(sqlite_store: Store, tmp_path: Path) -> None:
    name = AccountName("@office", client(NOBODY, sqlite_store, tmp_path))
    name.ask()

    assert name() == "@office"

"""What our account is called is asked of LINE once, and never while a transaction is open."""

from __future__ import annotations

from bot.account_name import AccountName
from bot.emulator.clock import VirtualClock
from bot.line.client import LineClient
from tests.plans import START
from tests.stories.stage import TOKEN, local_line


def test_line_is_asked_once() -> None:
    line = local_line(VirtualClock(START))
    line.start()
    try:
        name = AccountName("", LineClient(TOKEN, api_base_url=line.base_url, data_base_url=line.base_url))
        assert name() == ""
        name.ask()
        name.ask()
        assert name().startswith("@")
        assert sum(call.path == "/v2/bot/info" for call in line.calls) == 1
    finally:
        line.stop()


def test_without_an_answer_it_is_asked_again_later_and_nothing_breaks() -> None:
    name = AccountName("", LineClient(TOKEN, api_base_url="http://127.0.0.1:9", data_base_url="http://127.0.0.1:9"))
    name.ask()

    assert name() == ""


def test_what_the_office_has_configured_is_not_asked_for() -> None:
    name = AccountName("@office", LineClient(TOKEN, api_base_url="http://127.0.0.1:9"))
    name.ask()

    assert name() == "@office"

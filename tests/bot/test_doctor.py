"""The doctor tells what is wrong with a channel in sentences, against a LINE that can be set up wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.app_line import make_line
from bot.cli import main
from bot.clock import system_clock
from bot.doctor import IN_CONSOLE, Asked, Finding, State, examine
from bot.line.rates import Rates
from bot.serve import free_port
from domain.menus import MenuKind
from storage.engine import make_engine
from storage.files import FileStore
from storage.menus import Standing
from storage.store import Store
from tests.stories.stage import SECRET, TOKEN, Stage, settings_for, staged

PUBLIC = "https://bot.example.go.th"


@pytest.fixture
def stage(tmp_path: Path, template: Path) -> Any:
    with staged(tmp_path, template) as stage:
        yield stage


def examined(stage: Stage, *, ahead: float = 0.0, **settings: Any) -> dict[str, Finding]:
    """What is found, by what was looked at."""
    base = {"public_base_url": stage.line.webhook_url.removesuffix("/webhook"), **settings}
    told = replace(settings_for(stage.line.base_url, Path("nowhere"), 0), **base)

    def clock() -> datetime:
        return datetime.fromtimestamp(system_clock().timestamp() + ahead, tz=system_clock().tzinfo)

    client = make_line(told, Rates(stage.store), clock)
    asked = Asked(client.setup(), client.rich_menus(), client.quota)
    return {found.what: found for found in examine(stage.config, told, stage.store, asked, clock)}


def wrong(found: dict[str, Finding]) -> dict[str, str]:
    return {what: one.said for what, one in found.items() if one.state is State.WRONG}


def stand_menus_up(stage: Stage) -> None:
    """One menu of ours, at LINE and in the database."""
    client = stage.app.worker.line
    menu_id = client.rich_menus().create(
        "tidtam/x",
        {
            "size": {"width": 2500, "height": 843},
            "selected": True,
            "chatBarText": "เมนู",
            "areas": [
                {
                    "bounds": {"x": 0, "y": 0, "width": 2500, "height": 843},
                    "action": {"type": "message", "label": "งาน", "text": "งานของฉัน"},
                }
            ],
        },
    )
    with stage.store.begin() as tx:
        tx.menus.note(MenuKind.MEMBER, Standing(menu_id, "x"), stage.clock.now())
        tx.commit()


def test_a_channel_set_up_right_has_only_its_local_address_against_it(stage: Stage) -> None:
    stand_menus_up(stage)

    found = examined(stage)

    assert set(wrong(found)) == {"PUBLIC_BASE_URL"}, "the local platform is no public place"
    assert "https only" in found["PUBLIC_BASE_URL"].said
    assert found["webhook test"].said == "LINE's own call was answered"
    assert "ติดตาม" in found["access token"].said
    assert "of 300 left" in found["messages"].said
    assert {what for what, one in found.items() if one.state is State.LOOK} == {switch for switch, _, _ in IN_CONSOLE}


def test_a_webhook_that_is_not_set_off_or_elsewhere_is_told_with_its_switch(stage: Stage) -> None:
    there = stage.line.webhook_url
    home = there.removesuffix("/webhook")
    stage.line.channel.sender.active = False
    assert "Use webhook" in wrong(examined(stage))["webhook in use"]
    stage.line.channel.sender.active = True

    stage.line.webhook_url = there.replace("/webhook", "/elsewhere")
    elsewhere = wrong(examined(stage, public_base_url=home))
    assert f"Messaging API > Webhook URL: {there}" in elsewhere["webhook address"]
    assert "404" in elsewhere["webhook test"]

    stage.line.webhook_url = ""
    assert "Webhook URL" in wrong(examined(stage, public_base_url=home))["webhook"]


def test_another_channels_secret_shows_in_our_own_answer(stage: Stage) -> None:
    stage.line.channel.sender._secret = "of another channel"

    assert "LINE_CHANNEL_SECRET" in wrong(examined(stage))["webhook test"]


def test_a_refused_token_ends_the_questions(stage: Stage) -> None:
    found = examined(stage, access_token="wrong-token-0123456789")

    assert "issue a new one" in wrong(found)["access token"]
    assert "webhook" not in " ".join(found)
    assert not any("wrong-token" in one.said for one in found.values())


def test_a_channel_id_or_secret_of_another_channel_is_told_with_its_switch(stage: Stage) -> None:
    secret = "of another channel"
    found = wrong(examined(stage, access_token=None, channel_id="1234567890", channel_secret=secret))

    assert "LINE_CHANNEL_ID" in found["access token"]
    assert "Basic settings > Channel ID" in found["access token"]
    assert not any(secret in said for said in found.values())


def test_a_line_that_nobody_reaches_is_told_with_its_address(stage: Stage) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"

    said = wrong(examined(stage, api_base_url=nowhere))["access token"]

    assert f"can this machine reach {nowhere}?" in said


def test_a_clock_that_is_wrong_and_a_month_that_is_nearly_over_are_told(stage: Stage) -> None:
    assert "from LINE's" in wrong(examined(stage, ahead=600.0))["clock"]
    assert "clock" not in wrong(examined(stage))

    stage.line.channel.quota.limit = 0
    stage.line.channel.quota.limit = 1
    assert "messages" not in wrong(examined(stage))
    stage.line.channel.quota.limit = None
    assert "not limited" in examined(stage)["messages"].said


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (PUBLIC, ""),
        ("http://bot.example.go.th", "https only"),
        ("https://localhost", "this network alone"),
        ("https://192.168.1.4", "this network alone"),
        ("https://bot", "this network alone"),
        (f"{PUBLIC}/tidtam", "a path"),
    ],
)
def test_an_address_line_cannot_call_is_told(stage: Stage, url: str, said: str) -> None:
    found = examined(stage, public_base_url=url)["PUBLIC_BASE_URL"]

    assert (found.state is State.WRONG, said in found.said) == (bool(said), True)


def test_menus_that_are_gone_from_line_are_told(stage: Stage) -> None:
    assert "none stands" in wrong(examined(stage))["menus"]
    with stage.store.begin() as tx:
        tx.menus.note(MenuKind.MEMBER, Standing("richmenu-gone", "x"), stage.clock.now())
        tx.commit()

    assert "gone from LINE" in wrong(examined(stage))["menus"]


def test_a_database_that_is_away_and_files_that_cannot_be_written_are_told(stage: Stage, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    stage.app.store.close()
    stage.store = Store(make_engine(f"sqlite:///{tmp_path / 'new.db'}"), FileStore(str(blocked / "files")))

    found = wrong(examined(stage))
    assert "migrate" in found["database"]
    assert "cannot be written" in found["files"]
    assert "not asked" in found["LINE"]
    stage.store.close()


def test_the_command_says_it_all_shows_no_secret_and_fails(stage: Stage, tmp_path: Path) -> None:
    env = {
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "LINE_API_BASE_URL": stage.line.base_url,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'tidtam.db'}",
        "FILES_URL": str(tmp_path / "files"),
        "PUBLIC_BASE_URL": stage.line.webhook_url.removesuffix("/webhook"),
        "COLUMNS": "200",
    }

    result = CliRunner().invoke(main, ["doctor"], env=env)

    assert result.exit_code == 1
    assert "ตรวจใน console: Messaging API > Webhook redelivery: on" in result.output
    assert "2 to be put right" in result.output
    assert SECRET not in result.output
    assert TOKEN not in result.output

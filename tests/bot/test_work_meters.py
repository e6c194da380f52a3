"""The figures of the working half: counted where it happens, shown where they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
import urllib3
from prometheus_client import generate_latest

from bot.config import ConfigError, read_settings
from bot.serve import free_port
from bot.work_meters import WorkMeters, shown_at
from storage.backups import taking
from storage.outbox import Letter
from storage.store import Store
from tests.bot.web_client import NOW, Web
from tests.stories.conftest import stage
from tests.stories.stage import EK, Stage, filled
from tests.stories.test_strategy_round import blank

__all__ = ["stage"]


def test_reading_a_file_and_lines_answers_are_counted_in_the_worker(stage: Stage) -> None:
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))

    figures = generate_latest(stage.app.worker.meters.registry).decode()
    assert "tidtam_reading_seconds_count 1.0" in figures
    assert 'tidtam_line_answers_total{outcome="sent",way="reply"}' in figures


def test_a_worker_in_the_same_process_is_shown_with_the_pages(stage: Stage) -> None:
    told = urllib3.request("GET", stage.line.webhook_url.replace("/webhook", "/metrics")).data.decode()

    assert "tidtam_reading_seconds_bucket" in told
    assert "tidtam_webhook_events_total" in told


def test_a_worker_alone_shows_its_figures_at_a_port_of_its_own() -> None:
    meters, port = WorkMeters(), free_port()
    meters.answers.labels("push", "later").inc()

    with shown_at(port, "127.0.0.1", meters.registry):
        told = urllib3.request("GET", f"http://127.0.0.1:{port}/").data.decode()
    with shown_at(None, "127.0.0.1", meters.registry):
        pass

    assert 'tidtam_line_answers_total{outcome="later",way="push"} 1.0' in told


def test_its_port_is_a_setting() -> None:
    env = {"LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t"}

    assert read_settings(env).metrics_port is None
    assert read_settings({**env, "METRICS_PORT": "9100"}).metrics_port == 9100
    with pytest.raises(ConfigError, match="METRICS_PORT"):
        read_settings({**env, "METRICS_PORT": "many"})


def test_reminders_are_counted_by_what_became_of_them(sqlite_store: Store) -> None:
    with sqlite_store.begin() as tx:
        tx.outbox.add(Letter(way="push", chat="Ua", messages=[]), NOW)
        tx.outbox.add(Letter(way="push", chat="Ua", messages=[], nags=True), NOW)
        tx.commit()

    told = Web(sqlite_store).client.get("/metrics").text
    assert 'tidtam_reminders{status="waiting"} 1.0' in told


def test_the_last_backup_is_told(sqlite_store: Store, tmp_path: Path) -> None:
    web = Web(sqlite_store)
    assert "tidtam_backup_time_seconds 0.0" in web.client.get("/metrics").text
    taking.take(sqlite_store, tmp_path / "backup", NOW, progress=lambda _: None)

    told = web.client.get("/metrics").text
    assert float(told.split("\ntidtam_backup_time_seconds ")[1].split("\n")[0]) == NOW.timestamp()

"""What somebody might try that no other test has tried; docs/security.md has them all."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from pathlib import Path

from itsdangerous import URLSafeSerializer

from bot.config import read_settings
from bot.links import Links
from storage.store import Store
from tests.bot.test_web import document, path
from tests.bot.web_client import NOW, Web, said

ROOT = Path(__file__).parents[2]


def test_every_test_that_the_page_on_security_names_exists() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    names = re.findall(r"`(tests/[\w/]+\.py)::([\w:]+)`", page)

    assert len(names) > 25
    for file, name in names:
        assert f"def {name.rpartition(':')[2]}(" in (ROOT / file).read_text(encoding="utf-8"), (file, name)
    threats = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| Somebody")]
    assert all("::" in line for line in threats), "a threat without a test"


def test_a_replay_of_an_event_that_was_done_does_nothing(sqlite_store: Store) -> None:
    web = Web(sqlite_store)
    web.deliver(said("งานของฉัน"))
    with sqlite_store.begin() as tx:
        claimed = tx.inbox.claim(NOW)
        assert claimed is not None
        tx.inbox.finish(claimed)
        tx.commit()

    web.now = NOW + timedelta(days=300)
    assert web.deliver(said("งานของฉัน")).status_code == 200
    with sqlite_store.reading() as tx:
        assert tx.inbox.counts() == {"done": 1}


def test_no_link_of_somebody_elses_making_opens_anything(sqlite_store: Store) -> None:
    web = Web(sqlite_store)
    document_id, person_id = document(sqlite_store)
    there = Links(channel_secret="another", public_base_url="https://bot.example", life=timedelta(hours=72))
    until = int((NOW + timedelta(hours=1)).timestamp())
    drawn = random.Random(4)  # noqa: S311 - the same guesses each time
    guesses = [
        path(there.file(document_id, person_id, NOW)),
        "/f/" + URLSafeSerializer("", salt="file").dumps([document_id, person_id, until]),
        "/f/" + URLSafeSerializer("test-secret", salt="file").dumps([document_id, person_id, until]),
        *(f"/f/{document_id}.{drawn.getrandbits(160):x}" for _ in range(200)),
    ]

    assert {web.client.get(guess).status_code for guess in guesses} == {404}


def test_settings_show_no_secret_and_no_password() -> None:
    settings = read_settings(
        {
            "LINE_CHANNEL_SECRET": "the-secret",
            "LINE_CHANNEL_ACCESS_TOKEN": "the-token",
            "DATABASE_URL": "postgresql://tidtam:the-password@db/tidtam",
        }
    )

    assert "the-" not in f"{settings!r} {settings}"

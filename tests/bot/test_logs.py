"""Whatever goes wrong, the log names nobody and repeats nobody's words: real errors, in a process of their own."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import structlog

from bot.log_masking import hidden
from bot.logs import set_up_logs
from tests.national_ids import ID, grouped
from tests.privacy_scan import logged_secrets

USER, ROOM = "U" + "4af49806" * 4, "C" + "1b2c3d4e" * 4
REPLY_TOKEN = "0f3779fba3b349968c5d07db31eab56f"
ACCESS_TOKEN = "Zm9v" * 40 + "Zg=="
WORDS = "คำที่ไม่อยากให้ใครเห็น"
SECRETS = (USER, ROOM, REPLY_TOKEN, ACCESS_TOKEN, ID, grouped(ID), WORDS)

GOES_WRONG = """
import logging, sys, structlog
from datetime import UTC, datetime
from bot.logs import set_up_logs
from storage.engine import make_engine
from storage.files import FileStore
from storage.schema import Inbox
from storage.schema_version import migrate
from storage.store import Store

url, folder, readable, user, room, token, access, number, grouped, words = sys.argv[1:]
set_up_logs(readable=readable == "readable")
log, library = structlog.get_logger(), logging.getLogger("some.library")
store = Store(make_engine(url), FileStore(folder))
migrate(store.engine)
now = datetime(2027, 3, 1, tzinfo=UTC)
said = {"message": {"text": f"{words} {number}"}, "replyToken": token, "source": {"userId": user}}
for kind in ("message", None):  # twice the same event, then one without a kind
    try:
        with store.begin() as tx:
            for _ in range(2):
                tx._session.add(Inbox(event_id="e1" if kind else words, conversation=user, kind=kind, happened_ms=1,
                                      received_at=now, next_try_at=now, payload=said, error=words))
                tx.flush()
    except Exception as refused:
        log.exception("an event failed", user=user, inbox=7, said={"of": [room, int(number)]}, why=refused)
        library.exception("gave up on %s", user)
log.warning("called", header=f"Authorization: Bearer {access}", url="https://bot.example/f/WzEsMiwzXQ.abcdefgh-123")
library.error("answer to %s: {'replyToken': '%s'} %s %s", room, token, access, grouped)
library.error("connect to postgresql://tidtam:hunter2@db/tidtam failed")
"""


def goes_wrong(url: str, folder: Path, look: str) -> tuple[str, str]:
    """What the process has written: our own log, and the libraries'."""
    command = [sys.executable, "-c", GOES_WRONG, url, str(folder), look, USER, ROOM, REPLY_TOKEN, ACCESS_TOKEN, ID]
    root = Path(__file__).parents[2]
    done = subprocess.run([*command, grouped(ID), WORDS], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout, done.stderr


def check(out: str, err: str) -> None:
    assert out.count("an event failed") == 2
    assert err.count("gave up on U4af4…") == 2
    assert out.count("IntegrityError") >= 2
    for secret in (*SECRETS, "hunter2", "abcdefgh"):
        assert secret not in out + err
    assert logged_secrets(out + err) == []
    assert "U4af4…" in out
    assert "C1b2c…" in out
    assert "postgresql://tidtam:…@db" in err


@pytest.mark.parametrize("look", ["machine", "readable"])
def test_no_error_of_sqlite_shows_what_was_said(tmp_path: Path, look: str) -> None:
    check(*goes_wrong(f"sqlite:///{tmp_path / 'x.db'}", tmp_path, look))


def test_no_error_of_postgresql_shows_what_was_said(postgres_url: str, tmp_path: Path) -> None:
    check(*goes_wrong(postgres_url, tmp_path, "machine"))


def test_every_line_is_still_json_with_its_numbers(tmp_path: Path) -> None:
    out, _ = goes_wrong(f"sqlite:///{tmp_path / 'x.db'}", tmp_path, "machine")
    lines = [json.loads(line) for line in out.splitlines()]

    assert [line["inbox"] for line in lines if "inbox" in line] == [7, 7]
    assert lines[0]["said"] == {"of": ["C1b2c…", "[เลขประจำตัวประชาชน]"]}


@pytest.mark.parametrize(
    "line",
    [
        "a body with a wrong signature size=1213",
        "kept 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "outbox 1803900000002 row 12",
        "7d444840-9dc0-11d1-b245-5ffdce74fad2",
        '  File "/opt/site-packages/sqlalchemy/engine/base.py", line 1967, in _exec_single_context',
    ],
)
def test_what_an_operator_needs_stays(line: str) -> None:
    assert hidden(line) == line


def test_a_line_is_written_with_its_end_at_once_so_that_no_thread_writes_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []

    class Terminal(io.StringIO):
        def write(self, text: str, /) -> int:
            written.append(text)
            return len(text)

    monkeypatch.setattr(sys, "stdout", Terminal())
    set_up_logs()
    try:
        structlog.get_logger().info("begun", row=1)
    finally:
        monkeypatch.undo()
        set_up_logs()
    assert [text[-1] for text in written] == ["\n"]
    assert json.loads(written[0])["event"] == "begun"

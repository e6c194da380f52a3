"""Acknowledging an event durably, beside a plain SDK handler that answers inside the request; same server, one run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.types import WSGIApplication

from tests.benchmarks.load import SECRET, Figures, load

ROOT = Path(__file__).parents[2]


def ours() -> WSGIApplication:
    """Our web half over SQLite with synchronous=FULL."""
    from bot.app import build_web, open_store
    from bot.clock import system_clock
    from bot.config import load_config, read_settings
    from bot.web.app import create_app
    from storage.schema_version import migrate

    settings = read_settings()
    store = open_store(settings)
    migrate(store.engine)
    return create_app(build_web(load_config(), settings, store, system_clock))


def plain() -> WSGIApplication:
    """The SDK's own pattern: parse, and reply to LINE inside the request."""
    from flask import Flask, request
    from linebot.v3 import WebhookHandler
    from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, ReplyMessageRequest, TextMessage
    from linebot.v3.webhooks import MessageEvent, TextMessageContent

    app, handler = Flask("plain"), WebhookHandler(SECRET)
    api = MessagingApi(ApiClient(Configuration(access_token="t", host=os.environ["LINE_API_BASE_URL"])))

    @handler.add(MessageEvent, message=TextMessageContent)  # type: ignore[untyped-decorator]  # the SDK is untyped
    def echo(event: MessageEvent) -> None:
        api.reply_message(
            ReplyMessageRequest(replyToken=event.reply_token, messages=[TextMessage(text=event.message.text)])
        )

    @app.post("/webhook")
    def webhook() -> str:
        handler.handle(request.get_data(as_text=True), request.headers["X-Line-Signature"])
        return "OK"

    @app.get("/healthz")
    def healthz() -> str:
        return "OK"

    return app


def line() -> WSGIApplication:
    """A LINE that accepts every reply at once."""
    from flask import Flask

    app = Flask("line")

    @app.post("/v2/bot/message/reply")
    def reply() -> dict[str, object]:
        return {"sentMessages": [{"id": "1", "quoteToken": "q"}]}

    @app.get("/healthz")
    def healthz() -> str:
        return "OK"

    return app


@contextmanager
def served(name: str, port: int, server: str, **env: str) -> Iterator[None]:
    """One of the applications above in a process of its own, behind the named server."""
    target = f"tests.benchmarks.bench_webhook:{name}"
    commands = {
        "waitress": [sys.executable, "-m", "waitress", "--call", f"--port={port}", "--threads=8", target],
        "gunicorn": [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "--threads=8", f"{target}()"],
        "granian": [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--port", str(port)),
            *("--blocking-threads", "8", "--no-ws", "--log-level", "error", target),
        ],
    }
    process = subprocess.Popen(
        commands[server], cwd=ROOT, env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("a server did not start")


def measure(server: str = "waitress") -> tuple[Figures, Figures, Figures]:
    """Closed-loop figures of ours and of the plain handler, and ours at 200 events a second."""
    with tempfile.TemporaryDirectory() as folder, served("line", 8491, "waitress"):
        env = {
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": "t",
            "LINE_API_BASE_URL": "http://127.0.0.1:8491",
            "DATABASE_URL": f"sqlite:///{folder}/bench.db",
            "FILES_URL": f"{folder}/files",
        }
        with served("ours", 8492, server, **env), served("plain", 8493, server, **env):
            load(8492, connections=8, count=200)
            load(8493, connections=8, count=200)
            own = load(8492, connections=16, count=3000)
            other = load(8493, connections=16, count=1000)
            steady = load(8492, connections=16, count=1000, per_second=200)
    return own, other, steady


def main() -> None:
    """Print the figures."""
    for server in sys.argv[1:] or ["waitress"]:
        own, other, steady = measure(server)
        print(f"webhook acknowledgement ({server}, 16 connections)")
        print(f"  ours, durable     {own.per_second:8.0f}/s   p50 {own.p50_ms:6.1f} ms   p99 {own.p99_ms:6.1f} ms")
        print(
            f"  plain SDK handler {other.per_second:8.0f}/s   p50 {other.p50_ms:6.1f} ms   p99 {other.p99_ms:6.1f} ms"
        )
        print(f"  ratio             {own.per_second / other.per_second:8.2f} x   p99 {own.p99_ms / other.p99_ms:.2f} x")
        print(f"  ours at 200 events/s: p50 {steady.p50_ms:.1f} ms, p99 {steady.p99_ms:.1f} ms")


if __name__ == "__main__":
    main()

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
from dataclasses import dataclass
from pathlib import Path
from wsgiref.types import WSGIApplication

from tests.benchmarks.load import SECRET, Figures, load, median

ROOT = Path(__file__).parents[2]
ROUNDS = 5


def ours() -> WSGIApplication:
    """Our web half over SQLite with synchronous=FULL."""
    from bot.app_web import build_web, open_store
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


def serve(name: str, port: int) -> None:
    """Serve one of the applications as the bot itself is served."""
    from bot.serve import End, Server

    end = End()
    server = Server({"ours": ours, "plain": plain, "line": line}[name](), "127.0.0.1", port)
    server.start()
    end.wait()
    server.stop()


@contextmanager
def served(name: str, server: str, **env: str) -> Iterator[int]:
    """One of the applications above in a process of its own, behind the named server; its port."""
    from bot.serve import free_port

    port, target = free_port(), f"tests.benchmarks.bench_webhook:{name}"
    commands = {
        "waitress": ["tests.benchmarks.bench_webhook", "serve", name, str(port)],
        "gunicorn": ["gunicorn", "-b", f"127.0.0.1:{port}", "--threads=16", f"{target}()"],
        "granian": [
            *("granian", "--interface", "wsgi", "--factory", "--port", str(port)),
            *("--blocking-threads", "16", "--no-ws", "--log-level", "error", target),
        ],
    }
    command = [sys.executable, "-m", *commands[server]]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}, stdout=quiet, stderr=quiet)
    try:
        wait_until_ready(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def wait_until_ready(port: int, seconds: float = 60) -> None:
    """Return when the process on that port says that it is well."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("a server did not start")


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Ours and the plain handler as fast as they go, and ours at 200 events a second."""

    ours: Figures
    plain: Figures
    steady: Figures

    @property
    def faster(self) -> float:
        """How many times the plain handler's throughput."""
        return self.ours.per_second / self.plain.per_second

    @property
    def p99_share(self) -> float:
        """Our 99th percentile as a share of the plain handler's."""
        return self.ours.p99_ms / self.plain.p99_ms


def measure(server: str = "waitress", rounds: int = ROUNDS) -> Acknowledgement:
    """Both take turns; the medians of the rounds."""
    with tempfile.TemporaryDirectory() as folder, served("line", "waitress") as line_port:
        env = {
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": "t",
            "LINE_API_BASE_URL": f"http://127.0.0.1:{line_port}",
            "DATABASE_URL": f"sqlite:///{folder}/bench.db",
            "FILES_URL": f"{folder}/files",
        }
        with served("ours", server, **env) as ours_port, served("plain", server, **env) as plain_port:
            for port in (ours_port, plain_port):
                load(port, connections=16, count=300)
            own, other, steady = [], [], []
            for _ in range(rounds):
                own.append(load(ours_port, connections=16, count=2000))
                other.append(load(plain_port, connections=16, count=700))
                steady.append(load(ours_port, connections=16, count=400, per_second=200))
    return Acknowledgement(median(own), median(other), median(steady))


def main() -> None:
    """Print the figures for the named servers, or serve."""
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2], int(sys.argv[3]))
        return
    for server in sys.argv[1:] or ["waitress"]:
        got = measure(server)
        print(f"webhook acknowledgement ({server}, 16 connections)")
        for name, figures in (("ours, durable", got.ours), ("plain handler", got.plain), ("at 200/s", got.steady)):
            print(f"  {name:14}{figures.per_second:7.0f}/s  p50 {figures.p50_ms:5.1f} ms  p99 {figures.p99_ms:5.1f} ms")
        print(f"  ratio         {got.faster:7.2f} x   p99 {got.p99_share:.2f} x")


if __name__ == "__main__":
    main()

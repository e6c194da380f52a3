"""Serving WSGI, and leaving in good order on SIGTERM or Ctrl-C."""

from __future__ import annotations

import signal
import socket
import threading
from types import FrameType
from wsgiref.types import WSGIApplication

from waitress.server import create_server

THREADS = 8


class Server:
    """A WSGI server in a thread of its own. `port` 0 takes a free one."""

    def __init__(self, app: WSGIApplication, host: str, port: int) -> None:
        self._server = create_server(app, host=host, port=port, threads=THREADS, ident="tidtam")
        self.port = int(getattr(self._server, "effective_port", port))
        self._thread = threading.Thread(target=self._server.run, name="web", daemon=True)

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the requests in hand and stop."""
        self._server.close()
        self._server.task_dispatcher.shutdown()
        self._thread.join(timeout=5)


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def wait_for_the_end() -> None:
    """Return when the process is asked to end by SIGTERM or Ctrl-C."""
    ended = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, end)
    while not ended.wait(1):
        pass

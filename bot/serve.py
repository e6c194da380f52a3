"""Serving WSGI, and leaving in good order on SIGTERM or Ctrl-C."""

from __future__ import annotations

import signal
import socket
import sys
import threading
from contextlib import suppress
from types import FrameType
from typing import Any
from wsgiref.types import WSGIApplication

from waitress.server import create_server

from bot.clock import stopwatch

# Webhooks that come while a commit runs share the next one, so as many must be able to wait as may come together.
THREADS = 16
# A thread that comes back from the disk may have to wait this long for one that computes. Python's 5 ms, many times
# in one commit, let a storm on more connections than threads halve the throughput.
SWITCH_SECONDS = 0.001
# Nobody sends us more than LINE does: what is larger is refused before it is taken in.
LARGEST_REQUEST = 1024 * 1024
PATIENCE = 5.0  # seconds for the requests in hand, and again for their answers to leave


class Server:
    """A WSGI server in a thread of its own. `port` 0 takes a free one."""

    def __init__(self, app: WSGIApplication, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET  # one socket, also when a name has two addresses
        listening = socket.create_server((host, port), family=family)
        self.port = int(listening.getsockname()[1])
        self._server: Any = create_server(
            app,
            sockets=[listening],
            threads=THREADS,
            ident="tidtam",
            asyncore_use_poll=True,
            max_request_body_size=LARGEST_REQUEST,
        )
        self._thread = threading.Thread(target=self._server.run, name="web", daemon=True)

    def start(self) -> None:
        """Begin to serve."""
        sys.setswitchinterval(SWITCH_SECONDS)
        self._thread.start()

    def stop(self) -> None:
        """Take no new connections, finish the requests in hand, let their answers leave, and stop."""
        self._server.trigger.pull_trigger(self._refuse)
        self._server.task_dispatcher.shutdown(timeout=PATIENCE)
        until = stopwatch() + PATIENCE
        while stopwatch() < until and any(c.total_outbufs_len for c in list(self._server.active_channels.values())):
            threading.Event().wait(0.02)
        with suppress(OSError):  # a loop that woke by itself has done it already, and closed what would wake it
            self._server.trigger.pull_trigger(self._close)
        self._thread.join(PATIENCE)

    def _refuse(self) -> None:
        self._server.del_channel()
        self._server.socket.close()

    def _close(self) -> None:
        """Close every socket; runs in the server's own loop, which ends when none is left."""
        for connection in list(self._server.active_channels.values()):
            connection.handle_close()
        self._server.close()


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


class End:
    """The end of the process, asked for by SIGTERM or Ctrl-C. Made before anything starts, so that none is missed."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._ask)

    def wait(self) -> None:
        """Return when the end was asked for."""
        while not self._asked.wait(1):
            pass

    def _ask(self, _signal: int, _frame: FrameType | None) -> None:
        self._asked.set()

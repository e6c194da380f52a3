"""One address in front of several webhooks: each connection goes to the next that answers, or is closed."""

from __future__ import annotations

import itertools
import selectors
import socket
import socketserver
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

CHUNK = 65536


class _Forward(socketserver.BaseRequestHandler):
    server: OneAddress

    def handle(self) -> None:
        onwards = self.server.connect()
        if onwards is None:
            return
        with onwards, suppress(OSError), selectors.DefaultSelector() as ready:
            ready.register(self.request, selectors.EVENT_READ, onwards)
            ready.register(onwards, selectors.EVENT_READ, self.request)
            while True:
                for key, _ in ready.select():
                    data = key.fileobj.recv(CHUNK)  # type: ignore[union-attr]  # both are sockets
                    if not data:
                        return
                    key.data.sendall(data)


class OneAddress(socketserver.ThreadingTCPServer):
    """A TCP forwarder over local ports, round robin, passing over those where nobody listens."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, ports: Sequence[int]) -> None:
        super().__init__(("127.0.0.1", 0), _Forward)
        self._turns = itertools.cycle(range(len(ports)))
        self._ports = ports

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def connect(self) -> socket.socket | None:
        """A connection to the next port that answers; None when none does."""
        first = next(self._turns)
        for step in range(len(self._ports)):
            with suppress(OSError):
                return socket.create_connection(("127.0.0.1", self._ports[(first + step) % len(self._ports)]))
        return None


@contextmanager
def one_address(ports: Sequence[int]) -> Iterator[str]:
    """The URL of a running forwarder."""
    with OneAddress(ports) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server.url
        server.shutdown()
        thread.join()

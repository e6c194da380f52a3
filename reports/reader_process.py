"""One reader as the room sees it: a process that is asked, answers, and is ended when it takes too long."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from domain.errors import TidtamError, UnreadableFileError
from reports.reading_wire import Answer, Failed, Job, Keep, Kept, Ready, receive, send, untrusted

CHILD = "reports.reading_child"
_KEPT_ENVIRONMENT: Final = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
_LARGEST_ANSWER: Final = 64 * 1024 * 1024
_TO_LOAD: Final = 60.0  # seconds; on a busy machine it takes a while until everything is imported
_TO_DIE: Final = 10.0
_ALARM_AFTER: Final = 5.0  # seconds after the deadline, should nobody be there to keep it
_NO_MEMORY: Final = (b"memory allocation", b"MemoryError", b"out of memory")
_TIME_SIGNALS: Final = {-int(getattr(signal, name)) for name in ("SIGALRM", "SIGXCPU") if hasattr(signal, name)}
_KILLED: Final = -int(getattr(signal, "SIGKILL", 9))


class NoReaderError(TidtamError):
    """No reader can be had now: the machine has no room for one, or the program is ending. Ask again later."""


class Shared:
    """A large value that many jobs want: it goes to each reader once. It must not change any more."""

    _counted = 0
    _lock = threading.Lock()

    def __init__(self, value: object) -> None:
        with Shared._lock:
            Shared._counted += 1
            self.number = Shared._counted
        self.value = value


class Reader:
    """A process of `reports.reading_child`. For one thread at a time. Starting it waits for nothing."""

    def __init__(self, memory: int, seconds: float) -> None:
        self._seconds = seconds
        self._ready = False
        self._late = False
        self._knows: set[int] = set()
        kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
        environment = kept | {"PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)}
        command = [sys.executable, "-W", "ignore", "-m", CHILD, str(memory)]
        try:
            self.process = subprocess.Popen(  # noqa: S603  (our own module)
                [*command, str(seconds + _ALARM_AFTER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                start_new_session=True,  # Ctrl-C is for the program, which ends its readers when it has finished
            )
        except OSError as error:
            raise NoReaderError(str(error)) from error

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked again."""
        return not self._late and self.process.poll() is None

    def ask(self, job: str, arguments: tuple[object, ...]) -> Answer:
        """The answer to one job. Raises UnreadableFileError when the reader took too long or died of it."""
        self._await_ready()
        shared = [one for one in arguments if isinstance(one, Shared)]
        wanted = tuple(Kept(one.number) if isinstance(one, Shared) else one for one in arguments)
        with self._within(self._seconds):
            try:
                for one in shared:
                    if one.number not in self._knows:
                        self._send(Keep(one.number, one.value))
                        self._knows.add(one.number)
                self._send(Job(job, wanted))
                return self._receive()
            except (OSError, EOFError, ValueError) as error:
                raise self._cause(str(error)) from error

    def end(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_TO_DIE)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _await_ready(self) -> None:
        """A reader that cannot even start says nothing about a file."""
        if self._ready:
            return
        with self._within(_TO_LOAD):
            try:
                self._ready = isinstance(self._receive(), Ready)
            except (OSError, EOFError, ValueError) as error:
                raise NoReaderError(f"a reader did not start: {self._last_words()!r}") from error

    @contextlib.contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """End the process when it takes longer: whoever reads from it or writes to it comes back at once."""
        watch = threading.Timer(seconds, self._stop)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _stop(self) -> None:
        self._late = True
        self.process.kill()

    def _send(self, message: object) -> None:
        send(cast("BinaryIO", self.process.stdin), message)

    def _receive(self) -> Answer:
        body = receive(cast("BinaryIO", self.process.stdout), _LARGEST_ANSWER)
        try:
            return untrusted(body)
        except ValueError as error:
            return Failed(str(error))

    def _cause(self, error: str) -> UnreadableFileError:
        """What the reader died of."""
        self.process.kill()
        code = self.process.wait(_TO_DIE)
        if self._late or code in _TIME_SIGNALS:
            return UnreadableFileError("too_large", "time")
        words = self._last_words()
        if any(mark in words for mark in _NO_MEMORY):
            return UnreadableFileError("too_large", "memory")
        return UnreadableFileError("damaged", error or f"the reader ended with {code}")

    def _last_words(self) -> bytes:
        self.process.kill()
        try:
            return cast("BinaryIO", self.process.stderr).read()[-2000:]
        except (OSError, ValueError):  # another thread has ended it
            return b""

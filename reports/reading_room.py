"""Where strangers' files are read: a few processes, started when there is something to read, ended when there is not.

A file that takes too long or too much memory, or kills a library, costs one such process and nobody else's time.
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from typing import Any, Final

from domain.errors import TidtamError, UnreadableFileError
from reports.reader_process import NoReaderError, Reader, Shared
from reports.reading_wire import Done, Failed, Refused

__all__ = ["JobFailedError", "NoReaderError", "ReadingRoom", "Shared"]

MEGABYTE: Final = 1024 * 1024
_SWOLLEN: Final = 150 * MEGABYTE  # a reader that has needed so much once is replaced, so that it gives it back


class JobFailedError(TidtamError):
    """A fault of our own while reading: where it happened, without a word of the file."""


@dataclass(slots=True)
class _Resting:
    reader: Reader
    since: float


class ReadingRoom:
    """Readers for any number of threads.

    `most`: readers at once, as many as there are cores unless said otherwise. `seconds` and `megabytes`: what one job
    may take; with the code it shares with others a reader stays below 300. `rest`: seconds without work after which a
    reader is ended.
    """

    def __init__(
        self, *, most: int | None = None, seconds: float = 5.0, megabytes: int = 270, rest: float = 60.0
    ) -> None:
        self._most = most or os.cpu_count() or 1
        self._seconds, self._memory, self._rest = seconds, megabytes * MEGABYTE, rest
        self._change = threading.Condition()
        self._free: list[_Resting] = []
        self._busy: set[Reader] = set()
        self._starting = 0
        self._closed = False
        self._broom: threading.Timer | None = None

    def do(self, job: str, *arguments: object) -> Any:
        """What the function of that job (`reading_jobs`) gives for these arguments, some of which may be `Shared`.

        Raises UnreadableFileError: as the function did, too_large when it took too long or too much memory, damaged
        when the process died. JobFailedError: a fault of our own. NoReaderError: no reader can be had at the moment.
        """
        reader = self._take()
        answer = None
        try:
            answer = reader.ask(job, arguments)
        finally:
            usable = isinstance(answer, Done) and answer.peak <= _SWOLLEN
            self._give_back(reader, usable=usable or (isinstance(answer, Refused) and answer.reason != "too_large"))
        match answer:
            case Done():
                return answer.value
            case Refused():
                raise UnreadableFileError(answer.reason, answer.detail)
            case Failed():
                raise JobFailedError(answer.trace)
            case _:
                raise JobFailedError("an answer to another question")

    def wake(self) -> None:
        """A file is on its way: have a reader loaded when it comes. Waits for nothing."""
        with self._change:
            if self._closed or self._free or self._busy or self._starting:
                return
            self._starting += 1
        try:
            reader = self._start()
        except NoReaderError:
            return
        self._give_back(reader, usable=True)

    def close(self) -> None:
        """End all readers, also those at work."""
        with self._change:
            self._closed = True
            free, self._free = self._free, []
            ending = [*(one.reader for one in free), *self._busy]
            if self._broom is not None:
                self._broom.cancel()
            self._change.notify_all()
        for reader in ending:
            reader.end()

    def _take(self) -> Reader:
        with self._change:
            while True:
                if self._closed:
                    raise NoReaderError("the room is closed")
                while self._free:
                    reader = self._free.pop().reader  # the one that worked last: the others may rest and end
                    if reader.is_alive:
                        self._busy.add(reader)
                        return reader
                    reader.end()
                if len(self._busy) + self._starting < self._most:
                    self._starting += 1
                    break
                self._change.wait()
        return self._start()

    def _start(self) -> Reader:
        """A new reader, busy. One has been counted as starting."""
        try:
            reader = Reader(self._memory, self._seconds)
        except NoReaderError:
            with self._change:
                self._starting -= 1
                self._change.notify()
            raise
        with self._change:
            self._starting -= 1
            self._busy.add(reader)
            closed = self._closed
        if closed:
            self._give_back(reader, usable=False)
            raise NoReaderError("the room is closed")
        return reader

    def _give_back(self, reader: Reader, *, usable: bool) -> None:
        with self._change:
            self._busy.discard(reader)
            rests = usable and not self._closed and reader.is_alive
            if rests:
                self._free.append(_Resting(reader, time.monotonic()))
                self._have_swept()
            self._change.notify()
        if not rests:
            reader.end()

    def _have_swept(self) -> None:
        """See to it that somebody looks for readers without work. Under the lock."""
        if self._broom is None:
            self._broom = threading.Timer(self._rest, self._sweep)
            self._broom.daemon = True
            self._broom.start()

    def _sweep(self) -> None:
        """End the readers that have rested long enough."""
        with self._change:
            self._broom = None
            over = time.monotonic() - self._rest
            ending = [one.reader for one in self._free if one.since <= over]
            self._free = [one for one in self._free if one.since > over]
            if self._free and not self._closed:
                self._have_swept()
        for reader in ending:
            reader.end()

"""Inside a reader: a process that reads strangers' files with bounded memory and time, and can do little else.

Run by `reports.reader_process`: frames on standard input, answers on standard output. It ends when its input does,
so it never outlives the program it reads for.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, Final

from domain.errors import UnreadableFileError
from reports.reading_jobs import FIRST, function_of
from reports.reading_wire import Answer, Done, Failed, Job, Keep, Kept, Ready, Refused, receive, send, trusted

_LARGEST: Final = 1 << 30  # bytes of a frame of our own
_KILO: Final = 1024


def bound(memory: int) -> None:
    """Bounds for this process, where the system knows such things: memory, no core, no file written, no process."""
    try:
        import resource  # noqa: PLC0415  (not everywhere)
    except ImportError:
        return
    for name, limit in (("RLIMIT_DATA", memory), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0), ("RLIMIT_NPROC", 0)):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (limit, limit))


def peak() -> int:
    """The most memory this process ever had, in bytes; 0 where nobody counts.

    Not by `getrusage`: there Linux begins with what the parent had when it started this process.
    """
    with contextlib.suppress(OSError, StopIteration):
        told = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return _KILO * next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM"))
    return 0


def done(job: Job, kept: dict[int, object]) -> Answer:
    """The answer to one job."""
    arguments = [kept[one.number] if isinstance(one, Kept) else one for one in job.arguments]
    try:
        return Done(function_of(job.name)(*arguments), peak())
    except UnreadableFileError as refusal:
        return Refused(refusal.reason, refusal.detail)
    except MemoryError:
        return Refused("too_large", "memory")
    except BaseException as fault:  # noqa: BLE001  (also a library's panic: whoever asked must hear of it)
        return Failed(_trace_of(fault))


def _trace_of(fault: BaseException) -> str:
    """Where it happened, without the words of the error: they may be the file's."""
    places = [f"{os.path.basename(one.filename)}:{one.lineno}" for one in traceback.extract_tb(fault.__traceback__)]  # noqa: PTH119
    return f"{type(fault).__name__} at {' < '.join(reversed(places))}"


def serve(asked: BinaryIO, answers: BinaryIO, alarm: float) -> None:
    """Do one job after another until the input ends. `alarm`: seconds after which a job ends this process itself."""
    kept: dict[int, object] = {}
    while True:
        try:
            message: Any = trusted(receive(asked, _LARGEST))
        except EOFError:
            return
        if isinstance(message, Keep):
            kept[message.number] = message.value
            continue
        _set_alarm(alarm)
        answer = done(message, kept)
        del message
        try:
            send(answers, answer)
        except (pickle.PicklingError, TypeError, AttributeError) as fault:  # a value that cannot be sent
            send(answers, Failed(_trace_of(fault)))
        _set_alarm(0)


def _set_alarm(seconds: float) -> None:
    """The parent keeps the time; this is for the day it cannot."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def main() -> None:
    """Load, bound, say so, serve."""
    memory, alarm = int(sys.argv[1]), float(sys.argv[2])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library may print must not come between the frames
    sys.modules.setdefault("cel.cli", ModuleType("cel.cli"))  # a library's command line: half of what it loads
    function_of(FIRST)
    sys.dont_write_bytecode = True
    bound(memory)
    gc.collect()
    gc.freeze()
    with contextlib.suppress(BrokenPipeError):
        send(answers, Ready())
        serve(sys.stdin.buffer, answers, alarm)


if __name__ == "__main__":
    main()

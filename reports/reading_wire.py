"""What passes between the room and its readers: frames with their length before them.

What goes in is ours and may be anything that pickles. What comes out was made beside a stranger's file, so nothing
but plain values and our own plain classes is made of it.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import struct
from dataclasses import is_dataclass
from enum import Enum
from importlib import import_module
from typing import Any, BinaryIO, Final, NamedTuple
from zoneinfo import ZoneInfo

_LENGTH: Final = struct.Struct("<I")
_OURS: Final = ("domain.", "reports.")
_PLAIN: Final = {
    ("zoneinfo", "ZoneInfo"),
    *(("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")),
}
PROTOCOL: Final = 5
_TABLE: Final = copyreg.dispatch_table | {ZoneInfo: lambda zone: (ZoneInfo, (zone.key,))}  # by name, not by a function


class Keep(NamedTuple):
    """To the reader: a large value that many jobs will want, under a number."""

    number: int
    value: object


class Kept(NamedTuple):
    """In place of such a value."""

    number: int


class Job(NamedTuple):
    """To the reader: do this."""

    name: str
    arguments: tuple[object, ...]


class Ready(NamedTuple):
    """From the reader: everything is loaded."""


class Done(NamedTuple):
    """From the reader: the job's value. `peak`: the most memory it ever had, in bytes, 0 where nobody counts."""

    value: object
    peak: int


class Refused(NamedTuple):
    """From the reader: UnreadableFileError."""

    reason: str
    detail: str


class Failed(NamedTuple):
    """From the reader: a fault of our own, with the lines it happened in and no word of the file."""

    trace: str


Answer = Ready | Done | Refused | Failed


def send(pipe: BinaryIO, message: object) -> None:
    """Write one frame."""
    target = io.BytesIO()
    pickler = pickle.Pickler(target, PROTOCOL)
    pickler.dispatch_table = _TABLE
    pickler.dump(message)
    body = target.getvalue()
    pipe.write(_LENGTH.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def receive(pipe: BinaryIO, largest: int) -> bytes:
    """The body of one frame. Raises EOFError when the other side is gone, ValueError when it is too long."""
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > largest:
        raise ValueError(f"a frame of {length} bytes")
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    body = pipe.read(size)
    if len(body) != size:
        raise EOFError
    return body


def trusted(body: bytes) -> Any:
    """The message in a frame that we wrote ourselves."""
    return pickle.loads(body)  # noqa: S301  (the reader's input comes from its own parent alone)


def untrusted(body: bytes) -> Answer:
    """The answer in a reader's frame. Raises ValueError when it is none, or made of anything else than plain values."""
    try:
        answer = _PlainOnly(io.BytesIO(body)).load()
    except Exception as error:  # broken pickles raise whatever they like
        told = str(error) if isinstance(error, pickle.UnpicklingError) else type(error).__name__
        raise ValueError(f"an answer that is none: {told}") from error
    if not isinstance(answer, Ready | Done | Refused | Failed):
        raise ValueError(f"an answer that is none: {type(answer).__name__}")  # noqa: TRY004  (the frame is wrong)
    return answer


class _PlainOnly(pickle.Unpickler):
    """Makes dataclasses, named tuples and enums of our own, and dates; no functions, no classes that do anything."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if (module, name) == (
            "builtins",
            "getattr",
        ):  # how the first releases of Python 3.11 pickle a member of an enum
            return _member
        if module.startswith(_OURS) and "." not in name:
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module and _is_plain(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not plain")


def _is_plain(found: type) -> bool:
    return is_dataclass(found) or issubclass(found, Enum) or (issubclass(found, tuple) and hasattr(found, "_fields"))


def _member(found: object, name: str) -> Enum:
    """The member of that name of an enum, and of nothing else."""
    if not (isinstance(found, type) and issubclass(found, Enum)):
        raise pickle.UnpicklingError("not a member of an enum")
    return found[name]

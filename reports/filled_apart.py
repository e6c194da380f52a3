"""Old binary workbooks are parsed in a process of their own, with bounded memory and time.

The library can die of a damaged .xls or .xlsb in a way no exception handler sees; here it dies alone. Such files are
rare enough for the tenth of a second this costs. The child gets no environment but its path, and talks JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from domain.errors import UnreadableFileError
from domain.forms.grid import Raw
from reports.filled_parse import ParsedSheet, parse

_SECONDS: Final = 10
_MEMORY: Final = 300 * 1024 * 1024
_KEPT: Final = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")


def parse_apart(data: bytes, max_rows: int, max_cells: int) -> list[ParsedSheet]:
    """`filled_parse.parse` in a process of its own. Raises UnreadableFileError and nothing else."""
    command = [sys.executable, "-m", "reports.filled_apart", str(max_rows), str(max_cells)]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment = kept | {"PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)}
    try:
        done = subprocess.run(  # noqa: S603  (our own module; the file arrives on its standard input)
            command, input=data, capture_output=True, timeout=_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError("too_large", "time") from error
    if done.returncode:
        raise UnreadableFileError("damaged", f"the library ended with {done.returncode}")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise UnreadableFileError(answer["refused"], "apart")
    return [
        ParsedSheet(
            name,
            visible,
            [[_read(raw) for raw in row] for row in rows],
            [((top, left), (bottom, right)) for (top, left), (bottom, right) in merges],
        )
        for name, visible, rows, merges in answer["sheets"]
    ]


def _told(raw: object) -> dict[str, object]:
    """What JSON has no word for."""
    if isinstance(raw, datetime | date | time):
        return {type(raw).__name__: raw.isoformat()}
    if isinstance(raw, timedelta):
        return {"timedelta": raw.total_seconds()}
    raise TypeError(type(raw).__name__)


def _read(raw: Any) -> Raw:
    if not isinstance(raw, dict):
        value: Raw = raw
        return value
    ((kind, text),) = raw.items()
    if kind == "timedelta":
        return timedelta(seconds=text)
    classes: dict[str, type[datetime | date | time]] = {"datetime": datetime, "date": date, "time": time}
    return classes[kind].fromisoformat(text)


def _bound() -> None:
    """Bounds for this process, where the system knows such things."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  (not everywhere)

        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """The child: a workbook on standard input, its sheets or a refusal on standard output."""
    _bound()
    max_rows, max_cells = int(sys.argv[1]), int(sys.argv[2])
    try:
        answer: dict[str, object] = {"sheets": parse(sys.stdin.buffer.read(), max_rows, max_cells)}
    except UnreadableFileError as refusal:
        answer = {"refused": refusal.reason}
    json.dump(answer, sys.stdout, default=_told)


if __name__ == "__main__":
    main()

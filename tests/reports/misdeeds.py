"""A reader that also knows jobs no file should ever bring it to; run in place of `reports.reading_child`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import ModuleType

from domain.errors import UnreadableFileError
from reports import reading_child, reading_jobs


def echo(*arguments: object) -> list[object]:
    return list(arguments)


def who() -> int:
    return os.getpid()


def sleep() -> None:
    time.sleep(600)


def err(secret: str) -> float:
    return len(secret) / 0


def refuse(reason: str, detail: str) -> None:
    raise UnreadableFileError(reason, detail)


def boast() -> bytes:
    return bytes(66 * 1024 * 1024)


def environment() -> list[str]:
    return list(os.environ)


def write(path: str) -> str:
    try:
        Path(path).write_bytes(b"x")
    except OSError:
        return "OSError"
    return "written"


def die(way: str) -> None:
    if way == "abort":
        os.abort()
    if way == "silence":
        os.close(1)
    os._exit(0)


def swell(way: str) -> int:
    if way == "python":
        return len([bytes(1024 * 1024) for _ in range(1000)])
    sys.stderr.write("memory allocation of 4294967296 bytes failed\n")
    sys.stderr.flush()
    return os.abort()


def unsendable() -> object:
    return lambda: None


def unplain() -> object:
    return os.getcwd


def say() -> str:
    os.write(1, b"a library talks\n")
    return "done"


def main() -> None:
    """Teach the registry, and be a reader."""
    own = ModuleType("misdeeds_of_this_reader")
    jobs = (echo, who, sleep, err, refuse, boast, environment, write, die, swell, unsendable, unplain)
    for function in jobs:
        setattr(own, function.__name__, function)
    vars(own)["print"] = say
    sys.modules[own.__name__] = own
    names = [*(function.__name__ for function in jobs), "print"]
    vars(reading_jobs)["JOBS"] = {**reading_jobs.JOBS, **{name: f"{own.__name__}:{name}" for name in names}}
    reading_child.main()


if __name__ == "__main__":
    main()

"""What every command shares: the terminal, sentences instead of tracebacks, and the configured store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from rich.console import Console

from bot.app_web import open_store
from bot.config import Config, Settings, load_config, read_settings
from domain.errors import TidtamError
from storage.store import Store

P = ParamSpec("P")
console = Console()


def plainly(command: Callable[P, None]) -> Callable[P, None]:
    """End with a sentence instead of a traceback when the product itself refuses."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except TidtamError as refused:
            console.print(str(refused), style="red", markup=False)
            sys.exit(1)

    return run


@contextmanager
def opened(path: Path, *, line: bool = True) -> Iterator[tuple[Config, Settings, Store]]:
    """The configuration, the environment, and the store they name, which is closed at the end.

    Without `line` the channel's secrets are not read: whoever only keeps data needs none.
    """
    config, settings = load_config(path), read_settings(line=line)
    store = open_store(settings)
    try:
        yield config, settings, store
    finally:
        store.close()

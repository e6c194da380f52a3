"""What LINE calls our account: from the configuration, else asked of LINE once and kept in memory."""

from __future__ import annotations

from typing import Protocol


class _Line(Protocol):
    def basic_id(self) -> str | None: ...


class AccountName:
    """The basic id (@123abcde). It never changes while an account lives, so each process asks LINE once."""

    def __init__(self, configured: str, line: _Line) -> None:
        self._known = configured
        self._line = line

    def __call__(self) -> str:
        """The basic id; "" while it is not known. Asks nobody: it is called inside transactions."""
        return self._known

    def ask(self) -> None:
        """Ask LINE, unless it is known; without an answer the next call asks again."""
        if not self._known:
            self._known = self._line.basic_id() or ""

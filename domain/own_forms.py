"""How forms that an office taught are called among the configured ones: own:12, by their number in the tables."""

from __future__ import annotations

from typing import Final

PREFIX: Final = "own:"


def key_of(form_id: int) -> str:
    """The key of a version of a learnt form, unlike any of the configuration."""
    return f"{PREFIX}{form_id}"


def id_in(key: str) -> int | None:
    """The number in a learnt form's key; None for a configured form."""
    return int(key.removeprefix(PREFIX)) if key.startswith(PREFIX) else None

"""Codes that open something: of a person, once; of a unit, for whoever asks to serve it."""

from __future__ import annotations

import secrets
from typing import Final

_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that are taken for another
_LETTERS_AND_DIGITS: Final = f"23456789{_LETTERS}"


def new_code() -> str:
    """A registration code nobody can guess: 8 letters and digits, 39 bits, and never a number or a telephone."""
    return "-".join(_letter() + "".join(secrets.choice(_LETTERS_AND_DIGITS) for _ in range(3)) for _ in range(2))


def _letter() -> str:
    return secrets.choice(_LETTERS)

"""Faults found in a request body, collected as LINE reports them: a message and the property it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bot.emulator.lengths import utf16_units

EMPTY = "May not be empty"
MISSING = "must be specified"
BAD_URI = "invalid uri"
URI_LIMIT = 1000
MEDIA_URI_LIMIT = 2000
ACTION_SCHEMES = frozenset({"http", "https", "line", "tel"})
_URI = re.compile(r"[\x21-\x7e]+")


def one_of(values: Collection[str]) -> str:
    """Return LINE's sentence for a word outside its list."""
    return f"Must be one of the following values: [{', '.join(sorted(values))}]"


def known(value: Any, words: Collection[str]) -> bool:
    """Tell whether a JSON value is one of `words`."""
    return isinstance(value, str) and value in words


@dataclass(slots=True)
class Problems:
    """A growing list of problems. `allow_http` permits media over plain http, which LINE itself refuses."""

    allow_http: bool = True
    found: list[dict[str, str]] = field(default_factory=list)

    def add(self, message: str, where: str) -> None:
        """Report one problem at the property `where`."""
        self.found.append({"message": message, "property": where})

    def text(
        self,
        value: Any,
        where: str,
        most: int,
        *,
        measure: Callable[[str], int] = utf16_units,
        required: bool = True,
        absent: str = EMPTY,
    ) -> None:
        """Check a text of at most `most` units as `measure` counts them; `absent` is said when it is not there."""
        if value is None:
            if required:
                self.add(absent, where)
        elif not isinstance(value, str):
            self.add("must be a string", where)
        elif required and not value:
            self.add(EMPTY, where)
        elif measure(value) > most:
            self.add(f"Length must be between 0 and {most}", where)

    def word(self, value: Any, where: str, allowed: Collection[str], *, required: bool = False) -> None:
        """Check a keyword."""
        if value is None:
            if required:
                self.add(MISSING, where)
        elif not known(value, allowed):
            self.add(one_of(allowed), where)

    def items(self, value: Any, where: str, least: int, most: int) -> list[Any]:
        """Check a list's size and return it; an empty list when it is none."""
        if value is None:
            self.add(EMPTY if least else MISSING, where)
            return []
        if not isinstance(value, list):
            self.add("must be an array", where)
            return []
        if not least <= len(value) <= most:
            self.add(f"Size must be between {least} and {most}", where)
        return value

    def thing(self, value: Any, where: str) -> dict[str, Any]:
        """Check that an object is there and return it; an empty one when it is not."""
        if isinstance(value, dict):
            return value
        self.add(MISSING if value is None else "must be an object", where)
        return {}

    def media(self, value: Any, where: str, *, required: bool = True) -> None:
        """Check the address of an image, video or sound: https, at most 2,000 characters."""
        schemes = {"https", "http"} if self.allow_http else {"https"}
        self.uri(value, where, schemes=schemes, most=MEDIA_URI_LIMIT, required=required)

    def uri(
        self,
        value: Any,
        where: str,
        *,
        schemes: Collection[str] = ACTION_SCHEMES,
        most: int = URI_LIMIT,
        required: bool = True,
    ) -> None:
        """Check an address: a known scheme, percent-encoded ASCII, not too long."""
        if value is None or value == "":
            if required:
                self.add(EMPTY, where)
        elif not isinstance(value, str) or not _well_formed(value, schemes):
            self.add(BAD_URI, where)
        elif len(value) > most:
            self.add(f"Length must be between 0 and {most}", where)


def _well_formed(uri: str, schemes: Collection[str]) -> bool:
    if not _URI.fullmatch(uri):
        return False
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.netloc or parts.path)

"""Which forms a sheet is likely to hold, from exact headings alone: so that not every form is tried on every sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.forms.definition import FormDefinition
from domain.forms.grid import Sheet
from domain.forms.heading_index import index_of
from domain.forms.headings import LOOK_IN
from domain.forms.keys import heading_key

_LONGEST: Final = 90  # characters of a heading
_MEMORY: Final = 4096  # texts remembered
_HEADINGS: Final = 3  # of a row: fewer are chance
_MOST: Final = 0.8  # of a form's columns
_KEPT: Final = 8  # sets of definitions

_Hits = tuple[tuple[str, str], ...]  # (form, heading)


class Fingerprints:
    """The exact headings of several forms."""

    def __init__(self, definitions: Mapping[str, FormDefinition]) -> None:
        self.definitions = tuple(definitions.values())  # kept, so that none is taken for another with its id
        self._sizes = {name: len(definition.columns) for name, definition in definitions.items()}
        self._known: dict[str, _Hits] = {}
        self._met: dict[str, _Hits] = {}
        for name, definition in definitions.items():
            for key in index_of(definition).fields:
                self._known[key] = (*self._known.get(key, ()), (name, key))

    def likeliest(self, sheet: Sheet) -> list[str]:
        """The forms by how many of their headings stand in the sheet, the likeliest first; all of them.

        No row is looked at any more once the rows so far have most of the headings of one form.
        """
        seen: set[tuple[str, str]] = set()
        for row in sheet.rows[:LOOK_IN]:
            before = len(seen)
            for raw in row:
                if raw and isinstance(raw, str) and len(raw) <= _LONGEST:
                    found = self._met.get(raw)
                    if found is None:
                        found = self._look(raw)
                    if found:
                        seen.update(found)
            if len(seen) > before + _HEADINGS and max(self._votes(seen).values()) >= _MOST:
                break
        votes = self._votes(seen)
        return sorted(votes, key=lambda name: -votes[name])

    def _votes(self, seen: set[tuple[str, str]]) -> dict[str, float]:
        votes = dict.fromkeys(self._sizes, 0.0)
        for name, _ in seen:
            votes[name] += 1 / self._sizes[name]
        return votes

    def _look(self, text: str) -> _Hits:
        if len(self._met) >= _MEMORY:
            self._met.clear()
        found = self._met[text] = self._known.get(heading_key(text), ())
        return found


_made: dict[tuple[tuple[str, int], ...], Fingerprints] = {}


def fingerprints_of(definitions: Mapping[str, FormDefinition]) -> Fingerprints:
    """The fingerprints of these forms, made once. The same form under another name is another one."""
    ids = tuple((name, id(one)) for name, one in definitions.items())
    found = _made.get(ids)
    if found is None:
        if len(_made) >= _KEPT:
            _made.clear()
        found = _made[ids] = Fingerprints(definitions)
    return found

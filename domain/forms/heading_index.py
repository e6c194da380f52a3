"""What a text says as a heading of a form: the fields it may name, the group it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from domain.forms.definition import Column, FormDefinition
from domain.forms.keys import heading_key
from domain.forms.once import once
from domain.thai import arabic

_LONGEST: Final = 90  # characters of a heading; longer text is content
_MEMORY: Final = 4096  # heading texts remembered per form
_EXACT: Final = 100.0
_CLOSE: Final = 80.0
_SHORTEST_FUZZY: Final = 4
_IN_BRACKETS: Final = re.compile(r"[(\uff08\[].*?(?:[)\uff09\]]|$)")
_NUMBERING: Final = re.compile(r"^\s*\(?[0-9]{1,2}[.)]\s*")


class Match(NamedTuple):
    """What a heading may be: a field with its score, 0-100."""

    field: str
    score: float


class Meaning(NamedTuple):
    """What a text says as a heading: fields it may name, and the group it names if it spans columns."""

    fields: tuple[Match, ...]
    group: str


NO_MEANING: Final = Meaning((), "")


@dataclass(slots=True)
class Index:
    """The headings of one form, ready to be asked."""

    definition: FormDefinition
    fields: dict[str, list[str]] = field(default_factory=dict)  # key -> fields
    groups: dict[str, str] = field(default_factory=dict)  # key -> group heading
    groups_of: dict[str, str] = field(default_factory=dict)  # field -> group heading
    _memory: dict[str, Meaning] = field(default_factory=dict)

    def meaning(self, text: str) -> Meaning:
        """What a text says as a heading."""
        if not text or len(text) > _LONGEST:
            return NO_MEANING
        found = self._memory.get(text)
        if found is None:
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            found = self._memory[text] = self._look(text)
        return found

    def _look(self, text: str) -> Meaning:
        for variant in (text, _IN_BRACKETS.sub("", text), _NUMBERING.sub("", arabic(text))):
            key = heading_key(variant)
            names = tuple(Match(name, _EXACT) for name in self.fields.get(key, ()))
            if names or key in self.groups:
                return Meaning(names, self.groups.get(key, ""))
        bare = self._look_closely(heading_key(_IN_BRACKETS.sub("", text)))
        return bare if bare != NO_MEANING else self._look_closely(heading_key(text))

    def _look_closely(self, key: str) -> Meaning:
        if len(key) < _SHORTEST_FUZZY:
            return NO_MEANING
        near = process.extract(key, self.fields.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=3)
        names = tuple(Match(name, score) for found, score, _ in near for name in self.fields[found])
        best = max((match.score for match in names), default=_CLOSE)
        group = process.extractOne(key, self.groups.keys(), scorer=fuzz.ratio, score_cutoff=best)
        return Meaning(names, self.groups[group[0]] if group else "")

    def likeness(self, text: str, name: str) -> float:
        """How much a heading looks like a field's, 0-100."""
        key = heading_key(text)
        return max((fuzz.ratio(key, known) for known, names in self.fields.items() if name in names), default=0.0)


@once
def index_of(definition: FormDefinition) -> Index:
    """The form's heading index, built once."""
    index = Index(definition, groups_of={column.field: column.group for column in definition.columns})
    for column in definition.columns:
        for group in (column.group, *column.group_aliases):
            if group:
                index.groups.setdefault(heading_key(group), column.group)
    for column in definition.columns:
        for name in _names(column, definition):
            known = index.fields.setdefault(heading_key(name), [])
            if column.field not in known:
                known.append(column.field)
    return index


def _names(column: Column, definition: FormDefinition) -> list[str]:
    """Every way the heading is written, alone and together with the heading above it."""
    alone = [column.heading, _IN_BRACKETS.sub("", column.heading), *column.aliases]
    if not column.group:
        return alone
    same = [other for other in definition.columns if other.group == column.group]
    groups = {column.group, *(alias for other in same for alias in other.group_aliases)}
    groups |= {_IN_BRACKETS.sub("", group) for group in groups}
    return (
        alone
        + [f"{group}{name}" for group in groups for name in alone]
        + [f"{name}{g}" for g in groups for name in alone]
    )

"""Work done once for each form definition: compiled checks, heading indexes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, TypeVar

from domain.forms.definition import FormDefinition

T = TypeVar("T")

_KEPT: Final = 512  # definitions; an office has a handful, and teaches some of its own


def once(make: Callable[[FormDefinition], T]) -> Callable[[FormDefinition], T]:
    """Remember what `make` returned for a definition (by identity: a definition never changes)."""
    made: dict[int, tuple[FormDefinition, T]] = {}

    @wraps(make)
    def remembered(definition: FormDefinition) -> T:
        found = made.get(id(definition))
        if found is not None and found[0] is definition:
            return found[1]
        if len(made) >= _KEPT:
            made.clear()
        result = make(definition)
        made[id(definition)] = (definition, result)
        return result

    return remembered

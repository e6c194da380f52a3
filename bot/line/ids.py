"""What LINE's ids tell by their first letter."""

from __future__ import annotations


def is_person(line_id: str) -> bool:
    """Whether the id is a person's; groups begin with C and rooms with R. Source: reference "Common properties"."""
    return line_id.startswith("U")

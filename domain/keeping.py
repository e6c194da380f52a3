"""How long what people send is kept: one set of terms for the nightly erasing and for what the notice promises."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Days after which the content is erased; that something was there stays, and so do files taken for a work.

    `words`: what people typed; `answers`: what the bot said; `unplaced`: files and photos that belong to no work;
    `parked`: events and messages that could not be done.
    """

    words: int
    answers: int
    unplaced: int
    parked: int

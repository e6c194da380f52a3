"""Sentences that were not understood: kept without personal data, and looked up among what the office taught."""

from __future__ import annotations

from typing import Final

from domain.events import TextSaid
from domain.phrases.meanings import TEACHABLE
from domain.phrases.rules import Intent
from domain.phrases.text import key_of
from domain.privacy import Kind, mask, without_names
from handlers.context import Context

LONGEST: Final = 200  # characters; what is longer is no phrase that somebody says again


def words_of(event: TextSaid, ctx: Context) -> str:
    """What was typed as it may be kept: one line, no numbers, passwords or names of the office's people."""
    plain = mask(" ".join(event.text.split()), frozenset(Kind)).text
    return without_names(plain, ctx.tx.people.names(ctx.me.office_id).values())[:LONGEST]


def meaning_of(words: str, ctx: Context) -> Intent | None:
    """What the speaker's office taught these words to mean."""
    taught = ctx.tx.phrases.meaning(ctx.me.office_id, key_of(words))
    return next((intent for intent in TEACHABLE if intent == taught), None)


def keep(event: TextSaid, words: str, ctx: Context) -> None:
    """Keep them for whoever teaches; nothing that has no words."""
    if key := key_of(words):
        ctx.tx.phrases.keep(ctx.me.office_id, ctx.me.id, event.message_id, key, words, ctx.now)

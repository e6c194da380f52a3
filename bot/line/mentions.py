"""Texts to groups that mention people. Source: reference "Text message (v2)".

LINE refuses the whole call when somebody who is mentioned is no member of the group, and its endpoints for validation
cannot tell. So each such text can be said without its mentions too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.line import limits
from domain.messages import Text

Json = dict[str, Any]
_BRACES = re.compile(r"[{}]")
_IN_BRACES = re.compile(rf"\{{\{{|\}}\}}| ?\{{{limits.PLACEHOLDER}\}}")


def text_with_mentions(message: Text) -> Json | None:
    """The text with each mention behind its line, at most as many as LINE takes.

    None where nobody is mentioned, and for a text too long for one message: that is said without.
    """
    if not message.mentions:
        return None
    lines = [_BRACES.sub(lambda brace: brace[0] * 2, line) for line in message.text.split("\n")]
    put_in: Json = {}
    for number, mention in enumerate(message.mentions[: limits.MENTIONS]):
        key = f"person{number}"
        put_in[key] = {"type": "mention", "mentionee": {"type": "user", "userId": mention.user}}
        lines[mention.line] += f" {{{key}}}"
    text = "\n".join(lines)
    if limits.utf16_units(text) > limits.TEXT_UNITS:
        return None
    return {"type": "textV2", "text": text, "substitution": put_in}


def without_mentions(objects: Sequence[Json]) -> list[Json]:
    """The same messages as plain texts; equal to what was given where nobody is mentioned."""
    return [_plain(message) if message["type"] == "textV2" else message for message in objects]


def _plain(message: Json) -> Json:
    rest = {name: value for name, value in message.items() if name != "substitution"}
    return {**rest, "type": "text", "text": _IN_BRACES.sub(_as_written, message["text"])}


def _as_written(found: re.Match[str]) -> str:
    return found[0][0] if found[0] in ("{{", "}}") else ""

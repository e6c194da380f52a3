"""The labelled utterances of the shared samples; skipped where they are not at hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from domain.phrases.understanding import understand
from tests.shared import SHARED

UTTERANCES = SHARED / "samples" / "utterances.jsonl"
COMMANDS = frozenset({
    "who_missing", "who_sent", "my_tasks", "submit", "claim_only", "get_form", "summary", "export", "help",
    "register_user", "cancel_dialog", "smalltalk",
})  # fmt: skip
SLOTS = ("requirement", "strategy_no", "item_no", "round", "fiscal_year_be")


def lines() -> list[dict[str, Any]]:
    """What reaches the bot: private, or addressed to it."""
    if not UTTERANCES.exists():
        return []
    found = [json.loads(line) for line in UTTERANCES.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [line for line in found if line["place"] != "group"]


LINES = lines()
pytestmark = pytest.mark.skipif(not LINES, reason="the shared samples are not here (TIDTAM_SHARED)")


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_an_utterance_is_understood_and_never_taken_for_another_command(line: dict[str, Any]) -> None:
    labels = {line["intent"], *line.get("also", ())}
    intent = str(understand(line["text"]).intent)
    if line["intent"] in COMMANDS:
        assert intent in labels
    else:
        assert intent in labels or intent not in COMMANDS


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_the_slots_of_an_utterance_are_read(line: dict[str, Any]) -> None:
    slots = understand(line["text"]).slots
    found = {name: value for name in SLOTS if (value := getattr(slots, name)) is not None}
    assert found == {name: line["slots"][name] for name in SLOTS if name in line["slots"]}

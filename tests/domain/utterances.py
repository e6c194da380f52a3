"""Phrases kept apart from the rules' own examples, and how right the bot is about them.

`utterances.jsonl`: the first 472 were written before the rules were looked at (88 % were understood then), the rest
after they had been mended (92 %); what failed was mended by what it has in common with others. `unseen.jsonl`: 220 by
somebody who knew neither rules nor sayings and said each thing as differently as they could. `blind.jsonl`: 961 by four
who knew neither (a to d by their ids). Each of these was measured before anything was mended from it (docs/figures.md
tells how they came out); now they hold what was reached.

Each has text, place (`1:1`, `group`: not addressed, or `group-mentioned`), intent, what else is as good (`also`), slots
and tags. Days are of Monday 23 November 2026.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.line.inbound import may_be_kept
from domain.calendar import WorkCalendar
from domain.phrases.dates import find_days
from domain.phrases.meanings import may_be_guessed
from domain.phrases.sendings import past_day
from domain.phrases.understanding import Intent, understand

OWN: Final = Path(__file__).with_name("utterances.jsonl")
UNSEEN: Final = Path(__file__).with_name("unseen.jsonl")
BLIND: Final = Path(__file__).with_name("blind.jsonl")
TODAY: Final = date(2026, 11, 23)
NAMES: Final = ("น้องแผน", "บอท")
QUIET: Final = frozenset({Intent.IGNORE, Intent.SMALLTALK, Intent.PROMISE, Intent.UNKNOWN})  # nothing is done
# A label of the samples, and the intents into which we divide it.
DIVIDED: Final[dict[str, frozenset[str]]] = {
    "accept": frozenset({"accept", "accept_clean", "screened", "resolve_pass", "resolve_all", "passed"}),
    "approve": frozenset({"approve", "approve_users"}),
    "assign": frozenset({"assign", "assign_topic"}),
    "bind_group": frozenset({"bind_group", "unbind_group"}),
    "cancel_requirement": frozenset({"cancel_requirement", "exempt"}),
    "create_requirement": frozenset({"create_requirement", "assign_topic"}),  # a topic given out is asked for
    "ignore": frozenset(QUIET),
    "return_for_fix": frozenset({"return_for_fix", "resolve_fix"}),
    "schedule_remind": frozenset({"remind"}),
    "transfer": frozenset({"transfer", "hand_over", "move_out"}),
    "undo": frozenset({"undo", "withdraw", "drop_extension"}),
}


@dataclass(frozen=True, slots=True)
class Scores:
    """How many phrases there were, and which were taken wrongly; the same of chatter (not asked first) and of days."""

    phrases: int
    wrong: tuple[str, ...]
    chatter: int
    acted_on: tuple[str, ...]
    days: int
    wrong_days: tuple[str, ...]

    @property
    def intents_right(self) -> float:
        """Of all phrases."""
        return 1 - len(self.wrong) / self.phrases

    @property
    def false_actions(self) -> float:
        """Of all chatter."""
        return len(self.acted_on) / self.chatter

    @property
    def days_right(self) -> float:
        """Of all phrases that name a day."""
        return 1 - len(self.wrong_days) / self.days if self.days else 1


def lines(path: Path = OWN) -> list[dict[str, Any]]:
    """The labelled phrases of a file; none where it is not there."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


Taken = tuple[str, bool]  # an intent, and whether that is done without asking whether it was meant


def ours(text: str) -> Taken:
    """What we take a text for."""
    said = understand(text)
    return str(said.intent), said.sure or may_be_guessed(said.intent, said.share)


def scores(labelled: Iterable[dict[str, Any]], taken_for: Callable[[str], Taken] = ours) -> Scores:
    """How right somebody is who takes texts for intents. What does not reach the bot is not understood by anybody."""
    calendar, phrases, chatter, wrong, acted_on = WorkCalendar(), 0, 0, list[str](), list[str]()
    days, wrong_days = 0, []
    for line in labelled:
        found, acts = taken_for(line["text"]) if reaches(line) else (str(Intent.IGNORE), False)
        fits, phrases = set(labels(line)), phrases + 1
        if found not in fits and not (line.get("ambiguous_ok") and found == Intent.UNKNOWN):
            wrong.append(f"{line['text']} -> {found}")
        if line["intent"] == "ignore":
            chatter += 1
            acted_on += [line["text"]] if acts and found not in QUIET | fits else []
        if "date" in line.get("slots", ()) and line["place"] != "group":
            days += 1
            read = _letter_day if line["intent"] in {"dispatch_record", "register_row"} else _days
            wrong_days += [] if read(line["text"], calendar) == _named(line["slots"]) else [line["text"]]
    return Scores(phrases, tuple(wrong), chatter, tuple(acted_on), days, tuple(wrong_days))


def reaches(line: dict[str, Any]) -> bool:
    """Whether the webhook keeps it: private, or addressed to the bot."""
    source = {"type": "user" if line["place"] == "1:1" else "group"}
    event = {"type": "message", "source": source, "message": {"type": "text", "text": line["text"]}}
    # A secret is spoken of even where the bot was not addressed; it is found before anything is kept.
    return may_be_kept(event, NAMES) or line["intent"] == "password_warning" or line["place"] == "group-mentioned"


def labels(line: dict[str, Any]) -> Iterator[str]:
    """The intents that are right for a phrase."""
    for label in (line["intent"], *line.get("also", ())):
        yield from DIVIDED.get(label, (label,))


def _days(text: str, calendar: WorkCalendar) -> tuple[str, str] | None:
    found = find_days(text, TODAY, calendar)
    return (found[0].isoformat(), found[1].isoformat()) if found else None


def _letter_day(text: str, _calendar: WorkCalendar) -> tuple[str, str] | None:
    found = past_day(text, TODAY)
    return (found.isoformat(), found.isoformat()) if found else None


def _named(slots: dict[str, Any]) -> tuple[str, str]:
    return slots["date"], slots.get("date_to", slots["date"])

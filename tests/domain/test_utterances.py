"""What staff really type, in phrases no rule was written from: how often the bot may be wrong about them."""

from __future__ import annotations

import pytest

from domain.phrases.understanding import RULES, understand
from tests.domain.utterances import BLIND, UNSEEN, labels, lines, reaches, scores
from tests.shared import SHARED

OWN = lines()
SHARED_LINES = lines(SHARED / "samples" / "utterances.jsonl")
SLOTS = ("requirement", "strategy_no", "item_no", "round", "fiscal_year_be")


def test_the_set_is_large_varied_and_a_quarter_of_it_is_chatter() -> None:
    assert len(OWN) >= 400
    assert len({line["intent"] for line in OWN}) >= 45
    assert sum(line["intent"] in {"ignore", "smalltalk"} for line in OWN) >= len(OWN) / 4
    assert len({(line["text"], line["place"]) for line in OWN}) == len(OWN)


def test_few_of_its_phrases_are_examples_of_the_rules() -> None:
    examples = {example for rule in RULES for example in rule.examples}
    assert sum(line["text"] in examples for line in OWN) <= len(OWN) * 0.03


@pytest.mark.parametrize("labelled", [OWN, SHARED_LINES, lines(BLIND)], ids=["own", "shared", "blind"])
def test_people_are_understood(labelled: list[dict[str, object]]) -> None:
    if not labelled:
        pytest.skip("the shared samples are not here (TIDTAM_SHARED)")
    told = scores(labelled)
    assert told.intents_right >= 0.97, "\n".join(told.wrong)
    assert told.false_actions <= 0.005, "\n".join(told.acted_on)
    assert told.days_right >= 0.98, "\n".join(told.wrong_days)


def test_of_words_nobody_has_thought_of_most_are_understood_and_few_acted_on_wrongly() -> None:
    told = scores(lines(UNSEEN))
    assert told.intents_right >= 0.93, "\n".join(told.wrong)
    heard = [(understand(line["text"]), set(labels(line))) for line in (*lines(UNSEEN), *lines(BLIND)) if reaches(line)]
    surely_wrong = [said for said, fits in heard if said.sure and said.intent not in fits]
    offered = [said for said, fits in heard if {said.intent, *said.possible[:2]} & fits]
    assert len(surely_wrong) <= len(heard) * 0.01
    assert len(offered) >= len(heard) * 0.97


def test_the_slots_of_our_own_phrases_are_read() -> None:
    wrong = []
    for line in filter(reaches, OWN):
        slots = understand(line["text"]).slots
        found = {name: value for name in SLOTS if (value := getattr(slots, name)) is not None}
        if found != {name: value for name, value in line.get("slots", {}).items() if name in SLOTS}:
            wrong.append(f"{line['text']} -> {found}")
    assert len(wrong) <= len(OWN) * 0.02, "\n".join(wrong)

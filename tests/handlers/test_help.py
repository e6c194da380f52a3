"""Help names what there is: every word of it does what it says, for whoever is shown it."""

from __future__ import annotations

import pytest

from domain.phrases.understanding import understand
from domain.plan import Role
from domain.rights import RIGHTS
from handlers.table import DEEDS
from handlers.wording import help as words

ENTRIES = [entry for topic in words.TOPICS for entry in topic.entries]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.says)
def test_what_is_named_is_understood_and_for_those_who_are_told_of_it(entry: words.Entry) -> None:
    said = understand(entry.says)
    deed = next(deed for deed in DEEDS.deeds if said.intent in deed.intents)

    assert said.sure
    for role in Role:
        if entry.right is None or entry.right in RIGHTS[role]:
            assert deed.right is None or deed.right in RIGHTS[role]


@pytest.mark.parametrize("role", list(Role))
def test_nobody_is_told_the_same_twice_or_what_is_not_theirs(role: Role) -> None:
    entries = [entry for _, topic in words.topics_of(RIGHTS[role]) for entry in topic.entries]

    assert len({entry.says for entry in entries}) == len(entries)
    assert all(entry.right is None or entry.right in RIGHTS[role] for entry in entries)
    assert {"งานของฉัน", "คำสั่งของฉัน"} <= {entry.says for entry in entries}


def test_an_officer_is_told_of_everything() -> None:
    told = {entry.says for _, topic in words.topics_of(RIGHTS[Role.OFFICER]) for entry in topic.entries}

    assert told == {entry.says for entry in ENTRIES}

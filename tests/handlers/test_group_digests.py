"""Whom a group's digest mentions: the people of the units that it names, each once."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.group_digests import Owing, Standing
from domain.messages import Text
from handlers.wording.group_digests import NAMED, Due, digest, digest_with_names
from handlers.wording.voice import Voice

FRIDAY = date(2027, 4, 2)
units = st.lists(st.integers(1, 30), max_size=20, unique=True)


@given(
    missing=st.lists(units, min_size=1, max_size=3),
    people=st.dictionaries(st.integers(1, 40), st.lists(st.sampled_from(["Ua", "Ub", "Uc"]), max_size=3)),
)
def test_a_digest_mentions_once_who_serves_a_unit_that_it_names_and_nobody_else(
    missing: list[list[int]], people: dict[int, list[str]]
) -> None:
    items = [
        Due(f"งาน\n{n}", FRIDAY, FRIDAY, True, Standing(50, len(owing), tuple(Owing(i, f"<{i}>") for i in owing)))  # noqa: FBT003
        for n, owing in enumerate(missing)
    ]
    message = digest_with_names(Voice(), items, people)
    assert isinstance(message, Text)
    lines = message.text.split("\n")

    for mention in message.mentions:
        unit = int(lines[mention.line].removeprefix("- <").removesuffix(">"))
        assert mention.user in people[unit]
    shown = {unit for owing in missing for unit in owing[:NAMED]}
    assert sorted(m.user for m in message.mentions) == sorted({user for unit in shown for user in people.get(unit, [])})
    assert digest(Voice(), items).mentions == ()  # type: ignore[union-attr]

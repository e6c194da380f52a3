"""The second reader: what a sentence is like, learnt from sayings."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

import domain.phrases
from domain.phrases.likeness import LEARNT, Learnt, alike, learnt_from, pieces
from domain.phrases.rules import Intent
from domain.phrases.text import core_of, key_of
from domain.phrases.understanding import RULES
from tests.sayings.sayings import FOLDER, NAMES, cores, digest, sayings

FILE = files(domain.phrases).joinpath(LEARNT)
KNOWN = st.sampled_from([rule.examples[0] for rule in RULES if rule.examples])


def learnt() -> Learnt:
    return learnt_from(FILE.read_bytes())


def test_what_was_learnt_is_of_the_sayings_as_they_stand() -> None:
    """`make sayings` was run after the last of them was written."""
    assert learnt().made_of == digest(sayings())


def test_every_saying_is_for_an_intent_and_none_is_for_two() -> None:
    said = sayings()
    intents = {one.intent for one in said}
    written = [line for file in FOLDER.glob("*.txt") for line in file.read_text(encoding="utf-8").splitlines()]
    assert intents <= set(Intent) - {Intent.UNKNOWN}
    assert len(set(written)) == len(written)


def test_every_intent_that_is_served_has_sayings_of_its_own() -> None:
    assert {one.intent for one in sayings()} == set(Intent) - {Intent.UNKNOWN}


def test_names_are_put_in_where_they_stand() -> None:
    assert not any("{" in core or "}" in core for _, core in cores(sayings()))
    assert all(len(names.split("|")) >= 5 for names in NAMES.values())


def test_what_is_kept_is_read_back() -> None:
    assert learnt_from(learnt().as_bytes()) == learnt()


@given(text=st.one_of(KNOWN, st.text(max_size=80), st.text("กขคงจฉชาิีุู่้ 0123", max_size=80)))
def test_shares_are_parts_of_a_whole_and_the_likeliest_stands_first(text: str) -> None:
    found = alike(core_of(key_of(text)))
    shares = [one.share for one in found]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1 if found else 0)


def test_figures_are_alike() -> None:
    assert set(pieces("กลยุท 3 ถึง 15")) == set(pieces("กลยุท 12 ถึง 4"))


def test_a_long_text_is_looked_at_no_longer() -> None:
    assert set(pieces("ก" * 200 + "ข")) == set(pieces("ก" * 160))

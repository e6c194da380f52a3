from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.emulator.clock import VirtualClock
from bot.emulator.lengths import graphemes, utf16_units
from bot.emulator.world import GroupSeed, PersonSeed, new_world

START = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "letters", "units"),
    [
        ("ส่งแบบฟอร์มที่นี่", 11, 17),
        ("น้ำ", 1, 3),
        ("ทำ", 1, 2),
        ("abc", 3, 3),
        ("😀", 1, 2),
        ("👍🏽", 1, 4),
        ("🇹🇭🇹🇭", 2, 8),
        ("👩‍🏫", 1, 5),
        ("", 0, 0),
    ],
)
def test_letters_and_units_are_counted_as_line_counts(text: str, letters: int, units: int) -> None:
    assert (graphemes(text), utf16_units(text)) == (letters, units)


def test_the_clock_runs_and_jumps_forwards_only() -> None:
    clock = VirtualClock(START)
    assert START <= clock.now() < START + timedelta(seconds=5)
    clock.advance(timedelta(days=1))
    clock.travel_to(START + timedelta(days=3))
    assert clock.now() >= START + timedelta(days=3)
    with pytest.raises(ValueError, match="only goes forwards"):
        clock.travel_to(START)
    with pytest.raises(ValueError, match="only goes forwards"):
        clock.advance(timedelta(seconds=-1))
    clock.reset(START)
    assert clock.now() < START + timedelta(seconds=5)


def test_a_clock_without_a_start_shows_real_time() -> None:
    assert abs(VirtualClock().now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_moment_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        VirtualClock(START.replace(tzinfo=None))


def test_ids_must_look_like_lines() -> None:
    with pytest.raises(ValueError, match="user id"):
        new_world(VirtualClock(), ("U", "b"), [PersonSeed("malee", "มาลี")], [])
    with pytest.raises(ValueError, match="group id"):
        new_world(VirtualClock(), ("U", "b"), [], [GroupSeed("C1", "กลุ่ม")])

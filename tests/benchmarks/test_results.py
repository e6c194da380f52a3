"""The page of benchmarks says what fell short, and on which machine."""

from __future__ import annotations

from datetime import date

from tests.benchmarks.results import Figure, page


def test_the_page_names_the_machine_and_what_falls_short() -> None:
    figures = [
        Figure("quick", "1 s", "<= 2 s", "a | b", met=True),
        Figure("slow", "3 s", "<= 2 s", "", met=False),
        Figure("shown", "4", "", ""),
    ]

    made = page(figures, on=date(2026, 11, 28), seconds=61.4, load=3.14)

    assert "28 Nov 2026, 61 s." in made
    assert "cores" in made
    assert "1 targets met, 1 short: slow." in made
    assert "| quick | 1 s | <= 2 s | met | a \\| b |" in made
    assert "| slow | 3 s | <= 2 s | **short** |  |" in made
    assert "| shown | 4 |  |  |  |" in made

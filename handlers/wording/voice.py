"""How the bot speaks: its polite particle is one setting for the whole office."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """The particle at the end of statements (`end`) and of questions and requests (`ask`)."""

    end: str = "ค่ะ"

    @property
    def ask(self) -> str:
        """The particle of a question: คะ after ค่ะ."""
        return "คะ" if self.end == "ค่ะ" else self.end

"""How the bot speaks: its polite particle is one setting for the whole office."""

from __future__ import annotations

from dataclasses import dataclass

_LAST_BEFORE_THAI = "\u0e00"


@dataclass(frozen=True, slots=True)
class Voice:
    """The particle at the end of statements (`end`) and of questions and requests (`ask`)."""

    end: str = "ค่ะ"

    @property
    def ask(self) -> str:
        """The particle of a question: คะ after ค่ะ."""
        return "คะ" if self.end == "ค่ะ" else self.end

    def close(self, text: str) -> str:
        """The text with the particle at its end; a space before it after anything but a Thai letter."""
        last = text[-1:]
        return f"{text}{'' if last > _LAST_BEFORE_THAI and not last.isdigit() else ' '}{self.end}"

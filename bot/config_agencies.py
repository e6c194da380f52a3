"""The section about the agencies that an office reports to, checked, and in the words of the domain."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from domain.agencies import Agency


class AgencySection(BaseModel):
    """An agency the office reports to. See `domain.agencies`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(pattern=r"^[A-Z]{2,12}$")
    name: str = Field(min_length=2)
    aliases: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()

    def agency(self) -> Agency:
        """The same in the words of the domain."""
        return Agency(code=self.code, name=self.name, aliases=self.aliases, letters=self.letters)


def all_different(agencies: tuple[AgencySection, ...]) -> tuple[AgencySection, ...]:
    """The agencies, of which no two share a code or a name."""
    for names in ([one.code for one in agencies], [one.name for one in agencies]):
        if len(set(names)) < len(names):
            raise ValueError("two agencies have the same code or name")
    return agencies

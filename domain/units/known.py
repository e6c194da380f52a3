"""The units of an office as people may name them, and what a text that names one can come to."""

from __future__ import annotations

from dataclasses import dataclass

from domain.plan import UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    """A unit with everything it may be named by and told apart from its namesakes by.

    `cluster`: the name of the กลุ่มโรงเรียน it belongs to. Former names still stand in old files.
    """

    id: int
    code: str
    kind: UnitKind
    name: str
    short_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    district: str = ""
    cluster: str = ""
    smis_code: str = ""
    obec_code6: str = ""
    moe_code10: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The school codes it is registered under: eight, six and ten digits. None follows from another."""
        return tuple(code for code in (self.smis_code, self.obec_code6, self.moe_code10) if code)


@dataclass(frozen=True, slots=True)
class Found:
    """The text names this unit and can mean no other."""

    unit: KnownUnit


@dataclass(frozen=True, slots=True)
class Unsure:
    """The text may mean one of these, the likeliest first: the person is asked. Also for a single one in doubt."""

    units: tuple[KnownUnit, ...]


@dataclass(frozen=True, slots=True)
class Nobody:
    """The text names none of the units."""


Naming = Found | Unsure | Nobody

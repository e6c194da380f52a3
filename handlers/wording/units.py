"""Which unit is meant: the question where a name fits several."""

from __future__ import annotations

from collections.abc import Sequence

from domain.messages import Card, Line, Message, Rule, Tap, Tone
from domain.plan import UnitKind
from domain.units.known import KnownUnit
from domain.units.spelling import without_kind
from handlers.wording.voice import Voice


def which_unit(v: Voice, units: Sequence[KnownUnit], data: Sequence[str], more: int) -> Message:
    """One of these units is meant; `data`: what the button of each sends back; `more`: how many have no button."""
    kinds = {unit.kind for unit in units}
    what = "โรงเรียน" if kinds == {UnitKind.SCHOOL} else "หน่วยงาน"
    named = [f"{number}. {_called(unit)}" for number, unit in enumerate(units, start=1)]
    lines = (_line(unit, name) for unit, name in zip(units, named, strict=True))
    return Card(
        alt=f"หมายถึง{what}ใด",
        title=f"หมายถึง{what}ใด{v.ask}",
        parts=(*lines, Rule(), Line(v.close(_otherwise(what, more, schools=UnitKind.SCHOOL in kinds)))),
        tone=Tone.CARE,
        buttons=tuple(Tap(name, sent, _called(unit)) for unit, name, sent in zip(units, named, data, strict=True)),
    )


def _otherwise(what: str, more: int, *, schools: bool) -> str:
    """What to do where none of the buttons is right."""
    if more:
        by = "รหัสโรงเรียน" if schools else "ชื่อเต็ม"
        return f"ยังมีอีก {more} แห่งที่ชื่อคล้ายกัน พิมพ์{by}ได้"
    return f"หากไม่ใช่ พิมพ์ชื่อเต็มของ{what}" + (" หรือพิมพ์รหัสโรงเรียนได้" if schools else "ได้")


def _called(unit: KnownUnit) -> str:
    """บ้านใหม่ อ.ทุ่งตะวัน; of a group, its whole name."""
    if unit.kind is not UnitKind.SCHOOL:
        return unit.name
    return f"{without_kind(unit.name)} อ.{unit.district}" if unit.district else without_kind(unit.name)


def _line(unit: KnownUnit, name: str) -> Line:
    """A unit with its code, which tells it from a namesake even in one district."""
    if unit.kind is not UnitKind.SCHOOL:
        return Line(name)
    return Line(f"รหัส {unit.smis_code or unit.code}", label=name)

"""Units to be named: the fictional district, and neighbours with names as like theirs as real ones are."""

from __future__ import annotations

from bot.demo.units import UNITS
from domain.plan import UnitKind
from domain.units.known import KnownUnit

_DISTRICTS = ("เมืองศรีธารา", "ทุ่งตะวัน", "บึงบัวหลวง", "เขาหินแก้ว")
# Neighbours by district: namesakes with and without a patron, in one district and in two, บ้าน and วัด and neither,
# names that begin or end other names, names that differ in a tone, a vowel or a number, mother schools of branches.
_NEIGHBOURS = (
    (
        "บ้านหนองบัว", "หนองบัวใต้", "บ้านหนองบัวใต้", "วัดหนองบัว", "บ้านใหม่พัฒนา", "วัดใหม่", "ชุมชนบ้านใหม่", "บ้านโคกสว่าง",
        "โคกสว่างวิทยา", "วัดธารทองเหนือ", "อนุบาลทุ่งตะวัน", "ไทยรัฐวิทยา ๙๙๘ (บ้านดอนสูง)", "บ้านหนองขาม", "บ้านหนองขม",
        "บ้านดงยาง (ประชาอุทิศ)", "วัดโพธิ์ทอง",
    ),
    (
        "บ้านหนองบัว (หนองบัวราษฎร์พัฒนา)", "บ้านหนองบัวแดง", "หนองบัวงามวิทยา", "วัดทุ่งตะวัน", "ชุมชนทุ่งตะวัน", "บ้านใหม่ใต้",
        "บ้านท่าข้าม (มิตรภาพที่ ๑๒)", "บ้านท่าข้าม (มิตรภาพที่ ๑๓)", "บ้านสันติสุข", "บ้านดงยาง (ประชาสรรค์)", "วัดสระแก้ว",
        "บ้านนาดี", "บ้านนาดำ", "บ้านป่าคาใหม่", "บ้านป่าคาใหม่ สาขาบ้านป่าหวาย", "ไทยรัฐวิทยา ๙๙",
    ),
    (
        "บ้านหนองแวง", "บ้านหนองแสง", "หนองแสงวิทยา", "วัดบึงบัวหลวง", "บ้านบึงบัว", "บ้านคลองสำโรง", "บ้านคลองสำราญใต้", "บ้านใหม่",
        "บ้านห้วยน้ำใส", "วัดห้วยน้ำใส", "บ้านสันติสุข (สลากกินแบ่งสงเคราะห์ 387)", "ชุมชนวัดโพธิ์ทอง", "บ้านดอนสูง", "บ้านโนนสูง",
        "บ้านโป่ง", "บ้านปง",
    ),
    (
        "บ้านเขาหินแก้วใต้", "วัดเขาหินแก้ว", "เขาหินแก้ววิทยา", "บ้านดอยหมอก", "บ้านห้วยน้ำขุ่น", "บ้านหินแก้ว", "บ้านปง", "บ้านน้ำโค้ง",
        "บ้านน้ำโค้ง (ประชานิมิตร)", "บ้านป่าแดง", "บ้านป่าแดง (ป่าแดงวิทยาคาร)", "วัดป่าแดง", "บ้านธารทอง", "บ้านหนองบัวงามเหนือ",
        "ชุมชนบ้านหนองบัวงาม", "โรงเรียนเพียงหลวง ๙๙",
    ),
)  # fmt: skip


def units_of_district() -> tuple[KnownUnit, ...]:
    """The ten groups, four clusters and twelve schools."""
    names = {unit.code: unit.name for unit in UNITS if unit.kind is UnitKind.CLUSTER}
    return tuple(
        KnownUnit(
            id=number,
            code=unit.code,
            kind=unit.kind,
            name=unit.name,
            short_names=unit.short_names,
            district=unit.district,
            cluster=names.get(unit.parent or "", ""),
            smis_code=unit.smis_code,
            obec_code6=unit.obec_code6,
            moe_code10=unit.moe_code10,
        )
        for number, unit in enumerate(UNITS, start=1)
    )


def neighbours() -> tuple[KnownUnit, ...]:
    """Sixty-four more schools of the district, with codes of their own."""
    named = [(name, district) for names, district in zip(_NEIGHBOURS, _DISTRICTS, strict=True) for name in names]
    return tuple(
        KnownUnit(
            id=1000 + number,
            code=f"990105{number:02d}",
            kind=UnitKind.SCHOOL,
            name=f"โรงเรียน{name.removeprefix('โรงเรียน')}",
            district=district,
            cluster=f"กลุ่มโรงเรียน{district}",
            smis_code=f"990105{number:02d}",
            obec_code6=f"9905{number:02d}",
            moe_code10=f"10999905{number:02d}",
        )
        for number, (name, district) in enumerate(named)
    )

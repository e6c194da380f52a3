"""The units of the fictional district: the office, ten groups, four clusters, twelve schools."""

from __future__ import annotations

from typing import Final

from domain.plan import PlanUnit, UnitKind

OFFICE: Final = PlanUnit(
    code="SRT1",
    kind=UnitKind.OFFICE,
    name="สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑",
    short_names=("สพป.ศรีธารา เขต 1", "สพป.ศรีธารา 1"),
    district="เมืองศรีธารา",
)

_GROUPS: Final = (
    ("GENERAL", "กลุ่มอำนวยการ", ("อำนวยการ",)),
    ("PLAN", "กลุ่มนโยบายและแผน", ("แผน", "กนผ.")),
    (
        "DLICT",
        "กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร",
        ("DLICT", "กลุ่ม ICT", "ส่งเสริมการศึกษาทางไกลฯ"),
    ),
    ("FINANCE", "กลุ่มบริหารงานการเงินและสินทรัพย์", ("การเงินฯ", "กลุ่มการเงิน")),
    ("HR", "กลุ่มบริหารงานบุคคล", ("บุคคล", "กลุ่มบุคคล")),
    ("TEACHER_DEV", "กลุ่มพัฒนาครูและบุคลากรทางการศึกษา", ("พัฒนาครูฯ",)),
    ("SUPERVISION", "กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา", ("กลุ่มนิเทศฯ", "ศน.")),
    ("PROMOTION", "กลุ่มส่งเสริมการจัดการศึกษา", ("ส่งเสริมฯ", "กลุ่มส่งเสริม")),
    ("AUDIT", "หน่วยตรวจสอบภายใน", ("ตสน.",)),
    ("LEGAL", "กลุ่มกฎหมายและคดี", ("นิติกร", "กลุ่มกฎหมาย")),
)
_CLUSTERS: Final = (
    ("CL-MUEANG", "เมืองศรีธารา"),
    ("CL-THUNG", "ทุ่งตะวัน"),
    ("CL-BUENG", "บึงบัวหลวง"),
    ("CL-KHAO", "เขาหินแก้ว"),
)
# SMIS, six digits, ten digits, full name, short names, cluster. The codes have gaps and one breaks the pattern.
_SCHOOLS: Final = (
    ("99010001", "990101", "1099990101", "โรงเรียนอนุบาลศรีธารา", ("อนุบาลศรีธารา",), "CL-MUEANG"),
    ("99010002", "990102", "1099990102", "โรงเรียนบ้านหนองบัวงาม", ("บ้านหนองบัวงาม",), "CL-MUEANG"),
    ("99010003", "990103", "1099990103", "โรงเรียนวัดธารทอง (ธารทองราษฎร์บำรุง)", ("วัดธารทอง",), "CL-MUEANG"),
    ("99010007", "990107", "1099990107", "โรงเรียนบ้านโคกสว่างใต้", ("บ้านโคกสว่างใต้",), "CL-MUEANG"),
    ("99010011", "990201", "1099990201", "โรงเรียนบ้านทุ่งตะวัน (ทุ่งตะวันประชาสรรค์)", ("บ้านทุ่งตะวัน",), "CL-THUNG"),
    ("99010012", "990202", "1099990202", "โรงเรียนบ้านใหม่", ("บ้านใหม่",), "CL-THUNG"),
    ("99010013", "990203", "1099990203", "โรงเรียนไทยรัฐวิทยา ๙๙๙ (บ้านโคกสว่าง)", ("ไทยรัฐวิทยา ๙๙๙",), "CL-THUNG"),
    ("99010021", "990301", "1099990301", "โรงเรียนชุมชนบึงบัวหลวง", ("ชุมชนบึงบัวหลวง",), "CL-BUENG"),
    ("99010022", "990302", "1099990302", "โรงเรียนบ้านคลองสำราญ", ("บ้านคลองสำราญ",), "CL-BUENG"),
    ("99010031", "990401", "1099990401", "โรงเรียนบ้านเขาหินแก้ว (มิตรภาพที่ ๙๙๙)", ("บ้านเขาหินแก้ว",), "CL-KHAO"),
    ("99010032", "990402", "1099990402", "โรงเรียนบ้านใหม่ (ประชานุเคราะห์)", ("บ้านใหม่",), "CL-KHAO"),
    ("99010033", "999901", "1099010033", "โรงเรียนบ้านห้วยน้ำใส สาขาบ้านดอยหมอก", ("สาขาบ้านดอยหมอก",), "CL-KHAO"),
)
_DISTRICT: Final = dict(_CLUSTERS)

UNITS: Final = (
    *(
        PlanUnit(code=code, kind=UnitKind.GROUP, name=name, short_names=short, parent=OFFICE.code)
        for code, name, short in _GROUPS
    ),
    *(
        PlanUnit(
            code=code,
            kind=UnitKind.CLUSTER,
            name=f"กลุ่มโรงเรียน{district}",
            parent=OFFICE.code,
            district=district,
        )
        for code, district in _CLUSTERS
    ),
    *(
        PlanUnit(
            code=smis,
            kind=UnitKind.SCHOOL,
            name=name,
            short_names=short,
            parent=cluster,
            district=_DISTRICT[cluster],
            smis_code=smis,
            obec_code6=six,
            moe_code10=ten,
        )
        for smis, six, ten, name, short, cluster in _SCHOOLS
    ),
)

"""The plan workbook as data: its sheets, their headings with other spellings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from domain.forms.grid import Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanColumn:
    """One column: what it is called and how it looks.

    `required`: the heading must exist and, unless it `may_be_empty`, be filled. `optional`: a plan that does not speak
    of it has no such column, and nothing changes about it.
    """

    field: str
    heading: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    may_be_empty: bool = False
    optional: bool = False
    width: float = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """One sheet: its name, what stands under its title to help, its columns."""

    name: str
    aliases: tuple[str, ...] = ()
    note: str
    columns: tuple[PlanColumn, ...]
    required: bool = True

    def column(self, field: str) -> PlanColumn:
        """The column of that field; KeyError if there is none."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)


UNITS: Final = PlanSheet(
    name="หน่วยงาน",
    aliases=("หน่วย", "หน่วยงานในสังกัด"),
    note="บรรทัดละหนึ่งหน่วยงาน บรรทัดแรกคือสำนักงานเขต รหัสใช้อักษรอังกฤษหรือตัวเลข และไม่ซ้ำกัน ชื่อย่อหลายชื่อคั่นด้วยจุลภาค",
    columns=(
        PlanColumn(field="code", heading="รหัสหน่วยงาน", aliases=("รหัส",), required=True, width=15),
        PlanColumn(field="kind", heading="ประเภท", aliases=("ประเภทหน่วยงาน",), required=True, width=13),
        PlanColumn(field="name", heading="ชื่อหน่วยงาน", aliases=("ชื่อ", "หน่วยงาน"), required=True, width=48),
        PlanColumn(field="short_names", heading="ชื่อย่อ", aliases=("ชื่อเรียกสั้น",), width=26),
        PlanColumn(field="parent", heading="สังกัด", aliases=("รหัสต้นสังกัด", "หน่วยงานต้นสังกัด"), width=12),
        PlanColumn(field="district", heading="อำเภอ", width=14),
        PlanColumn(field="smis_code", heading="รหัส SMIS", aliases=("SMIS", "รหัส 8 หลัก"), width=12),
        PlanColumn(field="obec_code6", heading="รหัส 6 หลัก", aliases=("PERCODE",), width=12),
        PlanColumn(field="moe_code10", heading="รหัสกระทรวง", aliases=("รหัส 10 หลัก",), width=14),
        PlanColumn(field="letter_prefix", heading="เลขที่หนังสือ", aliases=("ที่หนังสือ",), width=13),
    ),
)
PEOPLE: Final = PlanSheet(
    name="บุคลากร",
    aliases=("บุคคล", "รายชื่อ", "ผู้ใช้งาน"),
    note="คนหนึ่งมีได้หลายบรรทัดโดยใช้รหัสลงทะเบียนเดียวกัน ถ้าเว้นรหัสลงทะเบียนว่างไว้ ระบบจะออกรหัสให้เอง",
    columns=(
        PlanColumn(field="code", heading="รหัสลงทะเบียน", aliases=("รหัส",), width=15),
        PlanColumn(field="name", heading="ชื่อ-สกุล", aliases=("ชื่อ นามสกุล", "ชื่อ", "ชื่อสกุล"), required=True, width=28),
        PlanColumn(field="position", heading="ตำแหน่ง", width=48),
        PlanColumn(field="unit", heading="หน่วยงาน", aliases=("รหัสหน่วยงาน", "สังกัด"), required=True),
        PlanColumn(field="role", heading="บทบาท", aliases=("หน้าที่",), required=True, width=34),
    ),
)
POLICIES: Final = PlanSheet(
    name="นโยบาย",
    aliases=("นโยบาย สพฐ.", "นโยบายและจุดเน้น"),
    note="บรรทัดละหนึ่งนโยบายหรือจุดเน้นของ สพฐ. ในปีนั้น ใช้เมื่อต้องการผูกกลยุทธ์กับนโยบาย ถ้ายังไม่ใช้ เว้นว่างได้",
    required=False,
    columns=(
        PlanColumn(field="code", heading="รหัสนโยบาย", aliases=("รหัส",), required=True, width=12),
        PlanColumn(field="fiscal_year_be", heading="ปีงบประมาณ", aliases=("ปี", "ปีงบ"), required=True, width=12),
        PlanColumn(field="no", heading="ที่", aliases=("นโยบายที่", "จุดเน้นที่", "ลำดับ", "ลำดับที่"), required=True, width=7),
        PlanColumn(
            field="title",
            heading="นโยบาย/จุดเน้น",
            aliases=("นโยบาย", "จุดเน้น", "ชื่อนโยบาย", "ชื่อ"),
            required=True,
            width=46,
        ),
        PlanColumn(field="document", heading="เอกสารต้นทาง", aliases=("ชื่อเอกสาร", "ที่มา", "เอกสาร"), width=34),
        PlanColumn(field="letter_no", heading="เลขที่หนังสือ", aliases=("ที่หนังสือ", "หนังสือที่"), width=18),
        PlanColumn(field="letter_on", heading="ลงวันที่", aliases=("วันที่หนังสือ", "ลว."), width=14),
        PlanColumn(field="note", heading="ข้อวิเคราะห์", aliases=("ผลการวิเคราะห์", "หมายเหตุ"), width=40),
    ),
)
SUBJECTS: Final = PlanSheet(
    name="กลยุทธ์",
    aliases=("เรื่อง", "กลยุทธ"),
    note=(
        "ผู้รับผิดชอบหลักมีหนึ่งกลุ่มและเป็นผู้ส่งแบบ ยังไม่แต่งตั้งเว้นว่างไว้ก่อนได้ ผู้รับผิดชอบร่วมหลายกลุ่มคั่นด้วยจุลภาค ใช้รหัสหรือชื่อกลุ่มจากชีตหน่วยงาน"
    ),
    columns=(
        PlanColumn(field="code", heading="รหัสกลยุทธ์", aliases=("รหัส", "รหัสเรื่อง"), required=True, width=12),
        PlanColumn(field="kind", heading="ประเภท", width=11),
        PlanColumn(field="fiscal_year_be", heading="ปีงบประมาณ", aliases=("ปี", "ปีงบ"), required=True, width=12),
        PlanColumn(field="no", heading="ที่", aliases=("กลยุทธ์ที่", "ลำดับ", "ลำดับที่"), required=True, width=7),
        PlanColumn(field="title", heading="ชื่อกลยุทธ์", aliases=("กลยุทธ์", "ชื่อเรื่อง", "ชื่อ"), required=True, width=52),
        PlanColumn(
            field="lead",
            heading="ผู้รับผิดชอบหลัก",
            aliases=("กลุ่มรับผิดชอบหลัก", "เจ้าภาพหลัก"),
            required=True,
            may_be_empty=True,
            width=18,
        ),
        PlanColumn(field="joint", heading="ผู้รับผิดชอบร่วม", aliases=("กลุ่มรับผิดชอบร่วม", "เจ้าภาพร่วม"), width=24),
        PlanColumn(field="policy", heading="รหัสนโยบาย", optional=True, width=12),
        PlanColumn(field="note", heading="ข้อวิเคราะห์", aliases=("ผลการวิเคราะห์",), optional=True, width=40),
    ),
)
INDICATORS: Final = PlanSheet(
    name="ตัวชี้วัด",
    aliases=("ตัวชี้วัดความสำเร็จ", "ตัวบ่งชี้"),
    note="บรรทัดละหนึ่งตัวชี้วัด ข้อความนี้จะพิมพ์ลงในแบบให้หน่วยงานโดยอัตโนมัติ",
    columns=(
        PlanColumn(field="subject", heading="รหัสกลยุทธ์", aliases=("กลยุทธ์", "รหัสเรื่อง"), required=True, width=12),
        PlanColumn(field="no", heading="ที่", aliases=("ลำดับ", "ข้อ", "ตัวชี้วัดที่"), required=True, width=8),
        PlanColumn(field="name", heading="ตัวชี้วัด", aliases=("ชื่อตัวชี้วัด", "ตัวบ่งชี้"), required=True, width=62),
        PlanColumn(field="unit", heading="หน่วยนับ", aliases=("หน่วยวัด", "หน่วย"), width=12),
        PlanColumn(field="target", heading="ค่าเป้าหมาย", aliases=("เป้าหมาย",), width=20),
        PlanColumn(field="source", heading="แหล่งข้อมูล", aliases=("ที่มาของข้อมูล",), optional=True, width=26),
        PlanColumn(field="answers", heading="หน่วยงานผู้ให้ข้อมูล", optional=True, width=18),
        PlanColumn(
            field="baseline", heading="ผลปีก่อน", aliases=("ค่าฐาน", "ข้อมูลฐาน", "ผลปีที่แล้ว"), optional=True, width=18
        ),
    ),
)
REQUIREMENTS: Final = PlanSheet(
    name="งานที่ต้องส่ง",
    aliases=("งาน", "รายการงานที่ต้องส่ง", "กำหนดส่ง"),
    note=(
        "วันที่พิมพ์ได้ทั้ง 2 เม.ย. 2570, ๒ เมษายน ๒๕๗๐ และ 2/4/2570 ใส่เวลาต่อท้ายได้ เช่น 2 เม.ย. 2570 16.30 น. "
        "ถ้าไม่ใส่เวลา หมายถึงเปิด 08.30 น. และปิด 16.30 น. ผู้ต้องส่ง: เว้นว่าง = ผู้รับผิดชอบหลัก หรือ ทุกโรงเรียน ทุกกลุ่ม "
        "หรือรหัสหน่วยงาน"
    ),
    columns=(
        PlanColumn(field="code", heading="รหัสงาน", aliases=("รหัส",), required=True, width=12),
        PlanColumn(field="work", heading="ประเภทงาน", aliases=("งาน",), required=True, width=9),
        PlanColumn(field="form", heading="แบบ", aliases=("แบบรายงาน", "แบบฟอร์ม"), required=True, width=9),
        PlanColumn(field="title", heading="ชื่องาน", aliases=("ชื่อ", "รายการ"), required=True, width=27),
        PlanColumn(field="fiscal_year_be", heading="ปีงบประมาณ", aliases=("ปี", "ปีงบ"), required=True, width=10),
        PlanColumn(field="round", heading="รอบ", aliases=("รอบที่", "รอบรายงาน"), required=True, width=11),
        PlanColumn(field="round_name", heading="ชื่อรอบ", width=11),
        PlanColumn(field="period_start", heading="ช่วงข้อมูลตั้งแต่", aliases=("ตั้งแต่วันที่", "เริ่ม"), width=12),
        PlanColumn(field="period_end", heading="ช่วงข้อมูลถึง", aliases=("ถึงวันที่", "สิ้นสุด"), width=12),
        PlanColumn(field="opens_at", heading="วันเปิดรับ", aliases=("วันเปิด", "เปิดรับ"), required=True, width=17),
        PlanColumn(field="due_at", heading="กำหนดส่ง", aliases=("วันครบกำหนด", "ครบกำหนด"), required=True, width=17),
        PlanColumn(field="external_due_at", heading="กำหนดของต้นทาง", aliases=("กำหนดส่งต้นทาง", "กำหนด สพฐ."), width=17),
        PlanColumn(field="agency", heading="หน่วยงานต้นทาง", aliases=("ต้นทาง",), width=11),
        PlanColumn(field="urgency", heading="ชั้นความเร็ว", aliases=("ความเร่งด่วน",), width=9),
        PlanColumn(field="subjects", heading="กลยุทธ์ที่ต้องรายงาน", aliases=("เรื่องที่ต้องรายงาน", "กลยุทธ์"), width=14),
        PlanColumn(field="debtors", heading="ผู้ต้องส่ง", aliases=("หน่วยงานที่ต้องส่ง", "ผู้ส่ง"), width=14),
    ),
)
DAYS: Final = PlanSheet(
    name="วันหยุด",
    aliases=("วันหยุดราชการ", "วันหยุดเพิ่มเติม"),
    note="วันหยุดราชการมีอยู่ในระบบแล้ว ใส่เฉพาะวันที่สำนักงานหยุดเพิ่ม หรือวันหยุดที่กลับมาทำงาน (ประเภท วันทำการ)",
    required=False,
    columns=(
        PlanColumn(field="day", heading="วันที่", aliases=("วัน",), required=True, width=20),
        PlanColumn(field="kind", heading="ประเภท", width=16),
        PlanColumn(field="name", heading="ชื่อวัน", aliases=("รายการ", "ชื่อวันหยุด"), width=48),
    ),
)
SHEETS: Final = (UNITS, PEOPLE, POLICIES, SUBJECTS, INDICATORS, REQUIREMENTS, DAYS)


def looks_like_plan(grid: Grid) -> bool:
    """Whether a workbook has most of a plan's sheets, whatever stands in them."""
    names = {sheet.name.strip() for sheet in grid.sheets}
    return sum(sheet.name in names for sheet in SHEETS) > len(SHEETS) // 2

"""The first sheet of a plan workbook: how to fill the others, in a few short Thai sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from domain.plan import Plan
from domain.thai import thai_digits
from reports import styles
from reports.sheet import Cell, Paper, Row, Sheet, spread

NAME: Final = "คำแนะนำ"
_WIDTHS: Final = (6.0, 22.0, 92.0)
_STEPS: Final = (
    ("หน่วยงาน", "ใส่สำนักงานเขตเป็นบรรทัดแรก ตามด้วยกลุ่ม กลุ่มโรงเรียน และโรงเรียน รหัสโรงเรียนทั้ง ๓ แบบเก็บเป็นข้อความ"),
    (
        "บุคลากร",
        (
            "ใส่ทุกคนที่จะใช้งานผ่านไลน์ พร้อมหน่วยงานและบทบาท แล้วแจกรหัสลงทะเบียนให้เจ้าตัว "
            "คนเดียวดูแลสองหน่วยงาน หรือเป็นประธานกลุ่มโรงเรียนด้วย ใส่สองบรรทัดได้"
        ),
    ),
    (
        "นโยบาย",
        "ใส่นโยบายหรือจุดเน้น สพฐ. ของปีนั้น พร้อมเอกสารต้นทาง ยังไม่ใช้เว้นว่างได้ (พิมพ์ วิเคราะห์นโยบาย ในไลน์เพื่อดูผล)",
    ),
    (
        "กลยุทธ์",
        ("บรรทัดละหนึ่งกลยุทธ์ ระบุกลุ่มที่รับผิดชอบหลัก (ผู้ส่งแบบ) และกลุ่มที่รับผิดชอบร่วม เพิ่มคอลัมน์ รหัสนโยบาย และ ข้อวิเคราะห์ ได้"),
    ),
    (
        "ตัวชี้วัด",
        ("ใส่ตัวชี้วัดของแต่ละกลยุทธ์ ระบบจะพิมพ์ลงในแบบเปล่าให้เอง เพิ่มคอลัมน์ แหล่งข้อมูล, หน่วยงานผู้ให้ข้อมูล และ ผลปีก่อน ได้"),
    ),
    ("งานที่ต้องส่ง", "ใส่งานแต่ละรอบ วันเปิดรับ กำหนดส่ง และกำหนดของต้นทาง"),
    ("วันหยุด", "ใส่เฉพาะวันที่แตกต่างจากวันหยุดราชการ ถ้าไม่มี เว้นว่างได้"),
)
_GOOD_TO_KNOW: Final = (
    "สลับลำดับคอลัมน์ เพิ่มคอลัมน์ของตนเอง หรือเพิ่มชีตอื่นได้ ขอเพียงคงชื่อหัวตารางเดิมไว้",
    "วันที่พิมพ์ได้หลายแบบ เช่น 2 เม.ย. 2570, ๒ เมษายน ๒๕๗๐, 2/4/2570 ใช้เลขไทยหรือเลขอารบิกก็ได้",
    "ถ้ามีจุดที่ต้องแก้ ระบบจะบอกครั้งเดียวครบทุกจุด พร้อมชื่อชีตและช่อง",
    "ไฟล์นี้มีชื่อบุคคล ขอให้เก็บไว้ในที่ที่เฉพาะผู้เกี่ยวข้องเปิดได้",
)
_NUMBER: Final = replace(styles.TEXT, align=styles.CENTRED.align)
_STRONG: Final = replace(styles.TEXT, bold=True)


def guide(plan: Plan) -> Sheet:
    """The sheet of advice, titled with the office's name."""
    rows = [
        Row(spread("แผนการติดตามและรายงานผล", styles.TITLE, 3), height=32),
        Row(spread(thai_digits(plan.office.name), styles.SUBTITLE, 3), height=28),
        Row(),
        Row(spread("กรอกทีละชีตตามลำดับ", styles.SECTION, 3), height=28),
        Row(tuple(Cell(text, styles.HEADING) for text in ("ที่", "ชีต", "สิ่งที่ต้องใส่")), height=26),
    ]
    for number, (name, advice) in enumerate(_STEPS, start=1):
        rows.append(Row((Cell(number, _NUMBER), Cell(name, _STRONG), Cell(advice, styles.TEXT))))
    rows += [Row(), Row(spread("ควรทราบ", styles.SECTION, 3), height=28)]
    rows += [Row(spread(f"•  {text}", styles.NOTE, 3)) for text in _GOOD_TO_KNOW]
    return Sheet(name=NAME, widths=_WIDTHS, rows=tuple(rows), paper=Paper(), tab=styles.INK)

"""One sentence for each kind of thing a reader can find wrong in a form."""

from __future__ import annotations

from domain.forms.definition import Severity
from domain.forms.reading_result import Finding

_SENTENCES = {
    "unreadable_number": "{heading} อ่านค่า “{seen}” เป็นตัวเลขไม่ได้",
    "unclear_value": "{heading} ค่า “{seen}” อ่านได้หลายแบบ",
    "not_in_range": "{heading} ค่า “{seen}” อยู่นอกช่วงที่กำหนด",
    "inconsistent": "{heading} ค่า “{seen}” ไม่สอดคล้องกับช่องอื่น",
    "missing": "ยังไม่ได้กรอก {heading}",
    "missing_row": "ไม่พบตัวชี้วัด {seen}",
    "duplicate": "{heading} “{seen}” ซ้ำกับแถวอื่น",
    "unknown_school": "ไม่พบโรงเรียน “{seen}”",
    "date_order": "{heading} วันที่ “{seen}” ไม่อยู่ในลำดับ",
    "over_budget": "{heading} “{seen}” มากกว่าที่ได้รับจัดสรร",
    "wrong_year": "แบบนี้เป็นปีงบประมาณ {seen}",
    "wrong_round": "แบบนี้เป็น{seen}",
    "wrong_form": "ไฟล์นี้ไม่ใช่แบบฟอร์มของงานนี้",
    "wrong_subject": "แบบนี้เป็นของ {seen}",
    "unit_conflict": "หน่วยงานในแบบคือ “{seen}”",
    "formula_empty": "{heading} สูตรไม่มีค่า ระบบคำนวณให้แล้ว",
    "wrong_score": "{heading} “{seen}” ไม่ตรงกับเกณฑ์ของร้อยละที่ได้",
    "not_needed": "ไม่ต้องใส่เลขประจำตัวประชาชน ระบบไม่ได้เก็บไว้",
    "unanswered": "ยังไม่ได้ตอบ “{seen}”",
    "extra_column": "พบคอลัมน์ “{heading}” ที่ไม่มีในแบบ เก็บไว้ให้แล้ว",
    "wrong_total": "{heading} ยอดรวม “{seen}” ไม่เท่ากับผลรวมของแถว",
}


def sentence(finding: Finding) -> str:
    """What is wrong, in words; a check's own sentence from the configuration wins."""
    if finding.says:
        return finding.says
    if finding.code == "missing" and finding.severity is Severity.WARNING:
        told = "{heading} ระบุว่าไม่มีข้อมูล ({seen})" if finding.seen else "{heading} ในไฟล์ไม่มีค่า ระบบคำนวณให้จากช่องอื่นแล้ว"
        return told.format(heading=finding.heading, seen=finding.seen)
    if finding.code == "missing" and finding.cell is None and finding.seen:  # a row, not a cell
        return _SENTENCES["missing_row"].format(seen=finding.seen)
    if finding.code == "wrong_year" and finding.severity is Severity.WARNING and finding.heading:  # of a day in a row
        return f"{finding.heading} วันที่ “{finding.seen}” ขอให้ตรวจปี พ.ศ. อีกครั้ง"
    template = _SENTENCES.get(finding.code, "{heading} ขอให้ตรวจอีกครั้ง ({seen})")
    return template.format(heading=finding.heading or finding.field or "", seen=finding.seen).strip()

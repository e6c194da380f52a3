"""A filled sheet of any form, drawn from its definition: title, labels, headings in two rows, rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from domain.forms.definition import FormDefinition
from domain.forms.grid import Merge, Raw, Sheet
from tests.samples.making import definitions

ABOVE: Mapping[str, tuple[str, ...]] = {
    "strategy": (
        "แบบติดตามผลการดำเนินงานตามกลยุทธ์ สพฐ. ประจำปีงบประมาณ พ.ศ. ๒๕๗๐",
        "สพป.ศรีธารา เขต ๑ รอบ ๖ เดือน",
        "กลยุทธ์ที่ ๓ ยกระดับคุณภาพการศึกษา",
    ),
    "inspection": (
        "แบบรายงานข้อมูลการตรวจราชการและติดตามประเมินผลการจัดการศึกษา กรณีปกติ รอบที่ ๑ ประจำปีงบประมาณ พ.ศ. ๒๕๗๐",
        "หน่วยงานผู้ตรวจ: ผู้ตรวจราชการกระทรวงศึกษาธิการ เขตตรวจราชการที่ ๙๙ / หน่วยงานผู้รายงาน: สพป.ศรีธารา เขต ๑",
        "นโยบายที่ ๒ การสร้างโอกาสทางการศึกษา",
        "ประเด็นนโยบาย ๒.๑ การแก้ปัญหาเด็กตกหล่น",
    ),
    "emes": (
        "แบบสรุปการรายงานผลการดำเนินงานทางระบบอิเล็กทรอนิกส์ (E-MES) ปีงบประมาณ พ.ศ. ๒๕๗๐",
        "รายการที่ ๑ การอ่านออกเขียนได้ของนักเรียน ครั้งที่ ๒ (ปิดระบบ ๑๕ ธันวาคม ๒๕๖๙)",
    ),
    "project": (
        "แบบรายงานผลการดำเนินงานโครงการ ประจำปีงบประมาณ พ.ศ. ๒๕๗๐",
        "สพป.ศรีธารา เขต ๑ (รายงานสิ้นปีงบประมาณ)",
    ),
}
ROW: Mapping[str, Mapping[str, Any]] = {
    "strategy": {
        "indicator_no": "๓.๑", "indicator_name": "ร้อยละของนักเรียนที่อ่านออก", "unit": "ร้อยละ", "target": "≥80",
        "population": 40, "achieved_n": 36, "achieved_pct": 90, "score_level": 5, "actions": "นิเทศ",
        "evidence": "แฟ้ม ๑",
    },
    "inspection": {
        "seq": "1", "issue": "จำนวนนักเรียนที่ได้รับความช่วยเหลือ", "data_source": "โรงเรียนทุกแห่ง", "target_n": 40,
        "result_n": 36, "result_pct": 90, "narrative": "ดำเนินการครบ", "success_factors": "ชุมชนร่วมมือ",
    },
    "emes": {
        "seq": 1, "smis_code": "99010002", "school_name": "โรงเรียนบ้านหนองบัวงาม", "district": "เมืองศรีธารา",
        "cluster": "เมืองศรีธารา", "n_read": 10, "n_write": 10, "lv4": 4, "lv3": 3, "lv2": 2, "lv1": 1,
        "emes_status": "รายงานแล้ว", "reported_on": "๑๐ ธ.ค. ๖๙", "reporter": "นางสาวดวงใจ สมมติวงศ์",
    },
    "project": {
        "seq": 1, "project_code": "70-PRO-01", "project_name": "โครงการพาน้องกลับมาเรียน",
        "group": "กลุ่มส่งเสริมการจัดการศึกษา", "owner": "นายปอ ทดสอบธรรม", "strategy_no": "๒", "budget_type": "งบประจำ",
        "budget_allocated": 1000, "budget_spent": 900, "budget_left": 100, "spent_pct": 90, "date_start": "๑ ธ.ค. ๖๙",
        "date_end": "๒๐ ม.ค. ๗๐", "output_qty": "๓๘ แห่ง", "outcome_qual": "ดีขึ้น", "status": "แล้วเสร็จ", "photo_count": 5,
    },
}  # fmt: skip
FORMS = tuple(ABOVE)


@dataclass
class Drawn:
    """What stands on the sheet: change it before `sheet` is asked."""

    form: str
    above: list[Sequence[Raw]]
    fields: list[str]
    headings: dict[str, str]
    rows: list[Mapping[str, Raw]]
    below: list[Sequence[Raw]] = field(default_factory=list)
    added: dict[str, tuple[str, Raw]] = field(default_factory=dict)  # before a field: a heading and what stands below
    flat: bool = False  # one heading row
    merged: bool = True

    @property
    def definition(self) -> FormDefinition:
        """What the form is."""
        return definitions()[self.form]

    def letters(self) -> list[str]:
        """The fields and added headings in their order."""
        order: list[str] = []
        for name in self.fields:
            order += [self.added[name][0]] if name in self.added else []
            order.append(name)
        return order

    def sheet(self, name: str = "Sheet1", *, visible: bool = True) -> Sheet:
        """The sheet as drawn."""
        upper, lower, merges = self._heads(len(self.above))
        lines: list[Sequence[Raw]] = [*self.above, *([lower] if self.flat else [upper, lower])]
        words = dict(self.added.values())
        lines += [[row.get(one, words.get(one, "")) for one in self.letters()] for row in self.rows]
        lines += self.below
        return Sheet(name=name, rows=lines, merges=merges if self.merged and not self.flat else (), visible=visible)

    def _heads(self, at: int) -> tuple[list[str], list[str], list[Merge]]:
        columns = {column.field: column for column in self.definition.columns}
        order = self.letters()
        groups = [columns[name].group if name in columns else "" for name in order]
        own = [self.headings.get(name, name) for name in order]
        if self.flat:
            return [], own, []
        upper = ["" if group else word for group, word in zip(groups, own, strict=True)]
        lower = [word if group else "" for group, word in zip(groups, own, strict=True)]
        merges: list[Merge] = []
        for group, places in groupby(range(len(order)), key=lambda place: groups[place]):
            found = list(places)
            if group:
                upper[found[0]] = group
                merges.append(((at, found[0]), (at, found[-1])))
        return upper, lower, merges


def drawn(form: str, *rows: Mapping[str, Raw]) -> Drawn:
    """The form as the office prints it, with these rows (one good row where none is given)."""
    columns = definitions()[form].columns
    return Drawn(
        form=form,
        above=[[text] for text in ABOVE[form]],
        fields=[column.field for column in columns],
        headings={column.field: column.heading for column in columns},
        rows=[{**ROW[form], **row} for row in rows] or [ROW[form]],
    )

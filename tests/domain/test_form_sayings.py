"""What forms say of themselves: round, subject, policy, agency, and the labels above and below the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from domain.forms.grid import Grid, Raw
from domain.forms.periods import round_of
from domain.forms.reading import read_form
from domain.forms.reading_result import Part
from domain.thai import arabic
from tests.samples.drawn_forms import Drawn, drawn
from tests.samples.making import definitions


def part(told: Drawn, name: str = "Sheet1") -> Part:
    reading = read_form(Grid((told.sheet(name),)), definitions())
    assert reading is not None
    return reading.first


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("รอบที่ ๑", "1"), ("รอบที่ 2", "2"), ("รอบ๒", "2"), ("ครั้งที่ 1", "1"), ("รอบการตรวจที่ 2", "2"), ("รอบแรก", "1"),
        ("รอบการตรวจราชการที่ ๒", "2"), ("รอบที่สอง", "2"), ("(รอบที่ ๒/๒๕๗๐)", "2"), ("รอบที่ 01", "1"), ("รอบที่: 2", "2"),
    ],
)  # fmt: skip
def test_a_numbered_round_is_read_however_it_is_put(text: str, number: str) -> None:
    inspection, emes = drawn("inspection"), drawn("emes")
    inspection.above[0] = [f"แบบรายงานข้อมูลการตรวจราชการ กรณีปกติ {text} ปีงบประมาณ 2570"]
    emes.above[1] = [f"รายการที่ 1 การอ่านออกเขียนได้ {text} (ปิดระบบ 15 ธันวาคม 2569)"]
    assert [(one.round, one.titles["round"]) for one in map(part, (inspection, emes))] == [
        (number, "A1"),
        (number, "A2"),
    ]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("project", "(รายงานสิ้นปีงบประมาณ)", "ye"), ("project", "รายงานประจำปี", "ye"), ("project", "รอบ 12 เดือน", "ye"),
        ("project", "รายงานผลทั้งปีงบประมาณ", "ye"), ("project", "สิ้นสุดปีงบประมาณ", "ye"), ("project", "ไตรมาสที่ 4", "ye"),
        ("project", "รายงานความก้าวหน้า ไตรมาสที่ ๑", "q1"), ("project", "ไตรมาสแรก", "q1"), ("project", "Q1/2570", "q1"),
        ("project", "ไตรมาสที่ 3 (เม.ย. - มิ.ย. 70)", "q3"), ("project", "ประจำปีงบประมาณ 2570", None),
        ("strategy", "รอบหกเดือน", "6m"), ("strategy", "รอบที่ ๒ (๑๒ เดือน)", "12m"), ("strategy", "6 เดือนแรก", "6m"),
        ("strategy", "(๑ ต.ค. ๖๙ - ๓๑ มี.ค. ๗๐)", "6m"), ("strategy", "ไตรมาสที่ ๓", "9m"), ("strategy", "รอบที่ 1", None),
        ("strategy", "รอบสิ้นปีงบประมาณ", "12m"), ("strategy", "ครึ่งปีแรก", "6m"),
    ],
)  # fmt: skip
def test_each_form_has_its_own_rounds(form: str, text: str, expected: str | None) -> None:
    assert round_of(arabic(text), definitions()[form].rounds) == expected


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("หน่วยงานผู้ตรวจ: ผู้ตรวจราชการสำนักนายกรัฐมนตรี / หน่วยงานผู้รายงาน: สพป.ศรีธารา เขต ๑", "OPM"),
        ("หน่วยงานผู้ตรวจ : สปน.", "OPM"), ("ผู้ตรวจราชการ สปน", "OPM"), ("หน่วยงานผู้ตรวจ: ศธ.", "MOE"),
        ("หน่วยงานผู้ตรวจ: กระทรวงศึกษาธิการ (ผ่าน ศธจ.ศรีธารา)", "MOE"), ("หน่วยงานผู้ตรวจ: ผู้ตรวจราชการ ศธ.เขต 99", "MOE"),
        ("หน่วยงานผู้ตรวจ: สตผ. / หน่วยงานผู้รายงาน: สพป.ศรีธารา 1", "OBEC"), ("หน่วยงานผู้ตรวจ: สพฐ.", "OBEC"),
        ("หน่วยงานผู้ตรวจ: สานักนายกรัฐมนตรี", "OPM"), ("หน่วยงานผู้ตรวจ: สำนักนายกรัฐมนตี", "OPM"),
    ],
)  # fmt: skip
def test_the_agency_is_known_by_its_names_long_short_and_worn(text: str, agency: str) -> None:
    told = drawn("inspection")
    told.above[1] = [text]
    assert (part(told).said["agency"], part(told).titles["agency"]) == (agency, "A2")


def test_an_agency_in_a_cell_of_its_own_or_in_the_sheets_name_only() -> None:
    told = drawn("inspection")
    told.above[1] = ["หน่วยงานผู้ตรวจ", "", "สปน.", "", "หน่วยงานผู้รายงาน", "กลุ่มบริหารงานบุคคล"]
    assert (part(told).said["agency"], part(told).titles["agency"], part(told).unit_text) == (
        "OPM", "C2", "กลุ่มบริหารงานบุคคล",
    )  # fmt: skip
    told.above[1] = [""]
    said = part(told, "ตร.สตผ.รอบ๑-เรื่อง๒")
    assert (said.said["agency"], "agency" in said.titles) == ("OBEC", False)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("ประเด็นนโยบาย ๒.๑ การแก้", "2.1"), ("ประเด็นนโยบายที่ 2.1 ก", "2.1"), ("ประเด็นการตรวจราชการที่ ๑.๒", "1.2"),
        ("ประเด็น 3.1", "3.1"), ("ประเด็นนโยบาย: 2.1 ก", "2.1"), ("ประเดนนโยบาย 2.1", "2.1"), ("เรื่องที่ 2", "2"),
        ("ประเด็นนโยบาย 2.1.1 STEM", "2.1.1"), ("ประเด็นอื่น", None),
    ],
)  # fmt: skip
def test_a_topics_number_is_not_its_policys(text: str, subject: str | None) -> None:
    told = drawn("inspection")
    told.above[3] = [text]
    said = part(told)
    assert (said.subject, said.said["policy"], said.titles["policy"]) == (subject, "2", "A3")


@pytest.mark.parametrize(
    "foot",
    [
        [["", "ผู้ให้ข้อมูล", "นายปอ ทดสอบธรรม"], ["", "ตำแหน่ง", "ครู"], ["", "โทรศัพท์", "000-000-0000"],
         ["", "วันที่", "๓ ก.พ. ๗๐"]],
        [["ผู้ให้ข้อมูล: นายปอ ทดสอบธรรม"], ["ตำแหน่ง: ครู"], ["โทรศัพท์: 000-000-0000"], ["วันที่: ๓ ก.พ. ๗๐"]],
        [["", "ผู้ให้ข้อมูล : นายปอ ทดสอบธรรม  ตำแหน่ง : ครู  โทรศัพท์ : 000-000-0000  วันที่ : ๓ ก.พ. ๗๐"]],
        [[], ["", "", "", "ผู้ให้ข้อมูล", "", "นายปอ ทดสอบธรรม"], ["", "", "", "โทร.", "", "000-000-0000"],
         ["", "", "", "วันที่", "", date(2570, 2, 3)]],
        [["", "ผู้ให้ข้อมูล..........นายปอ ทดสอบธรรม........"], ["", "โทร. 000-000-0000"], ["", "วันที่ ๓ ก.พ. ๗๐"]],
        [["หมายเหตุ กรอกทุกช่อง"], ["", "ผู้ให้ขอมูล", "นายปอ ทดสอบธรรม"], ["", "โทรศัพท", "000-000-0000"],
         ["", "วันที่รายงาน", "3/2/2570"]],
    ],
)  # fmt: skip
def test_labels_below_the_table_are_no_rows_of_it(foot: Sequence[Sequence[Raw]]) -> None:
    told = drawn("inspection", {}, {"seq": "2", "issue": "จำนวนครูที่ได้รับการพัฒนา"})
    told.below = list(foot)
    said = part(told)
    assert len(said.rows) == 2
    assert (said.meta["reporter"].value, said.meta["phone"].text) == ("นายปอ ทดสอบธรรม", "000-000-0000")
    assert said.meta["report_date"].value == date(2027, 2, 3)


def test_each_topic_of_the_inspector_is_a_part_in_the_order_of_the_sheets() -> None:
    topics = {}
    for number in ("2.2", "2.1", "1.1"):
        topics[number] = drawn("inspection", {"issue": f"ประเด็นของ {number}"})
        topics[number].above[3] = [f"ประเด็นนโยบาย {number} ก"]
    empty = drawn("inspection", dict.fromkeys((column.field for column in definitions()["inspection"].columns), ""))
    empty.above[3] = ["ประเด็นนโยบาย 3.1"]
    sheets = [told.sheet(number) for number, told in topics.items()]
    reading = read_form(Grid((empty.sheet("ว่าง"), *sheets)), definitions())
    assert reading is not None
    assert [(one.sheet, one.subject) for one in reading.parts] == [("2.2", "2.2"), ("2.1", "2.1"), ("1.1", "1.1")]
    assert [row.value("issue") for row in reading.rows] == [f"ประเด็นของ {number}" for number in topics]
    assert [row.sheet for row in reading.rows] == list(topics)


def test_a_topic_that_stands_on_two_sheets_is_told() -> None:
    sheets = tuple(drawn("inspection").sheet(name) for name in ("ก", "ข"))
    reading = read_form(Grid(sheets), definitions())
    assert reading is not None
    assert [(one.code, one.sheet, one.cell) for one in reading.findings] == [("duplicate", "ข", "A4")]


def test_the_pages_of_a_project_report_are_read_and_its_pictures_counted_by_their_captions() -> None:
    told = drawn("project").sheet("สรุป")
    page = type(told)(name="รายงาน", rows=[["๑ ชื่อโครงการ", "โครงการพาน้องกลับมาเรียน"], ["๔ หลักการและเหตุผล", "เพราะ"],
                                            ["๑๐. ผลการดำเนินงาน", "บรรลุ"], ["ลงชื่อ"]])  # fmt: skip
    pictures = type(told)(name="ภาพกิจกรรม", rows=[["ภาพกิจกรรม"], ["ภาพที่ ๑ อบรม", "", "", "", "ภาพที่ ๒ นิเทศ"]])
    reading = read_form(Grid((page, told, pictures)), definitions())
    assert reading is not None
    assert [(one.sheet, {name: cell.value for name, cell in one.values.items()}) for one in reading.pages] == [
        ("รายงาน", {"project_name": "โครงการพาน้องกลับมาเรียน", "reasons": "เพราะ", "results": "บรรลุ"})
    ]
    assert reading.captions == ("ภาพที่ ๑ อบรม", "ภาพที่ ๒ นิเทศ")

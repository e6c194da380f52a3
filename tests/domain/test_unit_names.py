"""Names typed by people find their unit, or the units it may be are asked about. A wrong one is never taken."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.plan import UnitKind
from domain.units.known import Found, KnownUnit, Naming, Nobody, Unsure
from domain.units.names import UnitNames
from tests.domain.named_units import neighbours, units_of_district
from tests.domain.unit_messes import Typist, same_to_the_eye, spelt

DISTRICT = units_of_district()
CROWD = (*DISTRICT, *neighbours())
NAMES, CROWDED = UnitNames(DISTRICT), UnitNames(CROWD)

A, B = "99010012", "99010032"  # บ้านใหม่ in ทุ่งตะวัน, บ้านใหม่ (ประชานุเคราะห์) in เขาหินแก้ว


def codes(said: Naming) -> str | list[str]:
    """One code for a unit found, a list for units to be asked about, [] for nobody."""
    match said:
        case Found():
            return said.unit.code
        case Unsure():
            return [unit.code for unit in said.units]
        case Nobody():
            return []


def found(text: str) -> str | list[str]:
    return codes(NAMES.find(text))


@pytest.mark.parametrize("unit", DISTRICT, ids=lambda unit: unit.code)
def test_every_unit_is_found_by_its_official_name_and_place_and_by_each_of_its_codes(unit: KnownUnit) -> None:
    assert found(f"{unit.name} {unit.district}") == unit.code
    assert [found(code) for code in unit.codes] == [unit.code] * len(unit.codes)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("กลุ่มอานวยการ", "GENERAL"),
        ("อำนวยการ", "GENERAL"),
        ("01 กลุ่มอำนวยการ", "GENERAL"),
        ("กลุ่มแผน", "PLAN"),
        ("กนผ.", "PLAN"),
        ("เเผน", "PLAN"),
        ("DLICT", "DLICT"),
        ("กลุ่ม ICT", "DLICT"),
        ("ผอ.กลุ่ม DLICT", "DLICT"),
        ("ส่งเสริมการศึกษาทางไกลฯ", "DLICT"),
        ("การเงินฯ", "FINANCE"),
        ("กลุ่มบริหารการเงินและสินทรัพย์", "FINANCE"),
        ("เตือนกลุ่มการเงินเรื่องโครงการด้วย", "FINANCE"),
        ("บุคคล", "HR"),
        ("พัฒนาครูฯ", "TEACHER_DEV"),
        ("กลุ่มนิเทศ ติดตามและประเมินผลฯ", "SUPERVISION"),
        ("กลุ่มนิเทศติดตาม และประเมินผลการจัดการศึกษา", "SUPERVISION"),
        ("กลุ่มนิเทศฯ", "SUPERVISION"),
        ("ศน.", "SUPERVISION"),
        ("ส่งเสริมฯ", "PROMOTION"),
        ("ตรวจสอบภายใน", "AUDIT"),
        ("ตสน.", "AUDIT"),
        ("นิติกร", "LEGAL"),
        ("กลุ่มกฏหมายและคดี สพป.ศรีธารา เขต ๑", "LEGAL"),
        ("กลุ่มส่งเสริมการ", ["DLICT", "PROMOTION"]),
        ("กลุ่มส่งเสริมการศึกษา", ["DLICT", "PROMOTION"]),
        ("กลุ่มบริหารงาน", ["FINANCE", "HR"]),
        ("กลุ่มโรงเรียนทุ่งตะวัน", "CL-THUNG"),
        ("คลัสเตอร์ทุ่งตะวัน", "CL-THUNG"),
    ],
)
def test_groups_and_clusters_are_known_by_their_short_names_and_variants(text: str, unit: str | list[str]) -> None:
    assert found(text) == unit


@pytest.mark.parametrize(
    "prefix", ["โรงเรียน", "โรงเรียน ", "รร.", "รร. ", "ร.ร.", "ร.ร. ", "ร. ร.", "ร ร ", "รร", "รร ", ""]
)
@pytest.mark.parametrize(
    ("name", "code"), [("บ้านหนองบัวงาม", "99010002"), ("วัดธารทอง", "99010003"), ("อนุบาลศรีธารา", "99010001")]
)
def test_a_school_is_a_school_however_the_word_for_it_is_written(prefix: str, name: str, code: str) -> None:
    assert found(prefix + name) == code


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("รร.บ้านใหม่", [A, B]),
        ("โรงเรียนบ้านใหม่", [A, B]),
        ("ใหม่", [A, B]),
        ("รร.บ้านใหม่ส่งยัง", [A, B]),
        ("โรงเรียนบ้านใหม่ (ประชานุเคราะห์)", B),
        ("รร.บ้านใหม่ ประชานุเคราะห์", B),
        ("รรบ้านใหม่ประชานุเคราะห์", B),
        ("บ้านใหม่ (ประชาฯ)", B),
        ("บ้านใหม่ (ประชานุเคาระห์)", B),
        ("บ้านใหม่ (ประชาสรรค์)", [A, B]),
        ("บ้านใหม่ เขาหินแก้ว", B),
        ("บ้านใหม่ เขาหินแกว", B),
        ("บ้านใหม่ อ.ทุ่งตะวัน", A),
        ("บ้านใหม่อำเภอทุ่งตะวัน", A),
        ("อ.ทุ่งตะวัน รร.บ้านใหม่", A),
        ("รร.บ้านใหม่ กลุ่มโรงเรียนทุ่งตะวัน", A),
        ("บ้านใหม่ อ.เมือง", [A, B]),
        ("วัดใหม่", [A, B]),
    ],
)
def test_namesakes_are_asked_about_unless_a_bracket_or_a_place_tells_them_apart(
    text: str, unit: str | list[str]
) -> None:
    assert found(text) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("ไทยรัฐวิทยา 999", "99010013"),
        ("ไทยรัฐวิทยา ๙๙๙ (บ้านโคกสว่าง)", "99010013"),
        ("ไทยรัฐวิทยา 999 โคกสว่าง", "99010013"),
        ("ไทยรัฐ 999", "99010013"),
        ("ไทยรัฐวิทยา ๙๙๘", ["99010013"]),
        ("บ้านโคกสว่าง", ["99010007", "99010013"]),
        ("บ้านเขาหินแก้ว มิตรภาพ 999", "99010031"),
        ("บ้านเขาหินแก้ว (มิตรภาพที่ 998)", ["99010031"]),
        ("บ้านห้วยน้ำใส สาขาบ้านดอยหมอก", "99010033"),
        ("สาขาบ้านดอยหมอก", "99010033"),
        ("บ้านห้วยน้ำใส ดอยหมอก", "99010033"),
        ("บ้านห้วยน้ำใส", ["99010033"]),
        ("บ้านหนองบัวงาม อ.เมือง", "99010002"),
        ("บ้านหนองบัวงาม อ.ทุ่งตะวัน", ["99010002"]),
        ("ชุมชนบ้านหนองบัวงาม", ["99010002"]),
        ("บ้านหนองบัวงามเหนือ", ["99010002"]),
        ("รร.บ้านดงพญา", []),
        ("โรงเรียนมารีวิทยา", []),
    ],
)
def test_numbers_branches_and_places_must_agree(text: str, unit: str | list[str]) -> None:
    assert found(text) == unit


@pytest.mark.parametrize(
    "text",
    [
        "บ้านหนองบวังาม", "บ้านหนองบัวงม",
        "บ้านนหนองบัวงาม", "บานหนองบัวงาม", "บ้านหนองบัวงาาม", "หนองบัวงาม", "บ้านหนอง\u200bบัวงาม",
        "บ้าน หนองบัว งาม", "โรงเรีนบ้านหนองบัวงาม", "โรงเรียนบ้านหนองบัวงามค่ะ", "ผอ.รร.บ้านหนองบัวงาม", "ธุรการ บ้านหนองบัวงาม ครับ",
        "ชื่อสมหญิง ธุรการ รร.บ้านหนองบัวงาม", "ส่งของ รร.บ้านหนองบัวงาม ด้วยค่ะ ดูแล 2 โรง", "ขอไฟล์ของ รร.บ้านหนองบัวงาม",
        "โรงเรียนบ้านหนองบัวงาม สังกัดสพป.ศรีธารา เขต 1",
        "โรงเรียนบ้านหนองบัวงาม สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑",
        "รร.บ้านหนองบัวงาม โทร 081-234-5678",
    ],
)  # fmt: skip
def test_slips_and_the_words_around_a_name_do_not_hide_it(text: str) -> None:
    assert found(text) == "99010002"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("บ้านคลองสําราญ", "99010022"),
        ("บ้านคลองสาราญ", "99010022"),
        ("เเผน", "PLAN"),
        ("บ้านเขาหินเเก้ว", "99010031"),
    ],
)
def test_letters_that_look_the_same_are_the_same(text: str, code: str) -> None:
    assert found(text) == code


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("99-01 0002", "99010002"),
        ("๙๙๐๑๐๐๐๒", "99010002"),
        ("1099 9901 02", "99010002"),
        ("รหัสโรงเรียน 990102 ค่ะ", "99010002"),
        ("สมัครใช้งานครับ รร.บ้านหนองบัวงาม 99010002", "99010002"),
        ("รร.บ้านใหม่ 99010012", A),
        ("ไทยรัฐวิทยา 999 99010013", "99010013"),
        ("99010004", []),
        ("1099990104", []),
        ("01", []),
        ("07 เอกชน", []),
        ("บ้านหนองบัวงาม 99010003", ["99010003", "99010002"]),
        ("บ้านหนองบัวงาม 99010004", ["99010002"]),
        ("รร.บ้านดงพญา 99010002", ["99010002"]),
        ("99010002 99010003", ["99010002", "99010003"]),
        ("รร.บ้านใหม่ กลุ่มทุ่งตะวัน 99010012", A),
        ("รร.บ้านหนองบัวงาม รร.วัดธารทอง 99010002", ["99010002", "99010003"]),
        ("1-2345-67890-12-3", []),
    ],
)
def test_a_code_decides_unless_the_name_beside_it_says_otherwise(text: str, unit: str | list[str]) -> None:
    assert found(text) == unit


@pytest.mark.parametrize(
    "text", ["", " ", "-", "สพป.ศรีธารา เขต ๑", "ค่ะ", "รร.", "โรงเรียน", "ขอบคุณค่ะ", "🙏", "ก" * 2000]
)
def test_what_names_nobody_is_told_so(text: str) -> None:
    assert found(text) == []


def test_two_units_named_in_one_text_are_asked_about() -> None:
    assert found("รร.บ้านหนองบัวงาม กับ รร.วัดธารทอง") == ["99010002", "99010003"]
    assert found("กลุ่มแผน รร.วัดธารทอง") == ["PLAN", "99010003"]


def test_a_mother_school_and_its_branch_are_two_schools() -> None:
    mother, branch = (unit for unit in CROWD if "บ้านป่าคาใหม่" in unit.name)

    assert codes(CROWDED.find("รร.บ้านป่าคาใหม่")) == mother.code
    assert codes(CROWDED.find("บ้านป่าคาใหม่ สาขาบ้านป่าหวาย")) == branch.code


def test_a_name_without_its_first_word_is_asked_about_where_two_schools_may_be_meant() -> None:
    said = CROWDED.find("รร.หนองบัวใต้")

    assert isinstance(said, Unsure)
    assert {unit.name for unit in said.units} == {"โรงเรียนบ้านหนองบัวใต้", "โรงเรียนหนองบัวใต้"}


def test_a_former_name_still_finds_the_school() -> None:
    school = KnownUnit(id=1, code="9", kind=UnitKind.SCHOOL, name="โรงเรียนบ้านนาดี", former_names=("โรงเรียนบ้านท่าเสด็จ",))

    assert UnitNames([school]).find("รร.ท่าเสด็จ") == Found(school)


def typed_by_many(slips: int, times: int) -> tuple[Counter[str], list[str]]:
    """How many of so many typed names were found, asked about or nobody's, and the texts that led elsewhere."""
    typist, count, astray = Typist(CROWD, seed=2570), Counter[str](), []
    named = [unit for unit in CROWD if unit.kind is not UnitKind.CLUSTER]
    for unit in named * times:
        text = typist.types(unit, slips)
        match CROWDED.find(text):
            case Found(unit=other):
                count["wrong" if other != unit else "alone"] += 1
                astray += [text] if other != unit else []
            case Unsure(units=units):
                count["asked"] += 1
                astray += [text] if unit not in units else []
            case Nobody():
                count["nobody"] += 1
    return count, astray


@pytest.mark.parametrize(("slips", "alone", "nobody"), [(0, 0.8, 0.01), (1, 0.6, 0.02)])
def test_hundreds_of_messy_names_among_nasty_neighbours_are_found_or_asked_about(
    slips: int, alone: float, nobody: float
) -> None:
    count, astray = typed_by_many(slips, times=5)

    assert count.total() == 430
    assert astray == []
    assert count["alone"] >= alone * count.total()
    assert count["nobody"] <= nobody * count.total()


def test_two_slips_in_a_name_may_hide_it_but_never_make_it_another() -> None:
    assert typed_by_many(2, times=5)[0]["wrong"] == 0


@given(
    unit=st.sampled_from(CROWD),
    at=st.integers(0, 80),
    removed=st.integers(0, 1),
    typed=st.text(alphabet="กขงดตนบปมรลวสหอะาิีุูเแใไำ่้็์ัฯ ๆ.()-@ab", max_size=1),
)
@example(unit=CROWD[11], at=8, removed=1, typed="")
def test_a_letter_more_less_or_other_never_makes_it_another_unit(
    unit: KnownUnit, at: int, removed: int, typed: str
) -> None:
    at %= len(unit.name)
    text = unit.name[:at] + typed + unit.name[at + removed :]
    said = CROWDED.find(text)

    if isinstance(said, Found) and said.unit != unit:
        assert spelt(said.unit.name) == spelt(text), "only where it is the other's very name"


@given(unit=st.sampled_from(CROWD), seed=st.integers())
def test_what_looks_the_same_is_understood_the_same(unit: KnownUnit, seed: int) -> None:
    worn = same_to_the_eye(unit.name, random.Random(seed))  # noqa: S311 - no secret

    assert CROWDED.find(worn) == CROWDED.find(unit.name)


@given(st.text(max_size=400))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert isinstance(CROWDED.find(text), Found | Unsure | Nobody)

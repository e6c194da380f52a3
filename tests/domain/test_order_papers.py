"""An order that was changed in a word processor is read back, and only what differs changes the draft."""

from __future__ import annotations

from dataclasses import replace

from domain.order_papers import OrderPaper, PaperPanel, Rows, as_on_paper, changes, read_paper
from domain.orders import Appointing, OrderKind, Panel, Seat

HEAD = ("ที่", "ชื่อ – สกุล", "ตำแหน่ง", "หน้าที่")
EK = Seat("ประธานกรรมการ", 1, "นายเอก สมมติชน", "ผอ.กลุ่ม 1")
PO = Seat("กรรมการและเลขานุการ", 2, "นางสาวโป๊ะ จำลองใจ", "นักวิเคราะห์")
DRAFT = Appointing(
    kind=OrderKind.SCREENING,
    requirement=3,
    subject="แต่งตั้งคณะกรรมการกลั่นกรอง ปีงบประมาณ พ.ศ. 2570",
    preamble="ด้วย สพฐ. กำหนด นั้น\nจึงแต่งตั้ง ดังนี้",
    panels=(Panel("คณะกรรมการกลั่นกรอง", (EK, PO), ("ตรวจสอบ 2 ครั้ง", "สรุปผล"), subject=9),),
    draft=5,
)


def table(*rows: tuple[str, str, str, str]) -> Rows:
    return (HEAD, *rows)


MEMBERS = table(
    ("๑", "นายเอก  สมมติชน", "ผอ.กลุ่ม ๑", "ประธานกรรมการ"),
    ("๒", "นางสาวโป๊ะ จำลองใจ", "นักวิเคราะห์", "กรรมการและเลขานุการ"),
)
LINES: tuple[str | Rows, ...] = (
    "", "คำสั่งสำนักงานเขตพื้นที่การศึกษา", "ที่ ......../๒๕๗๐", "เรื่อง แต่งตั้งคณะกรรมการกลั่นกรอง ปีงบประมาณ พ.ศ. ๒๕๗๐",
    "--------------------", "ด้วย สพฐ. กำหนด นั้น", "จึงแต่งตั้ง ดังนี้", "คณะกรรมการกลั่นกรอง", MEMBERS, "มีหน้าที่",
    "๑) ตรวจสอบ ๒ ครั้ง", "๒) สรุปผล", "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป", "สั่ง ณ วันที่ ........", "(นายสมมติ ศรีธารา)",
)  # fmt: skip


def nobody(name: str, duty: str) -> Seat:
    return Seat(duty, 0, name)


def read(*lines: str | Rows) -> OrderPaper:
    paper = read_paper(lines or LINES, 5)
    assert paper is not None
    return paper


def instead(old: str, *new: str | Rows) -> tuple[str | Rows, ...]:
    place = LINES.index(old)
    return (*LINES[:place], *new, *LINES[place + 1 :])


def test_an_order_as_we_made_it_changes_nothing() -> None:
    paper = read()

    assert paper.unread == ()
    assert as_on_paper(DRAFT, paper, nobody) == DRAFT


def test_other_words_before_the_committee_become_the_drafts() -> None:
    new = as_on_paper(DRAFT, read(*instead("ด้วย สพฐ. กำหนด นั้น", "ด้วยเหตุอื่น", "และอีกเหตุ")), nobody)

    assert new.preamble == "ด้วยเหตุอื่น\nและอีกเหตุ\nจึงแต่งตั้ง ดังนี้"
    assert changes(DRAFT, new).preamble
    assert new.panels == DRAFT.panels


def test_what_a_committee_is_to_do_is_read_below_its_table() -> None:
    new = as_on_paper(DRAFT, read(*instead("๒) สรุปผล", "๒. สรุปผลเสนอ ผอ.", "เก็บเอกสาร")), nobody)

    assert new.panels[0].duties == ("ตรวจสอบ ๒ ครั้ง", "สรุปผลเสนอ ผอ.", "เก็บเอกสาร")
    assert changes(DRAFT, new).duties == (1,)
    assert new.panels[0].subject == 9


def test_who_is_added_in_word_sits_in_the_committee_and_who_is_gone_does_not() -> None:
    rows = table(("๑", "นายเอก สมมติชน", "ผอ.กลุ่ม ๑", "ประธานกรรมการ"), ("๒", "นายนอก จำลอง", "ข้าราชการบำนาญ", "กรรมการ"))
    place = LINES.index(MEMBERS)
    new = as_on_paper(DRAFT, read(*LINES[:place], rows, *LINES[place + 1 :]), nobody)

    assert new.panels[0].seats == (EK, Seat("กรรมการ", 0, "นายนอก จำลอง", "ข้าราชการบำนาญ"))
    found = changes(DRAFT, new)
    assert (found.came, found.gone) == (("นายนอก จำลอง",), ("นางสาวโป๊ะ จำลองใจ",))


def test_a_committee_more_is_a_committee_more() -> None:
    more = ("๒. คณะกรรมการอำนวยการ", table(("๑", "นายใหม่ ตัวอย่าง", "", "")), "มีหน้าที่", "ให้คำปรึกษา")
    new = as_on_paper(DRAFT, read(*instead("ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป", *more, "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป")), nobody)

    assert [panel.title for panel in new.panels] == ["คณะกรรมการกลั่นกรอง", "คณะกรรมการอำนวยการ"]
    assert new.panels[0] == DRAFT.panels[0]
    assert new.panels[1].duties == ("ให้คำปรึกษา",)
    assert changes(DRAFT, new).committees


def test_what_no_order_has_a_place_for_is_named() -> None:
    lines = instead("ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป", "ทั้งนี้ ตั้งแต่วันที่ ๑ มีนาคม ๒๕๗๐", (("งบประมาณ", "๕,๐๐๐ บาท"),))

    assert read(*lines).unread == ("งบประมาณ ๕,๐๐๐ บาท", "ทั้งนี้ ตั้งแต่วันที่ ๑ มีนาคม ๒๕๗๐")


def test_a_letter_or_an_order_without_people_is_no_such_order() -> None:
    assert read_paper(("บันทึกข้อความ", "เรื่อง ขออนุมัติ", "เรียน ผอ.", MEMBERS)) is None
    assert read_paper(("คำสั่งที่ 1", "เรื่อง ให้ข้าราชการช่วยราชการ", "ด้วย")) is None
    assert read_paper(()) is None


def test_of_a_thousand_long_lines_no_more_is_kept_than_an_order_has() -> None:
    paper = read(*LINES[:6], *(["ก" * 5_000] * 1_000), *LINES[7:])

    assert len(paper.preamble) < 60_000


def test_two_committees_of_the_same_title_stay_apart() -> None:
    draft = replace(DRAFT, panels=(Panel("ฝ่ายหนึ่ง", (EK,)), Panel("ฝ่ายสอง", (PO,))))
    paper = OrderPaper(
        0, draft.subject, draft.preamble,
        (
            PaperPanel("ฝ่ายใหม่", (("นายเอก สมมติชน", "", ""),)),
            PaperPanel("ฝ่ายสอง", (("นางสาวโป๊ะ จำลองใจ", "", ""),)),
        ),
    )  # fmt: skip

    assert [panel.title for panel in as_on_paper(draft, paper, nobody).panels] == ["ฝ่ายใหม่", "ฝ่ายสอง"]
    assert as_on_paper(draft, paper, nobody).panels[0].seats == (EK,)

"""The cover and the pages before the body: คำนำ, บทสรุปผู้บริหาร, the lists of contents; and ส่วนที่ ๑."""

from __future__ import annotations

from typing import Final

from domain.thai import MONTHS, clock_time, local, long_date
from reports.booklet.blocks import Column, Cover, Listing, NewPage, Row
from reports.booklet.drafting import Draft
from reports.booklet.model import Booklet
from reports.booklet.results import absent
from reports.booklet.sums import SUMS, summed, sums, total_row, unit_columns
from reports.official.writing import Writing

_OBEC: Final = "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน"
_MINISTRY: Final = "กระทรวงศึกษาธิการ"
_REGISTER: Final = "ทะเบียนหน่วยงาน"
_STATES: Final = "สถานะการส่ง"
_DOTS: Final = "." * 12


def title_of(booklet: Booklet) -> str:
    """What the booklet is called."""
    return f"รายงานผลการดำเนินงานตาม{booklet.data.subject_word} ประจำปีงบประมาณ พ.ศ. {booklet.data.fiscal_year_be}"


def cover(booklet: Booklet, writing: Writing) -> Cover:
    """The cover. What is not complete says so, with the moment of its data."""
    whose = "" if booklet.of_projects else " สพฐ."
    data, around = booklet.data, booklet.around
    at = local(data.as_of)
    calendar_year = at.year + 543
    series = around.series or f"{_DOTS}/{calendar_year}"
    draft = f"ฉบับร่าง ข้อมูล ณ วันที่ {long_date(at.date())} เวลา {clock_time(at)}" if booklet.draft else ""
    return Cover(
        series=writing.line(f"เอกสารลำดับที่ {series}"),
        title=(
            "รายงานผลการดำเนินงาน",
            writing.line(f"ตาม{data.subject_word}{whose}"),
            writing.line(f"ประจำปีงบประมาณ พ.ศ. {data.fiscal_year_be}"),
        ),
        period=writing.line(f"{data.round_name} ({writing.day(around.first)} – {writing.day(around.last)})"),
        section=writing.line(around.section),
        office=writing.line(data.office_name),
        under=(f"สังกัด{_OBEC}", _MINISTRY),
        draft=writing.line(draft),
    )


def foreword(booklet: Booklet, draft: Draft) -> None:
    """คำนำ, signed by the group and the office."""
    data, around = booklet.data, booklet.around
    word, at = data.subject_word, local(data.as_of)
    draft.heading(1, "คำนำ")
    draft.words(
        f"{around.section} {data.office_name} จัดทำรายงานผลการดำเนินงานตาม{word} "
        f"ประจำปีงบประมาณ พ.ศ. {data.fiscal_year_be} "
        f"{data.round_name} ระหว่างวันที่ {draft.writing.day(around.first)} ถึงวันที่ {draft.writing.day(around.last)} "
        f"ขึ้นเพื่อรายงานต่อ{around.agency or _OBEC} และเพื่อสรุปผลการดำเนินงาน การใช้จ่ายงบประมาณ ปัญหา อุปสรรค และข้อเสนอแนะ "
        f"จากข้อมูลที่ผู้รับผิดชอบ{word}ได้รายงานและผ่านการตรวจรับแล้ว",
        "ข้อมูลในรายงานฉบับนี้ใช้ประกอบการบริหารและปรับปรุงการดำเนินงาน กำหนดนโยบายและจัดทำแผนปฏิบัติการในปีต่อไป และเผยแพร่ให้"
        "หน่วยงานที่เกี่ยวข้องและประชาชนทราบ ทุกตัวเลขในเล่มระบุที่มาไว้ในภาคผนวก",
        f"ขอขอบคุณผู้บริหาร ผู้รับผิดชอบ{word} และผู้เกี่ยวข้องทุกฝ่ายที่ให้ข้อมูลและความร่วมมือ ทำให้การจัดทำรายงานสำเร็จด้วยดี",
    )
    draft.words(around.section, data.office_name, f"{MONTHS[at.month - 1]} {at.year + 543}", look="right")


def summary(booklet: Booklet, draft: Draft) -> None:
    """บทสรุปผู้บริหาร: what is in, the figures of it, and by name what is missing."""
    data, place = booklet.data, "บทสรุปผู้บริหาร"
    word = data.subject_word
    draft.heading(1, place)
    every = draft.told(place, f"{word}ทั้งหมด", len(booklet.chapters), "แผนการติดตาม")
    kept = draft.told(place, f"{word}ที่มีผลตรวจรับแล้ว", len(booklet.filled), _STATES)
    at = local(data.as_of)
    said = (
        f"การดำเนินงานตาม{word} ประจำปีงบประมาณ พ.ศ. {data.fiscal_year_be} {data.round_name} มีทั้งหมด {every} {word} "
        f"ข้อมูล ณ วันที่ {long_date(at.date())} เวลา {clock_time(at)} มีผลที่ตรวจรับแล้ว {kept} {word}"
    )
    if not booklet.reports:
        draft.words(f"{said} จึงยังไม่มีตัวเลขที่นำมาสรุปได้")
    else:
        told = {
            name: summed(draft, (place, what), booklet.together, booklet.reports, (name, whole))
            for name, what, whole in SUMS
        }
        draft.words(said)
        draft.words(
            f"ส่วนที่ตรวจรับแล้วมีตัวชี้วัดที่รายงาน {told['reported']} ตัวชี้วัด คะแนนเฉลี่ย {told['score']} จากคะแนนเต็ม 5 "
            f"ได้รับจัดสรรงบประมาณ {told['allocated']} บาท ใช้ไป {told['spent']} บาท คงเหลือ {told['left']} บาท "
            f"คิดเป็นร้อยละที่ใช้ไป {told['share']}"
        )
    overview(booklet, draft, f"สรุปผลการดำเนินงานและการใช้จ่ายงบประมาณราย{word}")
    for chapter in booklet.chapters:
        absent(data, chapter, draft)
    if booklet.missing:
        draft.words("รายการที่ยังไม่มีผลไม่ได้นับเป็นศูนย์ และไม่รวมอยู่ในยอดรวม", look="small")


def overview(booklet: Booklet, draft: Draft, caption: str) -> None:
    """A row for each subject, and their sum; what has no figures says why."""
    table = draft.next_table()
    rows = []
    for chapter in booklet.chapters:
        head = (draft.writing.number(chapter.no), draft.writing.line(chapter.title or chapter.name))
        if chapter.reports:
            part = "" if not chapter.missing else f" (ยังไม่ครบ ขาด {len(chapter.missing)} หน่วยงาน)"
            cells = sums(draft, f"{table} {chapter.name}", chapter.together, chapter.reports)
            rows.append(Row((head[0], draft.writing.line(f"{head[1]}{part}"), *cells)))
        else:
            rows.append(Row((*head, chapter.why_empty)))
    label = f"รวม {len(booklet.filled)} จาก {len(booklet.chapters)} {booklet.data.subject_word}"
    whole = sums(draft, f"{table} รวม", booklet.together, booklet.reports)
    rows.append(total_row(draft.writing.line(label), whole, booklet.reports))
    draft.table(caption, unit_columns(booklet.data.subject_word), rows)


def contents(draft: Draft) -> None:
    """The lists of contents, on pages of their own."""
    draft.blocks += [
        NewPage(),
        Listing("headings", "สารบัญ"),
        NewPage(),
        Listing("tables", "สารบัญตาราง"),
        Listing("charts", "สารบัญภาพ"),
    ]


def basics(booklet: Booklet, draft: Draft) -> None:
    """ส่วนที่ ๑: the office and its units."""
    data, facts = booklet.data, booklet.around.facts
    draft.heading(1, "ส่วนที่ 1 ข้อมูลพื้นฐาน")
    place = "ส่วนที่ 1"
    groups = draft.told(place, "กลุ่มภารกิจและหน่วยงานภายใน", facts.groups, _REGISTER)
    schools = draft.told(place, "สถานศึกษาในสังกัด", facts.schools, _REGISTER)
    draft.words(
        f"{data.office_name} เป็นหน่วยงานสังกัด{_OBEC} {_MINISTRY} มีกลุ่มภารกิจและหน่วยงานภายใน {groups} กลุ่ม "
        f"และสถานศึกษาในสังกัด {schools} แห่ง"
    )
    if not facts.areas:
        return
    table = draft.next_table()
    rows = [
        Row((draft.writing.number(no), draft.writing.line(name), draft.told(table, name, count, _REGISTER)))
        for no, (name, count) in enumerate(facts.areas, start=1)
    ]
    total = draft.told(table, "รวม", sum(count for _, count in facts.areas), _REGISTER)
    rows.append(Row(("", "รวม", total), strong=True))
    columns = (Column("ที่", 1.5, "center"), Column(facts.areas_are, 10.5), Column("จำนวนสถานศึกษา (แห่ง)", 4.0, "right"))
    draft.table(f"จำนวนสถานศึกษาในสังกัด จำแนกตาม{facts.areas_are}", columns, rows)

"""What is said about forms of the office's own: what was understood of a blank, and who is to fill it in by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from domain.forms.definition import Column, FormDefinition, Kind
from domain.forms.learnt import Doubt, Learnt
from domain.messages import Card, Line, Message, Part, Pick, PickMode, Rule, Tap, Text, Tone
from domain.thai import local, thai_digits, weekday_date
from handlers.wording import menu
from handlers.wording.voice import Voice

LISTED: Final = 10
_FARTHEST: Final = timedelta(days=730)
TEACH: Final = "ใช้ไฟล์นี้เป็นแบบ"
KINDS: Final = MappingProxyType(
    {
        Kind.TEXT: "ข้อความ",
        Kind.LONG_TEXT: "ข้อความยาว",
        Kind.INTEGER: "จำนวนเต็ม",
        Kind.NUMBER: "ตัวเลข",
        Kind.PERCENT: "ร้อยละ",
        Kind.MONEY: "เงิน (บาท)",
        Kind.SCORE: "ระดับคะแนน",
        Kind.TARGET: "ค่าเป้าหมาย",
        Kind.DATE: "วันที่",
        Kind.CODE: "รหัส",
        Kind.CHOICE: "ตัวเลือก",
    }
)
_DOUBTS: Final = MappingProxyType(
    {
        "no_title": "ไม่พบชื่อแบบเหนือตาราง จึงใช้ชื่อไฟล์เป็นชื่อแบบ",
        "other_sheet": "แผ่นงาน “{detail}” เป็นตารางอื่น ไม่ได้นำมาติดตาม",
        "same_sheets": "มี {detail} แผ่นงานที่หัวตารางเหมือนกัน นับเป็นแบบเดียวกัน",
        "no_number": "ไม่มีคอลัมน์ลำดับที่ จะดูแถวจากชื่อรายการ",
        "filled": "คอลัมน์ “{detail}” มีข้อมูลอยู่แล้ว โปรดดูว่าเป็นแบบเปล่าหรือไม่",
        "example": "แถว “{detail}” เป็นตัวอย่าง จะไม่นับเป็นข้อมูล",
        "no_rows": "ไม่มีรายการพิมพ์ไว้ หน่วยงานเพิ่มแถวเองได้",
        "twice": "หัวคอลัมน์ “{detail}” ซ้ำกัน จะแยกตามลำดับจากซ้ายไปขวา",
        "units_listed": "แต่ละแถวเป็นของแต่ละหน่วยงาน ({detail} แถว) จะอ่านเฉพาะแถวของผู้ส่ง",
    }
)
_NO_FORM: Final = MappingProxyType(
    {
        "no_table": "ไม่พบหัวตารางในไฟล์ “{name}” จึงยังใช้เป็นแบบไม่ได้ แบบต้องมีแถวหัวตารางที่บอกชื่อคอลัมน์ตั้งแต่ ๒ คอลัมน์ขึ้นไป",
        "nothing_to_fill": "ตารางในไฟล์ “{name}” ไม่มีช่องให้กรอก จึงยังใช้เป็นแบบไม่ได้ กรุณาแนบแบบเปล่า",
        "too_wide": "ตารางในไฟล์ “{name}” กว้างเกินไป (เกิน ๖๐ คอลัมน์) จึงยังใช้เป็นแบบไม่ได้",
    }
)
_ROUNDS: Final = MappingProxyType({"6m": "รอบ ๖ เดือน", "9m": "รอบ ๙ เดือน", "12m": "รอบ ๑๒ เดือน", "3m": "รอบ ๓ เดือน"})


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is going to be asked for. `day_off`: why the office is closed on the due day, "" on a working day."""

    title: str
    version: int
    units: tuple[str, ...]
    due: date
    day_off: str


def round_name(round_: str) -> str:
    """A round as people call it: รอบ ๖ เดือน, รอบที่ ๒; "" for none."""
    if not round_:
        return ""
    return _ROUNDS.get(round_) or f"รอบที่ {thai_digits(round_)}"


def offer(v: Voice, name: str, upload_id: int) -> Message:
    """An officer sent a table that is none of the forms: it may be a new one."""
    return Card(
        alt=f"ไฟล์ “{name}” ยังไม่ใช่แบบที่ติดตามอยู่",
        title="ยังไม่รู้จักแบบนี้",
        subtitle=name,
        parts=(
            Line("เปิดไฟล์ได้ แต่หัวตารางไม่ตรงกับแบบที่ติดตามอยู่"),
            Line(f"หากเป็นแบบเปล่าที่จะให้หน่วยงานกรอก กดปุ่มด้านล่าง ระบบจะอ่านหัวตารางให้ตรวจก่อน{v.end}"),
        ),
        tone=Tone.CARE,
        buttons=(Tap(TEACH, f"teach:{upload_id}", TEACH),),
        suggestions=menu.OVERSEER,
    )


def offer_next(v: Voice, title: str, upload_id: int) -> Message:
    """An officer sent a blank like one that was learnt before."""
    return Card(
        alt=f"แบบเปล่า “{title}”",
        title="เป็นแบบเปล่าที่รู้จักแล้ว",
        subtitle=title,
        parts=(
            Line("ยังไม่มีข้อมูลกรอกมา จึงไม่นับเป็นงานที่ส่ง"),
            Line(f"หากเป็นฉบับใหม่ กดปุ่มด้านล่าง งานที่ใช้ฉบับก่อนยังใช้ฉบับเดิม{v.end}"),
        ),
        buttons=(Tap(TEACH, f"teach:{upload_id}", TEACH),),
        suggestions=menu.OVERSEER,
    )


def or_teach(upload_id: int) -> Tap:
    """The button beside another answer about an officer's file."""
    return Tap(TEACH, f"teach:{upload_id}", TEACH)


def which_file(v: Voice) -> Message:
    """No file is there to learn from."""
    return Text(f"ยังไม่พบไฟล์ที่จะใช้เป็นแบบ{v.end} แนบไฟล์แบบเปล่าในแชตนี้ แล้วพิมพ์ {TEACH}{v.end}", menu.OVERSEER)


def no_form(v: Voice, reason: str, name: str) -> Message:
    """Nothing can be learnt from the file: why, and what would help."""
    return Text(v.close(_NO_FORM[reason].format(name=name)), menu.OVERSEER)


def _heading(column: Column) -> str:
    return f"{column.group} / {column.heading}" if column.group else column.heading


def _columns(learnt: Learnt) -> list[Part]:
    return [
        Line(f"{_heading(column)} · {KINDS[column.kind]}{' · พิมพ์ไว้แล้ว' if column.prefilled else ''}",
             label=f"คอลัมน์ {learnt.columns[column.field]}")
        for column in learnt.definition.columns
    ]  # fmt: skip


def _rows(definition: FormDefinition) -> list[Part]:
    if not definition.printed:
        return []
    shown = [Line(f"{row.no} {row.name}".strip()) for row in definition.printed[:LISTED]]
    more = len(definition.printed) - LISTED
    told: list[Part] = [Rule(), Line(f"รายการที่ต้องตอบ {len(definition.printed)} ประเด็น", strong=True), *shown]
    return [*told, Line(f"และอีก {more} ประเด็น")] if more > 0 else told


def doubt(found: Doubt) -> str:
    """A doubt in words."""
    return _DOUBTS[found.code].format(detail=found.detail)


def understood(v: Voice, learnt: Learnt, version: int, upload_id: int, *, known_before: bool) -> Message:
    """What was understood of a blank, all columns and doubts, and whether to track it."""
    first, last = learnt.header_rows[0], learnt.header_rows[-1]
    where = f"แถวที่ {first}" if first == last else f"แถวที่ {first}–{last}"
    to_fill = sum(not column.prefilled for column in learnt.definition.columns)
    parts: list[Part] = [
        Line(learnt.sheet, label="แผ่นงาน"),
        Line(where, label="หัวตาราง"),
        Line(f"{len(learnt.definition.columns)} คอลัมน์ ให้กรอก {to_fill}", label="คอลัมน์"),
    ]
    if version > 1:
        parts.append(Line(f"ฉบับที่ {version} งานที่ใช้ฉบับก่อนยังใช้ฉบับเดิม", label="ฉบับ", tone=Tone.CARE))
    if known_before:
        parts.append(Line("ไฟล์นี้เคยใช้เป็นแบบแล้ว ใช้ฉบับเดิมได้เลย"))
    parts += [Rule(), *_columns(learnt), *_rows(learnt.definition)]
    if learnt.doubts:
        parts += [Rule(), Line("ขอให้ดูอีกครั้ง", tone=Tone.CARE, strong=True)]
        parts += [Line(doubt(found), tone=Tone.CARE) for found in learnt.doubts]
    parts += [Rule(), Line(f"คอลัมน์อื่นที่หน่วยงานเพิ่มมา ระบบจะเก็บและแสดงไว้ ไม่ตัดทิ้ง{v.end}")]
    return Card(
        alt=f"อ่านแบบ “{learnt.definition.title}” ได้ {len(learnt.definition.columns)} คอลัมน์",
        title=learnt.definition.title,
        subtitle="แบบที่อ่านได้",
        parts=tuple(parts),
        buttons=(
            Tap("เริ่มติดตามแบบนี้", f"track:{upload_id}", "เริ่มติดตามแบบนี้"),
            Tap("ไม่ใช่แบบ", f"unteach:{upload_id}", "ไม่ใช่แบบ"),
        ),
    )


def forgotten(v: Voice) -> Message:
    """The file is not used as a form."""
    return Text(f"รับทราบ{v.end} ไม่ใช้ไฟล์นั้นเป็นแบบ{v.end}", menu.OVERSEER)


def who_fills(v: Voice, upload_id: int, groups: int, schools: int) -> Message:
    """Who is to fill it in."""
    choices = ((1, f"ทุกกลุ่มภารกิจ ({groups})", groups), (2, f"ทุกโรงเรียน ({schools})", schools), (3, "เลือกเอง", 1))
    return Card(
        alt="ให้ใครกรอกแบบนี้",
        title=f"ให้ใครกรอกแบบนี้{v.ask}",
        parts=(Line(f"เลือกเอง คือพิมพ์ชื่อหน่วยงานที่ต้องการ{v.end}"),),
        buttons=tuple(Tap(label, f"track:{upload_id}:{who}", label) for who, label, count in choices if count),
    )


def name_them(v: Voice) -> Message:
    """The units are to be typed."""
    return Text(f"พิมพ์ชื่อหน่วยงานที่ให้กรอก คั่นด้วยเครื่องหมาย , หรือขึ้นบรรทัดใหม่ เช่น กลุ่มนิเทศ, รร.บ้านใหม่{v.end}")


def names_unclear(
    v: Voice, upload_id: int, found: Sequence[str], unsure: Sequence[tuple[str, Sequence[str]]], unknown: Sequence[str]
) -> Message:
    """Some of the names typed are clear, others are not."""
    parts: list[Part] = [Line(", ".join(found), label=f"พบแล้ว {len(found)}", tone=Tone.GOOD)] if found else []
    parts += [Line(f"หมายถึง {' หรือ '.join(names)}", label=f"“{text}”", tone=Tone.CARE) for text, names in unsure]
    parts += [Line("ไม่พบหน่วยงานชื่อนี้", label=f"“{text}”", tone=Tone.CARE) for text in unknown]
    enough = f"ใช้เฉพาะ {len(found)} หน่วยที่พบ"
    return Card(
        alt="ยังมีชื่อหน่วยงานที่ไม่แน่ใจ",
        title="ขอชื่อให้ชัดอีกนิด",
        parts=(*parts, Rule(), Line(f"พิมพ์ชื่อเต็มเฉพาะที่ยังไม่พบ{v.end}")),
        tone=Tone.CARE,
        buttons=(Tap(enough, f"track:{upload_id}:4", enough),) if found else (),
    )


def no_such_units(v: Voice) -> Message:
    """The office has no units of that kind."""
    return Text(f"ในระบบยังไม่มีหน่วยงานประเภทนี้{v.end} เลือกเองแล้วพิมพ์ชื่อได้{v.end}")


def _picker(upload_id: int, now: datetime, label: str = "เลือกวันกำหนดส่ง") -> Pick:
    today = local(now).date()
    return Pick(label, f"trackdue:{upload_id}", PickMode.DATE, today + timedelta(days=7), today, today + _FARTHEST)


def by_when(v: Voice, upload_id: int, units: int, now: datetime) -> Message:
    """By when."""
    return Card(
        alt=f"ให้ {units} หน่วยส่งภายในวันไหน",
        title=f"ให้ส่งภายในวันไหน{v.ask}",
        parts=(Line(f"{units} หน่วย", label="ผู้กรอก"), Line(v.close("กดเลือกวัน หรือพิมพ์ เช่น 29 ม.ค. 70"))),
        buttons=(_picker(upload_id, now),),
    )


def which_day(v: Voice, upload_id: int, now: datetime) -> Message:
    """What was typed is no day."""
    return Text(v.close(f"อ่านวันที่ไม่ได้{v.end} กดเลือกวัน หรือพิมพ์ เช่น 29 ม.ค. 70"), (_picker(upload_id, now),))


def day_is_past(v: Voice, upload_id: int, now: datetime) -> Message:
    """The day is over."""
    return Text(f"วันนั้นผ่านไปแล้ว{v.end} เลือกวันใหม่ได้เลย{v.end}", (_picker(upload_id, now),))


def really(v: Voice, upload_id: int, ahead: Ahead, now: datetime) -> Message:
    """All of it once more, before anybody is asked."""
    names = ", ".join(ahead.units[:LISTED])
    more = f" และอีก {len(ahead.units) - LISTED} หน่วย" if len(ahead.units) > LISTED else ""
    version = f" (ฉบับที่ {ahead.version})" if ahead.version > 1 else ""
    parts: list[Part] = [
        Line(ahead.title + version, label="แบบ", strong=True),
        Line(f"{len(ahead.units)} หน่วย: {names}{more}", label="ผู้กรอก"),
        Line(weekday_date(ahead.due), label="กำหนดส่ง"),
    ]
    if ahead.day_off:
        parts.append(Line(f"วันนั้นเป็น{ahead.day_off} โปรดดูว่าตั้งใจหรือไม่", tone=Tone.CARE))
    parts += [Rule(), Line(f"เมื่อยืนยัน ทั้ง {len(ahead.units)} หน่วยจะเห็นงานนี้ และได้รับแจ้งตามรอบแจ้งเตือน{v.end}")]
    return Card(
        alt=f"ยืนยันให้ {len(ahead.units)} หน่วยส่ง {ahead.title}",
        title=f"เริ่มติดตามหรือไม่{v.ask}",
        parts=tuple(parts),
        buttons=(
            Tap("ยืนยัน", f"trackgo:{upload_id}", "ยืนยัน"),
            _picker(upload_id, now, "เปลี่ยนวัน"),
            Tap("เปลี่ยนหน่วยงาน", f"track:{upload_id}", "เปลี่ยนหน่วยงาน"),
        ),
    )


def asked(v: Voice, title: str, units: int, due: date, requirement_id: int) -> Message:
    """It is being tracked from now on."""
    return Card(
        alt=f"เริ่มติดตาม {title} แล้ว {units} หน่วย",
        title="เริ่มติดตามแล้ว",
        subtitle=title,
        parts=(
            Line(f"{units} หน่วย", label="ผู้กรอก"),
            Line(weekday_date(due), label="กำหนดส่ง"),
            Rule(),
            Line(f"หน่วยงานรับแบบได้จาก ขอแบบฟอร์ม และส่งกลับในแชตนี้{v.end}"),
        ),
        tone=Tone.GOOD,
        buttons=(
            Tap("ใครยังไม่ส่ง", f"missing:{requirement_id}", "ใครยังไม่ส่ง"),
            Tap("สรุป", f"summary:{requirement_id}", "สรุป"),
        ),
        suggestions=menu.OVERSEER,
    )


def cancelled(v: Voice) -> Message:
    """The officer thought better of it; the form is kept."""
    return Text(f"ยกเลิกการตั้งงานแล้ว{v.end} แบบที่อ่านไว้ยังอยู่ เริ่มใหม่ได้ด้วยปุ่ม เริ่มติดตามแบบนี้{v.end}", menu.OVERSEER)

"""Why a file was taken for what it was, read back in sentences: one for every reason there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from domain.messages import Card, Line, Message, Part, Rule, Text
from handlers.wording import menu
from handlers.wording.voice import Voice

LISTED = 20  # a file of many rows has a few reasons for each

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "identity": "ไฟล์มีรหัสของแบบฟอร์มที่ระบบออกให้ คือ {detail}",
        "identity_contradicts": "รหัสในแบบฟอร์ม ({detail}) ไม่ตรงกับข้อความในแบบ อาจคัดลอกมาจากแบบของงานอื่น",
        "identity_unknown": "รหัสในแบบฟอร์ม ({detail}) ไม่ใช่ของงานที่เปิดอยู่ จึงดูจากข้อความในแบบแทน",
        "form": "หัวตารางตรงกับแบบฟอร์มของงานนี้",
        "year": "ในแบบเขียนปีงบประมาณ {detail} ตรงกับงาน",
        "round": "ในแบบเขียน{detail} ตรงกับงาน",
        "agency": "หน่วยงานที่ขอข้อมูลในแบบ ({detail}) ตรงกับงาน",
        "subject": "เรื่องที่เขียนในแบบ ({detail}) ตรงกับงาน",
        "rows": "รายการในตารางเป็นของเรื่อง {detail} ตรงกับงาน",
        "unit": "หน่วยงานที่เขียนในแบบ ({detail}) ตรงกับงาน",
        "wrong_year": "ในแบบเขียนปีงบประมาณ {detail} ซึ่งไม่ตรงกับงาน",
        "wrong_round": "ในแบบเขียน{detail} ซึ่งไม่ตรงกับงาน",
        "wrong_agency": "หน่วยงานที่ขอข้อมูลในแบบ ({detail}) ไม่ตรงกับงาน",
        "wrong_subject": "เรื่องที่เขียนในแบบ ({detail}) ไม่ตรงกับงาน",
        "wrong_rows": "รายการในตารางเป็นของเรื่อง {detail} ซึ่งไม่ตรงกับงาน",
        "wrong_unit": "หน่วยงานที่เขียนในแบบ ({detail}) ไม่ตรงกับงาน",
        "unit_ambiguous": "ชื่อหน่วยงานในแบบ ({detail}) ตรงกับหลายหน่วยงาน",
        "unit_unknown": "ไม่พบหน่วยงานชื่อหรือรหัส {detail}",
        "unit_conflict": "รหัสกับชื่อหน่วยงานในแบบ ({detail}) เป็นของคนละหน่วยงาน",
        "on_behalf": "ผู้ส่งส่งแทนหน่วยงานอื่น",
        "only_one": "มีงานที่ค้างอยู่เพียงงานเดียวที่เข้ากันได้",
        "several": "มีงานที่ค้างอยู่หลายงานที่เข้ากันได้",
        "nothing_stated": "ในแบบไม่ได้เขียนว่าเป็นของงานใด",
        "already_settled": "งานที่ตรงกับไฟล์นี้ส่งมาก่อนแล้ว",
        "not_yours": "งานที่ตรงกับไฟล์นี้เป็นของหน่วยงานอื่น",
        "no_such_work": "ไม่มีงานที่เปิดอยู่ซึ่งใช้แบบฟอร์มนี้",
        "lately_asked": "ผู้ส่งเพิ่งขอแบบฟอร์มหรือพูดถึงงานนี้",
        "group": "ส่งในกลุ่มไลน์ของหน่วยงานที่รับผิดชอบ",
        "chosen": "ผู้ส่งเลือกเองว่าเป็นของงานนี้",
        "portion": "ส่วน “{detail}” ของไฟล์",
        "twice": "ส่วน “{detail}” เป็นของงานเดียวกับอีกส่วนในไฟล์ จึงไม่ได้ใช้",
        "list_of_many": "ในตารางมีข้อมูลของหลายหน่วยงาน และไม่พบแถวของหน่วยงานผู้ส่ง",
        "same_file": "เป็นไฟล์เดิมที่ได้เลขรับ {detail} ไปแล้ว",
    }
)
_OUTCOMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "settled": "บันทึกเป็นงานที่ส่งแล้ว",
        "asked": "ยังรอคำตอบว่าเป็นของงานไหน",
        "dropped": "ผู้ส่งตอบว่าไม่ใช่งานที่ถาม จึงยังไม่ได้บันทึก",
        "unreadable": "เปิดอ่านไฟล์ไม่ได้ จึงยังไม่ได้บันทึก",
        "unknown_form": "ไม่พบหัวตารางของแบบฟอร์มที่ติดตามอยู่ จึงยังไม่ได้บันทึก",
        "not_taken": "ไม่ตรงกับงานที่เปิดให้ส่ง จึงยังไม่ได้บันทึก",
        "taken_back": "ไฟล์ถูกถอนหรือยกเลิกแล้ว",
        "out_of_time": "ไฟล์พ้นเวลาเก็บแล้ว",
    }
)
_ROUNDS: Final[Mapping[str, str]] = MappingProxyType(
    {"6m": "รอบ 6 เดือน", "9m": "รอบ 9 เดือน", "12m": "รอบ 12 เดือน", "ye": "รอบสิ้นปี"}
    | {f"q{no}": f"ไตรมาส {no}" for no in range(1, 5)}
)


def came_of(outcome: str) -> str:
    """What became of a file."""
    return _OUTCOMES.get(outcome, outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTold:
    """A file with why it was taken for what: `because` as kept (code, detail); `works`: receipt number and work."""

    name: str
    outcome: str
    because: tuple[tuple[str, str], ...]
    works: tuple[tuple[str, str], ...]


def reason(code: str, detail: str) -> str:
    """One reason in a sentence; one that a later program wrote is told by its code."""
    shown = _ROUNDS.get(detail, f"รอบที่ {detail}") if code in {"round", "wrong_round"} else detail
    return SENTENCES.get(code, "{code} {detail}").format(code=code, detail=shown).strip()


def why(v: Voice, told: FileTold) -> Message:
    """What became of a file, and why."""
    parts: list[Part] = [Line(came_of(told.outcome), label="ผล", strong=True)]
    parts += [Line(work, label=f"เลขรับ {receipt_no}") for receipt_no, work in told.works[:LISTED]]
    if told.because:
        parts += [Rule(), Line("เพราะ", strong=True)]
        parts += [Line(f"• {reason(code, detail)}") for code, detail in told.because[:LISTED]]
    if len(told.because) > LISTED:
        parts.append(Line(f"และอีก {len(told.because) - LISTED} ข้อ"))
    parts += [Rule(), Line(f"หากไม่ใช่งานนี้ พิมพ์ ขอถอนงาน แล้วแนบไฟล์ใหม่ได้{v.end}")] if told.works else []
    return Card(
        alt="เหตุผลที่รับไฟล์นี้เป็นงานดังกล่าว" if told.works else "เหตุผลที่ยังไม่ได้บันทึกไฟล์นี้",
        title="เหตุผลของไฟล์ล่าสุด" if not told.works else f"เหตุผลของเลขรับ {told.works[0][0]}",
        subtitle=told.name,
        parts=tuple(parts),
        suggestions=menu.STAFF,
    )


def no_file(v: Voice) -> Message:
    """Nobody has sent a file here."""
    return Text(f"ยังไม่พบไฟล์ที่ท่านเคยส่ง{v.end} พิมพ์ ทำไม ตามด้วยเลขรับ เพื่อถามถึงไฟล์นั้นได้{v.end}", menu.STAFF)


def no_such_receipt(v: Voice, receipt_no: str) -> Message:
    """A receipt number that is nobody's, or not the speaker's."""
    return Text(f"ไม่พบเลขรับ {receipt_no} ในงานของท่าน{v.end}", menu.STAFF)

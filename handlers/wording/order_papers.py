"""Orders that appoint committees, as they stand on paper: what they are about, why, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from domain.orders import OrderKind
from domain.phrases.meetings import THE_SCREENING_COMMITTEE
from domain.thai import long_date

PDF_MIME: Final = "application/pdf"
CALLED: Final[Mapping[OrderKind, str]] = MappingProxyType(
    {
        OrderKind.OWNERS: "ผู้รับผิดชอบกลยุทธ์",
        OrderKind.SCREENING: "กลั่นกรอง",
        OrderKind.DUTY: "รับการตรวจติดตาม",
    }
)
_WHOM: Final[Mapping[OrderKind, str]] = MappingProxyType(
    {
        OrderKind.OWNERS: "คณะกรรมการผู้รับผิดชอบกลยุทธ์",
        OrderKind.SCREENING: THE_SCREENING_COMMITTEE,
        OrderKind.DUTY: "คณะกรรมการปฏิบัติหน้าที่รับการตรวจติดตามจากคณะกรรมการของ สพฐ.",
    }
)
_WHAT_FOR: Final[Mapping[OrderKind, str]] = MappingProxyType(
    {
        OrderKind.OWNERS: "การจัดทำข้อมูลและรายงานผลการดำเนินงานรายกลยุทธ์เป็นไปด้วยความเรียบร้อย ถูกต้อง และทันตามกำหนด",
        OrderKind.SCREENING: "การจัดทำรายงานผลการดำเนินงานตามกลยุทธ์ถูกต้อง ครบถ้วน และมีคุณภาพ",
        OrderKind.DUTY: "การรับการตรวจติดตามเป็นไปด้วยความเรียบร้อย",
    }
)


def subject(kind: OrderKind, year_be: int) -> str:
    """เรื่อง."""
    return f"แต่งตั้ง{_WHOM[kind]} ปีงบประมาณ พ.ศ. {year_be}"


def preamble(kind: OrderKind, year_be: int, visited_on: date | None, place: str) -> str:
    """Why it is needed. `visited_on`: the day of the visit, where that is known."""
    cause = (
        "ด้วยสำนักงานคณะกรรมการการศึกษาขั้นพื้นฐานกำหนดให้สำนักงานเขตพื้นที่การศึกษาติดตามและรายงานผลการดำเนินงาน"
        f"ตามนโยบายและกลยุทธ์ ปีงบประมาณ พ.ศ. {year_be} นั้น"
    )
    if kind is OrderKind.DUTY:
        when = f" ในวันที่ {long_date(visited_on)}" if visited_on else ""
        there = f" ณ {place}" if place else ""
        cause = (
            "ด้วยคณะกรรมการของสำนักงานคณะกรรมการการศึกษาขั้นพื้นฐานจะมาตรวจติดตามผลการดำเนินงาน"
            f"ตามนโยบายและกลยุทธ์ ปีงบประมาณ พ.ศ. {year_be}{when}{there} นั้น"
        )
    return f"{cause}\nเพื่อให้{_WHAT_FOR[kind]} จึงแต่งตั้ง{_WHOM[kind]} ประกอบด้วย"


def owners(called: str, title: str) -> str:
    """The committee that answers for a strategy; its title may begin with what it is called."""
    return f"คณะกรรมการผู้รับผิดชอบ{title if title.startswith(called) else f'{called} {title}'}"


def file_name(subject_: str, number: tuple[int | None, int | None] | None, ending: str) -> str:
    """What the file is called; `number` and year of a signed order."""
    return f"{f'คำสั่งที่ {number[0]}-{number[1]}' if number else 'ร่างคำสั่ง'} {subject_}.{ending}".replace("/", "-")

"""What is said about invitations of units: the code, the link and the poster that carries both."""

from __future__ import annotations

from collections.abc import Sequence

from domain.messages import Card, Line, Message, Open, Text, Tone
from handlers.wording import menu
from handlers.wording.voice import Voice

FILE_NAME = "ใบเชิญลงทะเบียน.pdf"
REGISTER = "ลงทะเบียน {code}"  # what opening the link types


def no_such_unit(v: Voice, seen: str) -> Message:
    """The words name no unit, or several."""
    return Text(
        f"ไม่พบหน่วยงาน “{seen}” หรือมีหลายแห่ง{v.end} พิมพ์รหัสโรงเรียน หรือพิมพ์ ขอคิวอาร์ลงทะเบียน เพื่อรับของทุกหน่วยงาน{v.end}",
        menu.OVERSEER,
    )


def account_unknown(v: Voice) -> Message:
    """LINE has not told us yet what our account is called, so no link can be made."""
    return Text(f"ยังอ่านชื่อบัญชีทางการจากไลน์ไม่ได้{v.end} กรุณาลองใหม่อีกครั้งในอีกสักครู่{v.end}", menu.OVERSEER)


def ready(v: Voice, units: Sequence[str], url: str, hours: int) -> Message:
    """The posters are behind a link."""
    title = f"ใบเชิญลงทะเบียน {units[0]}" if len(units) == 1 else f"ใบเชิญลงทะเบียน {len(units)} หน่วยงาน"
    return Card(
        alt=title,
        title=title,
        tone=Tone.GOOD,
        parts=(
            Line(f"พิมพ์แจกหรือติดประกาศได้ หนึ่งหน้าต่อหนึ่งหน่วยงาน ผู้ที่สแกนต้องรอเจ้าหน้าที่อนุมัติก่อนใช้งาน{v.end}"),
            Line(f"ลิงก์นี้ใช้ได้ {hours} ชั่วโมง{v.end}"),
        ),
        buttons=(Open("เปิดใบเชิญ PDF", url),),
        suggestions=menu.OVERSEER,
    )

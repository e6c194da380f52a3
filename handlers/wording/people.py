"""What is said when people come, register, or ask for what is not theirs."""

from __future__ import annotations

from collections.abc import Sequence

from domain.disclosure import Tells
from domain.file_names import shown
from domain.messages import Card, Line, Message, Rule, Text, Tone
from handlers.wording import menu
from handlers.wording.voice import Voice


def welcome_back(v: Voice, name: str) -> Message:
    """To somebody registered who unblocked the bot."""
    return Text(f"{name} ยินดีที่ได้พบกันอีกครั้ง{v.end}", menu.STAFF)


def group_hello(v: Voice) -> Message:
    """First words in a group: what the bot does here, and what it does not read."""
    return Text(
        f"สวัสดี{v.end} ติดตามจะตอบในกลุ่มนี้เฉพาะเมื่อมีผู้เรียก โดยพิมพ์ขึ้นต้นว่า บอท หรือ / ข้อความสนทนาอื่น ๆ ในกลุ่มจะไม่ถูกเก็บไว้{v.end}\n"
        f"หากเป็นกลุ่มของหน่วยงาน เจ้าหน้าที่ผูกกลุ่มได้โดยพิมพ์ บอท ผูกกลุ่มนี้กับ ตามด้วยชื่อหน่วยงาน",
        tells=Tells.MANNERS,
    )


def please_register(v: Voice) -> Message:
    """To a stranger who asks for something."""
    return Text(
        f"ยังไม่ได้ลงทะเบียน{v.end} กรุณาพิมพ์ ลงทะเบียน หากมีรหัสให้พิมพ์ต่อท้าย เช่น ลงทะเบียน ABCD-2345 ไม่มีรหัสก็ลงทะเบียนได้{v.end}",
        menu.STRANGER,
        tells=Tells.MANNERS,
    )


def file_from_stranger(v: Voice, name: str) -> Message:
    """A file came from somebody we do not know: it was not taken."""
    return Text(
        f"ยังไม่ได้รับไฟล์ “{shown(name)}” เพราะบัญชีไลน์นี้ยังไม่ได้ลงทะเบียน{v.end}\nกรุณาพิมพ์ ลงทะเบียน แล้วส่งไฟล์อีกครั้ง{v.end}",
        menu.STRANGER,
    )


def registered(v: Voice, name: str, units: Sequence[str], *, overseer: bool) -> Message:
    """The code was right: who the person is now."""
    return Card(
        alt=f"ลงทะเบียนเรียบร้อย {name}",
        title="ลงทะเบียนเรียบร้อย",
        tone=Tone.GOOD,
        parts=(
            Line(name, label="ชื่อ", strong=True),
            Line("\n".join(units), label="หน่วยงาน"),
            Rule(),
            Line(f"พิมพ์ งานของฉัน เพื่อดูสิ่งที่ต้องส่งได้ทุกเมื่อ{v.end}"),
        ),
        suggestions=menu.OVERSEER if overseer else menu.STAFF,
    )


def registered_already(v: Voice, name: str) -> Message:
    """Somebody registered registers again."""
    return Text(f"บัญชีนี้ลงทะเบียนไว้แล้วในชื่อ {name} ใช้งานต่อได้เลย{v.end}", menu.STAFF)


def no_such_code(v: Voice, typed: str) -> Message:
    """The code is not known, or was used from another account: the same words for both."""
    return Text(
        f"ไม่พบรหัส {typed} หรือรหัสนี้ถูกใช้ไปแล้ว{v.end} กรุณาตรวจตัวอักษรอีกครั้ง หรือพิมพ์ ลงทะเบียน โดยไม่ใส่รหัสก็ได้{v.end}",
        (menu.REGISTER, menu.HELP),
    )


def too_many_codes(v: Voice) -> Message:
    """Too many wrong codes in a day."""
    return Text(f"วันนี้ลองรหัสหลายครั้งแล้ว{v.end} กรุณาขอรหัสที่กลุ่มนโยบายและแผน แล้วลองใหม่พรุ่งนี้{v.end}")


def register_in_private(v: Voice) -> Message:
    """A code typed in a group would be read by all."""
    return Text(f"เพื่อความปลอดภัยของรหัส กรุณาลงทะเบียนในแชตส่วนตัวกับบัญชีนี้{v.end}", tells=Tells.MANNERS)


def ask_in_private(v: Voice) -> Message:
    """What a group should not read was asked for in a group."""
    return Text(f"เรื่องนี้เป็นข้อมูลของแต่ละหน่วยงาน กรุณาพิมพ์ในแชตส่วนตัวกับบัญชีนี้{v.end}", tells=Tells.MANNERS)


def not_for_you(v: Voice) -> Message:
    """What was asked for is for officers, directors or heads."""
    return Text(
        f"เรื่องนี้เปิดให้เฉพาะเจ้าหน้าที่กลุ่มนโยบายและแผนและผู้บริหารที่รับผิดชอบ{v.end} ท่านดูงานของหน่วยงานได้ที่ งานของฉัน{v.end}",
        menu.STAFF,
        tells=Tells.MANNERS,
    )


def sorry_parked(v: Voice) -> Message:
    """An event failed too often."""
    return Text(
        f"ขออภัย{v.end} ระบบยังทำรายการนี้ไม่สำเร็จ ข้อมูลที่ส่งมาไม่หาย และได้แจ้งเจ้าหน้าที่แล้ว{v.end}",
        (menu.HELP,),
        tells=Tells.MANNERS,
    )


def work_is_parked(v: Voice) -> Message:
    """To the officers: something needs the operator."""
    return Text(f"มีรายการที่ระบบทำไม่สำเร็จหลังลองหลายครั้ง พักไว้แล้ว ไม่สูญหาย กรุณาแจ้งผู้ดูแลระบบ{v.end}")


def kind_word(v: Voice) -> Message:
    """An answer to thanks and greetings."""
    return Text(f"ยินดี{v.end}", menu.STAFF)

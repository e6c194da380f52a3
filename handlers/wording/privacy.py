"""What is said about personal data: a kind word about secrets, the notice, one's own data, and being forgotten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from domain.disclosure import Tells
from domain.messages import Card, Line, Message, Open, Part, Rule, Say, Tap, Text, Tone
from domain.privacy import Kind
from domain.thai import clock_time
from handlers.wording import menu
from handlers.wording.voice import Voice

MY_DATA = Say("ข้อมูลของฉัน", "ขอดูข้อมูลของฉัน")
FORGET_ME = Say("ลบข้อมูลของฉัน", "ลบข้อมูลของฉัน")
_RIGHTS = (MY_DATA, FORGET_ME, menu.HELP)
_ASK = "กลุ่มนโยบายและแผน"
FILE_NAME = "ข้อมูลของฉัน.xlsx"


def secret_seen(v: Voice, kinds: Collection[Kind]) -> Message:
    """A password or a national ID came: it was not kept, and what to do now."""
    lines = []
    if Kind.PASSWORD in kinds:
        lines.append(
            f"อย่าส่งรหัสผ่านในไลน์เลยนะ{v.ask} ระบบลบออกจากข้อความแล้วและไม่ได้เก็บไว้ "
            f"กรุณายกเลิกข้อความนั้น และเปลี่ยนรหัสผ่านใหม่เพื่อความปลอดภัย{v.end}"
        )
    if Kind.NATIONAL_ID in kinds:
        lines.append(
            f"ไม่ต้องส่งเลขประจำตัวประชาชน{v.end} งานนี้ไม่ได้ใช้ ระบบลบออกแล้วและไม่ได้เก็บไว้ กรุณายกเลิกข้อความนั้นในแชตด้วย{v.end}"
        )
    return Text("\n".join(lines), menu.STAFF)


def secret_in_group(v: Voice) -> Message:
    """The same where all can read it: nothing is repeated, nobody is named."""
    return Text(
        f"ในกลุ่มมีผู้เห็นข้อความหลายคน กรุณาไม่ส่งรหัสผ่านหรือเลขประจำตัวในไลน์ หากส่งแล้วกดยกเลิกข้อความได้{v.end}",
        tells=Tells.MANNERS,
    )


def no_passwords_here(v: Voice) -> Message:
    """Somebody asks for a password, or speaks of one."""
    return Text(
        f"ติดตามไม่มีรหัสผ่านของระบบใด และไม่เก็บรหัสผ่านหรือเลขประจำตัวประชาชน กรุณาไม่ส่งมาในไลน์{v.end} "
        f"หากเข้าระบบอื่นไม่ได้ ติดต่อ{_ASK}ในวันและเวลาราชการ{v.end}",
        tells=Tells.MANNERS,
    )


def my_data(v: Voice, url: str, hours: int) -> Message:
    """All that is held about the person, behind a link."""
    return Card(
        alt="ข้อมูลของท่านพร้อมแล้ว",
        title="ข้อมูลของท่าน",
        parts=(
            Line("รวมข้อมูลทั้งหมดที่ระบบเก็บเกี่ยวกับท่าน เปิดอ่านหรือพิมพ์ได้ด้วยโปรแกรมตารางทั่วไป"),
            Line(f"ลิงก์ใช้ได้ {hours} ชั่วโมง เป็นลิงก์เฉพาะตัว กรุณาไม่ส่งต่อ{v.end}"),
        ),
        buttons=(Open("เปิดไฟล์", url), FORGET_ME),
        suggestions=menu.STAFF,
    )


def forget(v: Voice, name: str, question: str) -> Message:
    """What goes and what stays, and whether to do it. `question`: what the button that says yes sends back."""
    return Card(
        alt="ยืนยันการลบข้อมูลส่วนตัว",
        title=f"ยืนยันการลบข้อมูลของท่านหรือไม่{v.ask}",
        subtitle=name,
        parts=(
            Line("ชื่อ ตำแหน่ง บัญชีไลน์ ข้อความ รูป และไฟล์ที่ไม่ได้เป็นของงานใด", label="จะลบ"),
            Line("งานที่ส่งแล้วของหน่วยงานและเลขรับ เพราะเป็นหลักฐานราชการ โดยไม่มีชื่อท่าน", label="ยังเก็บไว้"),
            Rule(),
            Line(f"เมื่อลบแล้วจะใช้งานและรับแจ้งเตือนไม่ได้ และเรียกข้อมูลคืนไม่ได้{v.end}", strong=True),
        ),
        tone=Tone.CARE,
        buttons=(Tap("ลบข้อมูลของฉัน", question, "ยืนยันลบข้อมูลของฉัน"), Tap("ยังไม่ลบ", "forget:0", "ยังไม่ลบ")),
    )


def forgotten(v: Voice) -> Message:
    """The last answer to somebody who is now a stranger."""
    return Text(f"ลบข้อมูลส่วนตัวของท่านเรียบร้อยแล้ว ขอบคุณที่ร่วมงานกัน{v.end} หากต้องการกลับมาใช้งาน ขอรหัสใหม่ได้ที่{_ASK}{v.end}")


def former(number: int) -> str:
    """What somebody who was forgotten is called from then on."""
    return f"ผู้ใช้เดิม #{number}"


def stays(v: Voice) -> Message:
    """Somebody changed their mind."""
    return Text(f"ข้อมูลของท่านยังอยู่ตามเดิม ใช้งานต่อได้เลย{v.end}", menu.STAFF)


def ask_again(v: Voice) -> Message:
    """The button that says yes is old, or another person's."""
    return Text(f"คำถามนี้หมดเวลาแล้ว หากต้องการลบข้อมูล กรุณากดหรือพิมพ์ ลบข้อมูลของฉัน อีกครั้ง{v.end}", _RIGHTS)


def only_officer(v: Voice) -> Message:
    """The office would be left without an officer."""
    return Text(
        f"ท่านเป็นเจ้าหน้าที่เพียงคนเดียวที่ดูแลระบบของเขตพื้นที่ หากลบตอนนี้จะไม่มีผู้รับเรื่องแทน{v.end} "
        f"กรุณาเพิ่มเจ้าหน้าที่อีกคนในแผนและให้ลงทะเบียนก่อน แล้วขอลบอีกครั้ง{v.end}",
        _RIGHTS,
    )


def nobody_left(v: Voice, units: Sequence[str], at: datetime) -> Message:
    """To the officers: these units have nobody any more who can be reached."""
    parts: list[Part] = [Line(unit, strong=True) for unit in units]
    parts += [Rule(), Line(f"มีผู้ขอลบข้อมูลส่วนตัวเมื่อ {clock_time(at)} กรุณาแต่งตั้งผู้รับผิดชอบคนใหม่ในแผน{v.end}")]
    return Card(
        alt=f"ไม่มีผู้รับผิดชอบในระบบ {len(units)} หน่วยงาน",
        title="หน่วยงานที่ไม่มีผู้รับผิดชอบในระบบ",
        parts=tuple(parts),
        tone=Tone.CARE,
        suggestions=menu.OVERSEER,
    )


def words_forgotten(v: Voice) -> Message:
    """To a stranger: there was nothing but what they had typed."""
    return Text(f"บัญชีนี้ไม่ได้ลงทะเบียนไว้ ข้อความที่เคยส่งมาถูกลบแล้ว{v.end}", menu.STRANGER)


def kept_to_learn(words: str) -> str:
    """A sentence that is kept a second time, so that an officer may teach what it means."""
    return f"(ข้อความที่บอทไม่เข้าใจ) {words}"

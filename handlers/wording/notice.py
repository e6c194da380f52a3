"""The notice about personal data. Changing what it says about data means another VERSION: everybody is asked again."""

from __future__ import annotations

from typing import Final

from domain.messages import Card, Line, Message, Rule, Tap, Text, Tone
from handlers.wording import menu
from handlers.wording.voice import Voice

VERSION: Final = "1"


def notice(v: Voice, carrying: str, *, greeting: bool = False) -> Message:
    """What is kept and why, and whether the person agrees. `carrying`: what its buttons carry."""
    hello = (
        Line(f"ช่วยบอกว่าต้องส่งอะไรภายในวันไหน ให้แบบฟอร์ม รับไฟล์คืน และเตือนก่อนถึงกำหนด{v.end}"),
        Rule(),
    )
    return Card(
        alt="ก่อนเริ่มใช้งาน กรุณาอ่านเรื่องข้อมูลส่วนบุคคล แล้วกด ยินยอมและเริ่มใช้งาน",
        title="ติดตาม ยินดีต้อนรับ" if greeting else "ก่อนเริ่มใช้งาน",
        subtitle="ผู้ช่วยติดตามแบบรายงานของเขตพื้นที่" if greeting else "เรื่องข้อมูลส่วนบุคคลของท่าน",
        parts=(
            *(hello if greeting else ()),
            Line("ชื่อ ตำแหน่ง หน่วยงาน บัญชีไลน์ และไฟล์ที่ส่งในแชตนี้", label="เก็บอะไร"),
            Line("ติดตามและรายงานงานที่หน่วยงานต้องส่งเท่านั้น", label="เพื่ออะไร"),
            Line("เจ้าหน้าที่และผู้บริหารของเขตพื้นที่", label="ใครเห็น"),
            Rule(),
            Line(f"ไม่ขอรหัสผ่านหรือเลขประจำตัวประชาชน และขอลบข้อมูลได้ทุกเมื่อ{v.end}"),
        ),
        buttons=(
            Tap("ยินยอมและเริ่มใช้งาน", f"agree:{carrying}", "ยินยอมและเริ่มใช้งาน"),
            Tap("อ่านฉบับเต็ม", f"notice:{carrying}", "อ่านฉบับเต็ม"),
            Tap("ไม่ยินยอม", "decline", "ไม่ยินยอม"),
        ),
    )


def in_full(v: Voice, carrying: str) -> Message:
    """The whole notice."""
    return Card(
        alt="ประกาศเรื่องข้อมูลส่วนบุคคล",
        title="ข้อมูลส่วนบุคคลของท่าน",
        subtitle=f"ฉบับที่ {VERSION}",
        parts=(
            Line("สำนักงานเขตพื้นที่การศึกษาของท่าน ตามหน้าที่และอำนาจตามกฎหมายในการติดตามและรายงานผล", label="ผู้ดูแล"),
            Line("ชื่อ นามสกุล ตำแหน่ง หน่วยงาน รหัสบัญชีไลน์ ไฟล์ รูป และคำสั่งที่พิมพ์ในแชตนี้", label="ข้อมูลที่เก็บ"),
            Line("บอกงานและวันส่ง ส่งแบบฟอร์ม รับและตรวจไฟล์ เตือนก่อนกำหนด และจัดทำรายงานของสำนักงาน", label="ใช้เพื่อ"),
            Line("เจ้าหน้าที่และผู้บริหารของสำนักงานเท่าที่จำเป็น ไม่ขาย ไม่ใช้เพื่อโฆษณา", label="ผู้ที่เห็น"),
            Line("ข้อความสนทนาในกลุ่มที่ไม่ได้เรียกบัญชีนี้ รหัสผ่าน และเลขประจำตัวประชาชน", label="ไม่เก็บ"),
            Line("ขอดู ขอแก้ไข ขอลบ หรือถอนความยินยอมได้ที่กลุ่มนโยบายและแผน", label="สิทธิของท่าน"),
            Rule(),
            Line(f"รายงานที่หน่วยงานส่งแล้วเป็นเอกสารราชการ จึงยังเก็บไว้แม้ท่านขอลบข้อมูลส่วนตัว{v.end}"),
        ),
        buttons=(
            Tap("ยินยอมและเริ่มใช้งาน", f"agree:{carrying}", "ยินยอมและเริ่มใช้งาน"),
            Tap("ไม่ยินยอม", "decline", "ไม่ยินยอม"),
        ),
    )


def agreed(v: Voice) -> Message:
    """Somebody registered has agreed: nothing else changes."""
    return Text(f"บันทึกความยินยอมแล้ว ขอบคุณ{v.end} ใช้งานต่อได้เลย{v.end}", menu.STAFF)


def declined(v: Voice, *, registered: bool) -> Message:
    """Somebody does not agree: what that means, and how to come back."""
    if registered:
        return Text(
            f"รับทราบ{v.end} ขณะนี้ยังใช้งานได้ตามเดิม หากต้องการให้ลบข้อมูลส่วนตัว กรุณาแจ้งกลุ่มนโยบายและแผน{v.end}", menu.STAFF
        )
    return Card(
        alt="รับทราบ ยังไม่มีการเก็บข้อมูลของท่าน",
        title="รับทราบ ยังไม่มีการเก็บข้อมูลของท่าน",
        parts=(Line(f"หากเปลี่ยนใจ พิมพ์ ลงทะเบียน ได้ทุกเมื่อ หรือส่งงานทางช่องทางเดิมของสำนักงาน{v.end}"),),
        tone=Tone.CALM,
        suggestions=(menu.REGISTER,),
    )

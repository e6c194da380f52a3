"""The notice about personal data. Changing what it says about data means another VERSION: everybody is asked again."""

from __future__ import annotations

from typing import Final

from domain.keeping import Terms
from domain.messages import Action, Card, Line, Message, Rule, Tap, Text, Tone
from handlers.wording import menu
from handlers.wording.privacy import FORGET_ME, MY_DATA
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


def in_full(v: Voice, keep: Terms, carrying: str) -> Message:
    """The whole notice, before somebody agrees. `carrying`: what its buttons carry."""
    agree = Tap("ยินยอมและเริ่มใช้งาน", f"agree:{carrying}", "ยินยอมและเริ่มใช้งาน")
    return _whole(v, keep, (agree, Tap("ไม่ยินยอม", "decline", "ไม่ยินยอม")))


def on_request(v: Voice, keep: Terms) -> Message:
    """The whole notice to somebody who asks for it, with what they may ask for."""
    return _whole(v, keep, (MY_DATA, FORGET_ME))


def _whole(v: Voice, keep: Terms, buttons: tuple[Action, ...]) -> Card:
    """What is kept, why, for how long, and whom to ask (Personal Data Protection Act, B.E. 2562, section 23)."""
    return Card(
        alt="ประกาศเรื่องข้อมูลส่วนบุคคล",
        title="ข้อมูลส่วนบุคคลของท่าน",
        subtitle=f"ตาม พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 (ฉบับที่ {VERSION})",
        parts=(
            Line("สำนักงานเขตพื้นที่การศึกษาของท่าน ตามหน้าที่ในการติดตามและรายงานผล", label="ผู้ดูแล"),
            Line("ชื่อ ตำแหน่ง หน่วยงาน บัญชีไลน์ ข้อความถึงบัญชีนี้ ไฟล์และรูปที่ส่งมา", label="ข้อมูลที่เก็บ"),
            Line("บอกงานและวันส่ง รับและตรวจไฟล์ เตือนก่อนกำหนด และจัดทำรายงานของสำนักงาน ไม่ใช้เพื่อการอื่น", label="ใช้เพื่อ"),
            Line("เจ้าหน้าที่และผู้บริหารของสำนักงานเท่าที่จำเป็น ในกลุ่มไลน์จะไม่แสดงเบอร์โทรศัพท์", label="ผู้ที่เห็น"),
            Line("รหัสผ่าน เลขประจำตัวประชาชน และบทสนทนาในกลุ่มที่ไม่ได้เรียกบัญชีนี้", label="ไม่เก็บ"),
            Rule(),
            Line(f"{keep.words} วัน", label="ข้อความที่ส่งมา"),
            Line(f"{keep.answers} วัน", label="คำตอบจากบอท"),
            Line(f"{keep.unplaced} วัน", label="ไฟล์และรูปนอกงาน"),
            Line("เก็บเป็นหลักฐานราชการตามระเบียบงานสารบรรณ แม้ท่านขอลบข้อมูลส่วนตัว", label="งานที่ส่งแล้ว"),
            Rule(),
            Line(f"ขอดู ขอแก้ไข ขอลบข้อมูล หรือถอนความยินยอมได้ทุกเมื่อ{v.end}", label="สิทธิของท่าน"),
            Line("กลุ่มนโยบายและแผน ในวันและเวลาราชการ", label="สอบถาม"),
        ),
        buttons=buttons,
    )


def agreed(v: Voice) -> Message:
    """Somebody registered has agreed: nothing else changes."""
    return Text(f"บันทึกความยินยอมแล้ว ขอบคุณ{v.end} ใช้งานต่อได้เลย{v.end}", menu.STAFF)


def declined(v: Voice, *, registered: bool) -> Message:
    """Somebody does not agree: what that means, and how to come back."""
    if registered:
        return Text(
            f"รับทราบ{v.end} ขณะนี้ยังใช้งานได้ตามเดิม หากต้องการให้ลบข้อมูลส่วนตัว พิมพ์ ลบข้อมูลของฉัน ได้ทุกเมื่อ{v.end}",
            (FORGET_ME, *menu.STAFF),
        )
    return Card(
        alt="รับทราบ ยังไม่มีการเก็บข้อมูลของท่าน",
        title="รับทราบ ยังไม่มีการเก็บข้อมูลของท่าน",
        parts=(Line(f"หากเปลี่ยนใจ พิมพ์ ลงทะเบียน ได้ทุกเมื่อ หรือส่งงานทางช่องทางเดิมของสำนักงาน{v.end}"),),
        tone=Tone.CALM,
        suggestions=(menu.REGISTER,),
    )

"""Being mentioned in groups: the question, the agreement, and taking it back."""

from __future__ import annotations

from domain.messages import Card, Line, Message, Say, Tap, Text
from handlers.wording import menu
from handlers.wording.groups import MENTION_ME
from handlers.wording.voice import Voice

_STOP = "ไม่ต้องแท็กฉันในกลุ่ม"


def offer(v: Voice) -> Message:
    """Once, to somebody whose unit's name a group is told when it owes."""
    return Card(
        alt="ให้แท็กชื่อท่านในกลุ่มไลน์ได้หรือไม่",
        title=f"ให้แท็กชื่อท่านในกลุ่มได้หรือไม่{v.ask}",
        parts=(
            Line("เมื่อสรุปงานในกลุ่มไลน์ของหน่วยงาน จะแท็กชื่อท่านท้ายชื่อหน่วยงานที่ยังไม่ส่ง ทุกคนในกลุ่มจะเห็น และไลน์จะแจ้งเตือนท่าน"),
            Line(f"ระบบจะตรวจกับไลน์ว่าท่านอยู่ในกลุ่มนั้น หากเปลี่ยนใจ พิมพ์ {_STOP} ได้ทุกเมื่อ{v.end}"),
        ),
        buttons=(Tap("แท็กได้", "mention:1", MENTION_ME), Tap("ไม่ต้องแท็ก", "mention:0", _STOP)),
        suggestions=menu.STAFF,
    )


def agreed(v: Voice) -> Message:
    """The person may be mentioned from now on."""
    return Text(
        f"รับทราบ{v.end} เมื่อสรุปงานในกลุ่มไลน์ที่บอกชื่อหน่วยงานได้ จะแท็กชื่อท่านท้ายชื่อหน่วยงานของท่านที่ยังไม่ส่ง "
        f"โดยตรวจกับไลน์ว่าท่านอยู่ในกลุ่มนั้น หากเปลี่ยนใจ พิมพ์ {_STOP} ได้ทุกเมื่อ{v.end}",
        (Say("ไม่ต้องแท็กฉัน", _STOP), menu.MY_TASKS, menu.HELP),
    )


def taken_back(v: Voice) -> Message:
    """The person is not mentioned any more."""
    return Text(
        f"รับทราบ{v.end} จะไม่แท็กชื่อท่านในกลุ่มไลน์ และลบข้อมูลว่าท่านอยู่ในกลุ่มใดแล้ว หากเปลี่ยนใจ พิมพ์ {MENTION_ME} ได้ทุกเมื่อ{v.end}",
        (Say("แท็กฉันได้", MENTION_ME), menu.MY_TASKS, menu.HELP),
    )

"""What is said about LINE groups: binding them to a unit, what may be said in them, and losing one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.disclosure import GroupSays, Tells
from domain.messages import Card, Line, Message, Rule, Say, Tap, Text, Tone
from handlers.wording import menu
from handlers.wording.voice import Voice

GROUPS = Say("กลุ่มที่ผูกไว้", "กลุ่มที่ผูกไว้")
MENTION_ME = "แท็กฉันในกลุ่มได้"
A_PAGE = 8
OFFICER = (GROUPS, menu.WHO_MISSING, menu.SUMMARY, menu.HELP)

SETTINGS = {
    GroupSays.COUNTS: "บอกเฉพาะจำนวน",
    GroupSays.NAMES: "บอกชื่อหน่วยงานได้",
    GroupSays.NOTHING: "ไม่บอกข้อมูล",
}
_WHAT_IS_SAID = {
    GroupSays.COUNTS: "ในกลุ่มนี้จะบอกเฉพาะจำนวนที่ส่งแล้วและยังไม่ส่ง ไม่บอกชื่อ",
    GroupSays.NAMES: "ในกลุ่มนี้จะบอกจำนวน และชื่อหน่วยงานที่ยังไม่ส่ง",
    GroupSays.NOTHING: "ในกลุ่มนี้จะไม่บอกข้อมูลการส่งงาน ถามได้ในแชตส่วนตัว",
}


class Standing(StrEnum):
    """Whether a group is bound, waits to be confirmed after the bot came back, or has put the bot out."""

    BOUND = "bound"
    TO_CONFIRM = "to_confirm"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """A LINE group of the office; `name` is empty until LINE has been asked, and `members` None.

    `digest`: whether it is told what falls due.
    """

    id: int
    name: str
    unit: str
    says: GroupSays
    standing: Standing
    digest: bool = False
    members: int | None = None

    @property
    def called(self) -> str:
        """Its name at LINE, or how it is called until that is known."""
        return self.name or f"กลุ่มไลน์ของ{self.unit}"


def how_to_bind(v: Voice) -> Message:
    """ผูกกลุ่ม without saying to which unit."""
    return Text(
        f"กรุณาพิมพ์ชื่อหน่วยงานต่อท้าย{v.end} เช่น ผูกกลุ่ม กลุ่มนิเทศ\nดูกลุ่มที่มีอยู่แล้ว พิมพ์ กลุ่มที่ผูกไว้",
        (GROUPS, menu.HELP),
        tells=Tells.MANNERS,
    )


def no_such_unit(v: Voice) -> Message:
    """No unit goes by what was typed."""
    return Text(f"ไม่พบหน่วยงานตามชื่อที่พิมพ์{v.end} กรุณาพิมพ์ชื่อเต็มหรือรหัสหน่วยงาน เช่น ผูกกลุ่ม กลุ่มนิเทศ", tells=Tells.MANNERS)


def say_it_in_full(v: Voice) -> Message:
    """Several units go by what was typed in a group, where they are not listed."""
    return Text(f"มีหลายหน่วยงานที่ชื่อตรงกับที่พิมพ์{v.end} กรุณาพิมพ์ชื่อเต็ม หรือขอรหัสผูกกลุ่มในแชตส่วนตัวกับบัญชีนี้", tells=Tells.MANNERS)


def here_is_the_code(v: Voice, unit: str, code: str) -> Message:
    """The code, and where to type it."""
    typed = f"บอท ผูกกลุ่ม {code}"
    return Card(
        alt=f"รหัสผูกกลุ่ม {code}",
        title=f"รหัสผูกกลุ่ม {code}",
        subtitle=unit,
        parts=(
            Line("เชิญบัญชีนี้เข้ากลุ่มไลน์ของหน่วยงาน แล้วพิมพ์ในกลุ่มว่า"),
            Line(typed, strong=True),
            Rule(),
            Line(f"ใครในกลุ่มพิมพ์ก็ได้ รหัสใช้ได้ครั้งเดียว ภายใน 1 ชั่วโมง{v.end}"),
        ),
        suggestions=OFFICER,
    )


def code_belongs_in_the_group(v: Voice) -> Message:
    """A code was typed in private."""
    return Text(f"รหัสนี้ใช้ในกลุ่มไลน์{v.end} กรุณาพิมพ์ข้อความเดียวกันในกลุ่ม โดยขึ้นต้นด้วยคำว่า บอท")


def code_is_over(v: Voice) -> Message:
    """The code is not known, was used, or is too old: the same words for all."""
    return Text(f"รหัสนี้ไม่ถูกต้อง ใช้ไปแล้ว หรือหมดอายุ{v.end} ขอรหัสใหม่ได้จากเจ้าหน้าที่กลุ่มนโยบายและแผน", tells=Tells.MANNERS)


def too_many_tries(v: Voice) -> Message:
    """Too many wrong codes in a day."""
    return Text(f"วันนี้ลองรหัสหลายครั้งแล้ว{v.end} กรุณาขอรหัสใหม่จากเจ้าหน้าที่ แล้วลองอีกครั้งพรุ่งนี้", tells=Tells.MANNERS)


def an_officer_binds(v: Voice) -> Message:
    """Somebody who may not bind asked for it without a code."""
    return Text(
        f"การผูกกลุ่มทำโดยเจ้าหน้าที่กลุ่มนโยบายและแผน{v.end} หากได้รับรหัสแล้ว พิมพ์ บอท ผูกกลุ่ม ตามด้วยรหัส", tells=Tells.MANNERS
    )


def of_another_office(v: Voice) -> Message:
    """The group is bound to a unit of another office: only that office can let it go."""
    return Text(f"กลุ่มนี้ผูกกับหน่วยงานของเขตอื่นอยู่{v.end} ขอให้เจ้าหน้าที่ของเขตนั้นเลิกผูกก่อน", tells=Tells.MANNERS)


def bound(v: Voice, unit: str, says: GroupSays) -> Message:
    """To the group: whose it is now, and what will be said in it."""
    return Text(f"ผูกกลุ่มนี้กับ {unit} แล้ว{v.end}\n{_WHAT_IS_SAID[says]}{v.end}", tells=Tells.MANNERS)


def bound_for_officer(v: Voice, group: GroupView, before: str) -> Message:
    """To the officer whose code was used, or whose group was another unit's (`before`, empty for none)."""
    replaced = f"\nเดิมกลุ่มนี้ผูกกับ {before} ซึ่งเลิกผูกแล้ว" if before else ""
    return Text(f"ผูกกลุ่มไลน์{_quoted(group)}กับ {group.unit} เรียบร้อย{v.end} ({SETTINGS[group.says]}){replaced}", OFFICER)


def _quoted(group: GroupView) -> str:
    return f" “{group.name}” " if group.name else ""


def groups(v: Voice, found: Sequence[GroupView], page: int) -> Message:
    """The groups of the office, a page of them, each behind a button."""
    if not found:
        return Text(f"ยังไม่มีกลุ่มไลน์ที่ผูกไว้{v.end} หากต้องการผูก พิมพ์ ผูกกลุ่ม ตามด้วยชื่อหน่วยงาน เช่น ผูกกลุ่ม กลุ่มนิเทศ", (menu.HELP,))
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    parts: list[Line | Rule] = []
    for group in shown:
        parts += [Rule(), *_heading(group), _standing(group)]
    more = (Tap("ดูกลุ่มถัดไป", f"groups:{page + 1}", "ดูกลุ่มถัดไป"),) if len(found) > (page + 1) * A_PAGE else ()
    return Card(
        alt=f"กลุ่มที่ผูกไว้ {len(found)} กลุ่ม",
        title=f"กลุ่มที่ผูกไว้ {len(found)} กลุ่ม",
        subtitle="กดชื่อกลุ่มเพื่อตั้งค่าหรือเลิกผูก",
        parts=tuple(parts[1:]),
        buttons=(*(Tap(g.called, f"group:{g.id}", g.called) for g in shown), *more),
        suggestions=(menu.HELP,),
    )


def _heading(group: GroupView) -> list[Line]:
    return [Line(group.called, strong=True), *([Line(group.unit)] if group.name else [])]


def _standing(group: GroupView) -> Line:
    if group.standing is Standing.LEFT:
        return Line("บัญชีนี้ไม่อยู่ในกลุ่มแล้ว", tone=Tone.CARE)
    if group.standing is Standing.TO_CONFIRM:
        return Line("กลับเข้ากลุ่มแล้ว รอยืนยันการผูก", tone=Tone.CARE)
    return Line(SETTINGS[group.says], tone=Tone.GOOD)


def one_group(v: Voice, group: GroupView) -> Message:
    """A group with what may be done about it."""
    parts: list[Line | Rule] = [Line(group.unit, label="หน่วยงาน", strong=True), _standing(group), Rule()]
    unbind = Tap("เลิกผูกกลุ่ม", f"unbind:{group.id}", "เลิกผูกกลุ่ม")
    if group.standing is Standing.LEFT:
        parts.append(Line(f"หากยังใช้กลุ่มนี้ กรุณาเชิญบัญชีนี้กลับเข้ากลุ่ม แล้วยืนยันการผูกอีกครั้ง{v.end}"))
        buttons: tuple[Tap, ...] = (unbind,)
    elif group.standing is Standing.TO_CONFIRM:
        parts.append(Line(f"สมาชิกในกลุ่มอาจเปลี่ยนไปแล้ว กรุณาตรวจว่ายังเป็นกลุ่มของหน่วยงานนี้ ก่อนยืนยัน{v.end}"))
        buttons = (Tap("ยืนยันการผูก", f"rebind:{group.id}", "ยืนยันการผูก"), unbind)
    else:
        parts.append(Line(_WHAT_IS_SAID[group.says].replace("กลุ่มนี้", "กลุ่ม", 1) + v.end))
        parts += [Rule(), *_digests(v, group)]
        settings = enumerate(GroupSays)
        choices = (Tap(SETTINGS[s], f"says:{group.id}:{n}", SETTINGS[s]) for n, s in settings if s is not group.says)
        buttons = (*choices, *_switch(group), unbind)
    return Card(
        alt=f"กลุ่มไลน์ {group.called}",
        title=group.called,
        subtitle="กลุ่มไลน์ที่ผูกไว้",
        parts=tuple(parts),
        buttons=buttons,
        suggestions=(GROUPS, menu.HELP),
    )


def _digests(v: Voice, group: GroupView) -> list[Line]:
    """Whether the group is told what falls due, what that costs, and who is mentioned."""
    if group.says is GroupSays.NOTHING:
        return [Line("ไม่สรุป เพราะกลุ่มนี้ไม่บอกข้อมูล", label="สรุปในกลุ่ม")]
    members = f" {group.members:,} ข้อความ ตามจำนวนสมาชิก" if group.members else "ข้อความเท่าจำนวนสมาชิกในกลุ่ม"
    cost = f"แต่ละครั้งใช้โควตา{members}"
    if not group.digest:
        offer = f"หากเปิด จะสรุปในกลุ่มวันก่อนครบกำหนดและวันครบกำหนด {cost}{v.end}"
        return [Line("ปิดอยู่", label="สรุปในกลุ่ม"), Line(offer)]
    free = f"{cost} ถ้ามีคนถามบอทในกลุ่มก่อนบ่ายวันนั้น จะสรุปต่อท้ายคำตอบโดยไม่ใช้โควตา{v.end}"
    lines = [Line("เปิดอยู่", label="สรุปในกลุ่ม", tone=Tone.GOOD), Line(free)]
    if group.says is GroupSays.NAMES:
        lines.append(Line(f"แท็กท้ายชื่อหน่วยงานเฉพาะผู้ที่ยินยอม คือผู้ที่พิมพ์ {MENTION_ME} ในแชตส่วนตัว{v.end}"))
    return lines


def _switch(group: GroupView) -> tuple[Tap, ...]:
    if group.says is GroupSays.NOTHING:
        return ()
    label = "ปิดสรุปในกลุ่ม" if group.digest else "เปิดสรุปในกลุ่ม"
    return (Tap(label, f"digest:{group.id}:{int(not group.digest)}", label),)


def no_such_group(v: Voice) -> Message:
    """A button of a group that is not bound any more."""
    return Text(f"กลุ่มนี้เลิกผูกไปแล้ว{v.end}", (GROUPS, menu.HELP))


def not_bound(v: Voice) -> Message:
    """A setting or an unbinding was asked for in a group that is nobody's."""
    return Text(f"กลุ่มนี้ยังไม่ได้ผูกกับหน่วยงาน{v.end} เจ้าหน้าที่ผูกได้โดยพิมพ์ บอท ผูกกลุ่มนี้กับ ตามด้วยชื่อหน่วยงาน", tells=Tells.MANNERS)


def says_now(v: Voice, says: GroupSays) -> Message:
    """To the group: what will be said in it from now on."""
    return Text(f"รับทราบ{v.end} {_WHAT_IS_SAID[says]}{v.end}", tells=Tells.MANNERS)


def really_unbind(v: Voice, group: GroupView) -> Message:
    """Before a group is let go."""
    return Card(
        alt=f"เลิกผูกกลุ่ม {group.called} หรือไม่",
        title=f"เลิกผูกกลุ่มนี้หรือไม่{v.ask}",
        subtitle=group.called,
        parts=(Line(group.unit, label="หน่วยงาน"), Line(f"หลังเลิกผูก จะไม่บอกข้อมูลของหน่วยงานในกลุ่มอีก{v.end}")),
        tone=Tone.CARE,
        buttons=(
            Tap("เลิกผูก", f"unbind:{group.id}:1", "เลิกผูก"),
            Tap("ไม่เลิกผูก", f"group:{group.id}", "ไม่เลิกผูก"),
        ),
    )


def unbound(v: Voice) -> Message:
    """The group is nobody's any more: to the group, or to the officer."""
    return Text(f"เลิกผูกกลุ่มเรียบร้อย{v.end} ผูกใหม่ได้ทุกเมื่อ", tells=Tells.MANNERS)


def hello_again(v: Voice) -> Message:
    """First words in a group that was bound before the bot was put out of it."""
    return Text(
        f"สวัสดีอีกครั้ง{v.end} กลุ่มนี้เคยผูกกับหน่วยงานไว้ ขอให้เจ้าหน้าที่ยืนยันในแชตส่วนตัว โดยพิมพ์ กลุ่มที่ผูกไว้ "
        f"ระหว่างนี้จะไม่บอกข้อมูลของหน่วยงานในกลุ่ม{v.end}",
        tells=Tells.MANNERS,
    )


def lost(v: Voice, found: Sequence[GroupView]) -> Message:
    """To the officers, once a day: the bot is not in these groups any more."""
    shown = found[:A_PAGE]
    parts: list[Line | Rule] = []
    for group in shown:
        parts += [*_heading(group), Rule()]
    if len(found) > len(shown):
        parts += [Line(f"และอีก {len(found) - len(shown)} กลุ่ม"), Rule()]
    parts.append(Line(f"หากยังใช้กลุ่มนี้ กรุณาเชิญบัญชีนี้กลับเข้ากลุ่ม แล้วยืนยันที่ กลุ่มที่ผูกไว้ หากไม่ใช้แล้ว กดเลิกผูกได้{v.end}"))
    return Card(
        alt=f"บัญชีติดตามไม่อยู่ในกลุ่มไลน์แล้ว {len(found)} กลุ่ม",
        title=f"บัญชีนี้ไม่อยู่ในกลุ่มไลน์แล้ว {len(found)} กลุ่ม",
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(Tap("กลุ่มที่ผูกไว้", "groups:0", "กลุ่มที่ผูกไว้"),),
        suggestions=(GROUPS, menu.HELP),
    )

"""What a group is told of what falls due: how much is in, and names of units only where its setting allows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.disclosure import Tells
from domain.group_digests import Standing
from domain.messages import Mention, Message, Text
from domain.thai import weekday_date
from handlers.wording.voice import Voice

NAMED = 15


@dataclass(frozen=True, slots=True)
class Due:
    """A work due on a day, told of on another or the same; `last`: of the working days on which it may come in."""

    title: str
    day: date
    told_on: date
    last: bool
    standing: Standing


def digest(v: Voice, items: Sequence[Due]) -> Message:
    """One message about all of it, without names."""
    lines = [line for item in items for line in (*_figures(item), "")]
    return Text("\n".join((*lines, _ending(v))), tells=Tells.FIGURES)


def digest_with_names(v: Voice, items: Sequence[Due], people: Mapping[int, Sequence[str]]) -> Message:
    """The same with the units that owe, by name. `people`: by units, who is mentioned behind the name, once each."""
    lines: list[str] = []
    mentions: dict[str, Mention] = {}
    for item in items:
        lines += [*_figures(item), "ยังไม่ได้รับจาก"]
        for unit in item.standing.missing[:NAMED]:
            for user in people.get(unit.unit_id, ()):
                mentions.setdefault(user, Mention(len(lines), user))
            lines.append(f"- {_in_one_line(unit.name)}")
        more = len(item.standing.missing) - NAMED
        lines += [f"และอีก {more:,} หน่วยงาน", ""] if more > 0 else [""]
    return Text("\n".join((*lines, _ending(v))), tells=Tells.NAMES, mentions=tuple(mentions.values()))


def _figures(item: Due) -> list[str]:
    count = item.standing
    return [
        f"{_when(item)} {_in_one_line(item.title)} ({weekday_date(item.day)})",
        f"ส่งแล้ว {count.total - count.owed:,} จาก {count.total:,} รายการ",
    ]


def _in_one_line(name: str) -> str:
    """A name whose cell had breaks in it: mentions count lines."""
    return " ".join(name.split("\n"))


def _ending(v: Voice) -> str:
    return f"ขอบคุณหน่วยงานที่ส่งแล้ว หน่วยงานที่ยังไม่ส่ง แนบไฟล์ในแชตส่วนตัวกับบัญชีนี้ได้เลย{v.end}"


def _when(item: Due) -> str:
    if item.last:
        return "วันนี้ครบกำหนด" if item.day == item.told_on else "วันนี้เป็นวันทำการสุดท้ายก่อนครบกำหนด"
    return "พรุ่งนี้ครบกำหนด" if (item.day - item.told_on).days == 1 else "อีก 1 วันทำการครบกำหนด"


def chosen(v: Voice, *, wanted: bool) -> Message:
    """To the group: whether it will be told."""
    if wanted:
        said = f"รับทราบ{v.end} จะสรุปจำนวนที่ส่งแล้วในกลุ่มนี้ ในวันก่อนครบกำหนดและวันครบกำหนด ช่วงบ่าย{v.end}"
        return Text(said, tells=Tells.MANNERS)
    return Text(f"รับทราบ{v.end} จะไม่สรุปในกลุ่มนี้{v.end}", tells=Tells.MANNERS)

"""What is said about sentences that were not understood: to whoever typed them, and to officers who teach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from domain.disclosure import Tells
from domain.file_names import shown
from domain.messages import Card, Line, Message, Part, Rule, Say, Tap, Text
from domain.phrases.meanings import TEACHABLE
from domain.phrases.rules import Intent
from domain.said_again import SaidAgain
from domain.thai import local, short_date
from handlers.wording import menu
from handlers.wording.commands import CALLED, SAID_AS
from handlers.wording.voice import Voice


@dataclass(frozen=True, slots=True)
class Sentence:
    """One that was not understood: the id of its last row, how often it was said and when last, what it may mean."""

    id: int
    words: str
    count: int
    said_at: datetime
    likely: tuple[Intent, ...]


@dataclass(frozen=True, slots=True)
class Taught:
    """One that an officer taught."""

    id: int
    words: str
    intent: Intent
    by: str
    at: datetime


def nearly_sure(v: Voice, said: SaidAgain, intent: Intent, others: Sequence[Intent]) -> Message:
    """The one thing that the words may mean, and others; a button answers the same words in that meaning."""
    ask = f"หมายถึง “{CALLED[intent]}” ใช่ไหม{v.ask}"
    yes = Tap("ใช่", replace(said, meant=intent).data, "ใช่")
    return Card(
        alt=ask,
        title=ask,
        parts=(Line("กดปุ่มแล้วใช้ข้อความเดิมได้เลย ไม่ต้องพิมพ์ใหม่" + v.end),),
        buttons=(yes, *(_meant(said, other) for other in others), Say("ไม่ใช่", "ไม่ใช่")),
        tells=Tells.MANNERS,
    )


def not_understood(v: Voice, said: SaidAgain, likely: Sequence[Intent], officers: Sequence[str]) -> Message:
    """Nothing was made of the words: the likeliest things they may mean, and who can be asked."""
    title = "ยังไม่เข้าใจข้อความนี้"
    return Card(
        alt=f"{title} เลือกสิ่งที่ต้องการได้{v.end}",
        title=title,
        parts=(
            Line(f"ขออภัย{v.end} ต้องการทำสิ่งใดต่อไปนี้หรือไม่{v.ask}"),
            *((Line(f"หรือ{who_helps(v, officers)}"),) if officers else ()),
        ),
        buttons=(*(_meant(said, intent) for intent in likely if intent is not Intent.HELP), menu.HELP),
        tells=Tells.PERSONAL if officers else Tells.MANNERS,
    )


def not_that(v: Voice, likely: Sequence[Intent], officers: Sequence[str]) -> Message:
    """The guess was wrong."""
    return Text(
        f"ขออภัยที่เข้าใจผิด{v.end} ไม่ได้ทำสิ่งใดไป กรุณาพิมพ์อีกครั้งด้วยคำอื่น หรือเลือกจากด้านล่าง{v.end}{_or_ask(v, officers)}",
        _steps(likely),
    )


def nothing_to_do(v: Voice) -> Message:
    """It was understood that nothing is asked for."""
    return Text(f"รับทราบ{v.end} หากต้องการสิ่งใด พิมพ์บอกหรือกดปุ่มได้เลย{v.end}", menu.STAFF)


def who_helps(v: Voice, officers: Sequence[str]) -> str:
    """Whom to ask, by name where there is one."""
    names = ", ".join(officers)
    return f"ติดต่อกลุ่มนโยบายและแผนได้ในวันและเวลาราชการ{v.end}" + (f"\nเจ้าหน้าที่: {names}" if names else "")


def unclear(v: Voice, sentences: Sequence[Sentence], count: int, after: int) -> list[Message]:
    """The sentences, each with what it may mean on its buttons; `count` of them in all, `after` so many seen before."""
    cards: list[Message] = [_one(v, one) for one in sentences]
    if not cards:
        return [Text(f"ไม่มีข้อความที่บอทไม่เข้าใจ{v.end}", (_TAUGHT, *menu.OVERSEER))]
    left = count - after - len(sentences)
    more = (Tap("ดูต่อ", f"unclear:{after + len(sentences)}", "ดูต่อ"),) if left > 0 else ()
    rest = f"ยังมีอีก {left} ข้อความ " if left > 0 else ""
    ask = f"{rest}กดปุ่มเพื่อสอนว่าแต่ละข้อความหมายถึงสิ่งใด ผู้ที่พิมพ์เช่นนี้อีกจะได้คำตอบนั้น{v.end}"
    return [*cards, Text(ask, (*more, _TAUGHT))]


def choices(v: Voice, sentence: Sentence) -> Message:
    """All that a sentence may be taught to mean."""
    return Card(
        alt=f"หมายถึงสิ่งใด: {shown(sentence.words)}",
        title=shown(sentence.words),
        parts=(Line(f"หมายถึงสิ่งใด{v.ask}"),),
        buttons=tuple(_choice(sentence.id, intent) for intent in TEACHABLE),
    )


def is_taught(v: Voice, words: str, intent: Intent) -> Message:
    """From now on."""
    means = SAID_AS[intent].label if intent is Intent.SMALLTALK else f"หมายถึง “{SAID_AS[intent].label}”"
    return Text(
        f"จำแล้ว{v.end} “{shown(words)}” {means} ใช้เฉพาะสำนักงานของเรา ยกเลิกได้ที่ คำที่สอนบอทไว้{v.end}",
        (_UNCLEAR, _TAUGHT),
    )


def is_over(v: Voice) -> Message:
    """The sentence was taught meanwhile, or its time is over."""
    return Text(f"ข้อความนี้สอนไว้แล้ว หรือพ้นกำหนดเก็บแล้ว{v.end}", (_UNCLEAR, _TAUGHT))


def taught(v: Voice, phrases: Sequence[Taught]) -> Message:
    """What the office taught, each with a button that takes it back."""
    if not phrases:
        return Text(f"ยังไม่ได้สอนข้อความใด{v.end}", (_UNCLEAR, *menu.OVERSEER))
    parts: list[Part] = []
    for number, one in enumerate(phrases, start=1):
        parts += [
            Line(f"{number}. {shown(one.words)}", strong=True),
            Line(SAID_AS[one.intent].label, label="หมายถึง"),
            Line(f"{one.by} {short_date(local(one.at).date())}", label="สอนโดย"),
            Rule(),
        ]
    buttons = tuple(
        Tap(f"ยกเลิกข้อ {number}", f"unmean:{one.id}", f"ยกเลิกข้อ {number}") for number, one in enumerate(phrases, start=1)
    )
    return Card(
        alt="คำที่สอนบอทไว้", title="คำที่สอนบอทไว้", parts=tuple(parts[:-1]), buttons=buttons, suggestions=(_UNCLEAR,)
    )


def is_taken_back(v: Voice, words: str) -> Message:
    """It means nothing any more."""
    return Text(f"ยกเลิกแล้ว{v.end} บอทจะไม่ถือว่า “{shown(words)}” เป็นคำสั่งอีก{v.end}", (_TAUGHT, _UNCLEAR))


def does_not_stand(v: Voice) -> Message:
    """What was to be taken back was taken back before."""
    return Text(f"ข้อความนี้ยกเลิกไปแล้ว{v.end}", (_TAUGHT, _UNCLEAR))


def _one(v: Voice, one: Sentence) -> Card:
    likely = tuple(_choice(one.id, intent) for intent in one.likely)
    more = Tap("คำสั่งอื่น", f"meanmore:{one.id}", "คำสั่งอื่น")
    day = short_date(local(one.said_at).date())
    return Card(
        alt=f"ข้อความที่บอทไม่เข้าใจ: {shown(one.words)}",
        title=shown(one.words),
        parts=(Line(f"{one.count} ครั้ง ล่าสุด {day}", label="พบ"), Line(f"หมายถึงสิ่งใด{v.ask}")),
        buttons=(*likely, more, _choice(one.id, Intent.SMALLTALK)),
    )


def _choice(sentence_id: int, intent: Intent) -> Tap:
    label = SAID_AS[intent].label
    return Tap(label, f"mean:{sentence_id}:{TEACHABLE.index(intent)}", label)


def _meant(said: SaidAgain, intent: Intent) -> Say | Tap:
    if intent in SAID_AS and not said.message_id:
        return SAID_AS[intent]
    return Tap(CALLED[intent], replace(said, meant=intent).data, CALLED[intent])


def _steps(likely: Sequence[Intent]) -> tuple[Say, ...]:
    return tuple(dict.fromkeys((*(SAID_AS[intent] for intent in likely), menu.HELP)))


def _or_ask(v: Voice, officers: Sequence[str]) -> str:
    return f"\nหรือ{who_helps(v, officers)}" if officers else ""


_UNCLEAR: Final = Say("ข้อความที่ไม่เข้าใจ", "ข้อความที่บอทไม่เข้าใจ")
_TAUGHT: Final = Say("คำที่สอนบอทไว้", "คำที่สอนบอทไว้")

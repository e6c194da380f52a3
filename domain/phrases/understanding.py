"""Understanding what people type: an intent, the slots the words give, and whether we are sure.

Two readers look at each sentence. The rules know the border cases: a claim ("ส่งแล้วค่ะ") is not a command, a question
is not a deed, and a negated verb is not the verb. The likeness knows many more ways to say each thing, but no border.
Sure is what a rule finds and the likeness does not contradict. Where it does, that is asked about instead; what no
rule knows is asked about as what it is most like, or tried once more with command words one slip away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from domain.links import find_links, with_links_as
from domain.phrases import (
    albums,
    asking,
    assignments,
    blocks,
    circulars,
    commands,
    comparing,
    dashboards,
    groups,
    meetings,
    memos,
    mornings,
    not_ours,
    orders,
    own_files,
    own_forms,
    policies,
    proposals,
    publications,
    rehearsals,
    rests,
    reviews,
    screenings,
    sendings,
    steps,
    teaching,
    visits,
)
from domain.phrases.likeness import Likeness, alike
from domain.phrases.meanings import may_be_guessed
from domain.phrases.rules import Intent, Rule
from domain.phrases.slots import Slots, read_slots
from domain.phrases.text import core_of, folded, key_of

__all__ = ["RULES", "Intent", "Slots", "Understood", "understand"]

RULES: Final[tuple[Rule, ...]] = (
    *blocks.SECRETS,
    *blocks.DIALOG,
    *blocks.PRIVACY,
    *not_ours.NOT_OURS,
    *not_ours.FORBIDDEN,
    *teaching.TEACHING,
    *albums.ALBUMS,
    *own_forms.OWN_FORMS,
    *mornings.MORNINGS,
    *dashboards.DASHBOARDS,
    *steps.STEPS,
    *steps.ELSEWHERE,
    *memos.MEMOS,
    *proposals.PROPOSALS,
    *publications.PUBLICATIONS,
    *policies.POLICIES,
    *assignments.ASSIGNMENTS,
    *circulars.CIRCULARS,
    *orders.ORDERS,
    *visits.VISITS,
    *meetings.MEETINGS,
    *sendings.SENDINGS,
    *rehearsals.REHEARSALS,
    *screenings.SCREENINGS,
    *reviews.REVIEWS,
    *blocks.SENDING,
    *blocks.HISTORY,
    *groups.GROUPS,
    *own_files.OWN_FILES,
    *blocks.REGISTERS,
    *comparing.COMPARING,
    *blocks.HOW,
    *asking.REQUESTS,
    *asking.EXEMPTIONS,
    *rests.RESTS,
    *blocks.OTHER_DEEDS,
    *reviews.DECISIONS,
    *blocks.NOT_NOW,
    *commands.QUESTIONS,
    *commands.FORMS,
    *commands.HELP,
    *blocks.NOTHING,
    *asking.PROMISES,
    *blocks.EXCUSES,
    *commands.REGISTRATION,
    *commands.HAND_IN,
    *commands.CHATTER,
)
_COMMAND_WORDS: Final = tuple(
    folded(word)
    for word in (
        "ยังไม่ส่ง", "ใครยังไม่", "งานของฉัน", "งานค้าง", "ลงทะเบียน", "สมัคร", "แบบฟอร์ม", "วิธีใช้", "ภาพรวม", "สรุป",
        "กลุ่มไหน", "โรงเรียนไหน", "โรงไหน", "ต้องส่งอะไร", "ส่งงาน", "ยกเลิก", "ช่วยด้วย", "เปอร์เซ็น", "เรียบร้อย", "สวัสดี",
        "ขอบคุณ", "รายงาน", "เตือน", "เลื่อน", "อนุมัติ", "ขยายเวลา", "ค้างส่ง", "เดี๋ยวส่ง", "ส่งแล้ว", "ลบข้อมูล",
    )
)  # fmt: skip
_BESIDE_A_LINK: Final = frozenset({Intent.SUBMIT, Intent.CLAIM_ONLY, Intent.SMALLTALK, Intent.UNKNOWN})
_SLIP: Final = 1  # one letter wrong, missing, doubled or swapped
_LONGEST_MENDED: Final = 40  # letters; nobody slips once in a long letter and means a command
_LEAST: Final = 0.25  # the share from which a sentence is taken for what it is like
_CONTRADICTED: Final = 0.7  # the share of another intent from which that is meant rather than what a rule says
_POSSIBLE: Final = 0.04  # the share from which something else may be meant
_MOST: Final = 6  # of those
_NOTHING: Final = Likeness(Intent.UNKNOWN, 0)
_QUIET: Final = frozenset({Intent.IGNORE, Intent.SMALLTALK})  # nothing is done: a likeness makes no deed of it
_CERTAIN: Final = frozenset(  # secrets, and letters with a number: a rule reads them, a likeness cannot
    {Intent.PASSWORD_WARNING, Intent.NUMBER_ORDER, Intent.DISPATCH_RECORD}
)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence asks for. Not `sure`: say what was understood before doing it.

    `possible`: what else it may mean, the likeliest first. `share`: how like the intent it is, 1 where a rule found it.
    `ruled`: what the rules alone say, which is all that counts while something else is being answered.
    """

    intent: Intent
    slots: Slots
    sure: bool
    has_link: bool = False
    possible: tuple[Intent, ...] = field(default=(), compare=False)
    share: float = field(default=1, compare=False)
    ruled: Intent = field(default=Intent.UNKNOWN, compare=False)

    @property
    def hands_in_a_link(self) -> bool:
        """Whether a link was sent, and asked for nothing else: what is a command without the link stays one."""
        return self.has_link and self.by_rules.intent in _BESIDE_A_LINK

    @property
    def unasked(self) -> Intent:
        """What is done without asking whether it was meant; UNKNOWN where that is asked first."""
        return self.intent if self.sure or may_be_guessed(self.intent, self.share) else Intent.UNKNOWN

    @property
    def by_rules(self) -> Understood:
        """The same words as the rules alone understand them."""
        if self.ruled is Intent.UNKNOWN and self.share == 1:
            return self
        return replace(self, intent=self.ruled, sure=self.ruled is not Intent.UNKNOWN, share=1)

    def as_meant(self, name: str) -> Understood:
        """The same words of somebody who has said what they mean by them; unchanged if that is no intent."""
        if name not in set(Intent):
            return self
        return replace(self, intent=Intent(name), sure=True, share=1, ruled=Intent(name))


def understand(text: str) -> Understood:
    """What a person asks of the bot by typing this; UNKNOWN when no rule knows it.

    The text may still have the bot's name in front. It says nothing about who may do it, nor whether the bot was
    addressed at all.
    """
    slots = read_slots(with_links_as(" ", text))
    key = key_of(text)
    core = core_of(key)
    like = alike(core_of(key_of(with_links_as(" ", text))))
    by_rule = _first_fit(core) or _first_fit(key)
    taken, sure = _taken_for(core, by_rule, slots, like)
    likely = (Intent(one.intent) for one in like[:_MOST] if one.share >= _POSSIBLE)
    possible = dict.fromkeys((by_rule, *likely) if by_rule else likely)
    others = tuple(intent for intent in possible if intent != taken.intent)
    ruled = by_rule or Intent.UNKNOWN
    return Understood(Intent(taken.intent), slots, sure, bool(find_links(text)), others, taken.share, ruled)


def _taken_for(
    core: str, by_rule: Intent | None, slots: Slots, like: tuple[Likeness, ...]
) -> tuple[Likeness, bool]:  # fmt: skip
    """What the sentence is taken for, with a share of 1 where a rule says so, and whether that is sure."""
    most = like[0] if like else _NOTHING
    if by_rule:
        certain = not like or by_rule in _CERTAIN or core in _commands().get(by_rule, ())
        sure = certain or most.intent == by_rule or most.share < _CONTRADICTED
        if sure or by_rule in _QUIET:
            return Likeness(by_rule, 1), sure
        return Likeness(most.intent, _LEAST), False
    if slots.code:
        return Likeness(Intent.REGISTER_USER, 1), True
    if most.share >= _LEAST:
        return most, False
    mended = _first_fit(_mended(core))
    return (Likeness(mended, 1) if mended else _NOTHING), False


@cache
def _commands() -> dict[Intent, frozenset[str]]:
    """What the rules were written for, word by word: who types just that means it."""
    found: dict[Intent, frozenset[str]] = {}
    for rule in RULES:
        found[rule.intent] = found.get(rule.intent, frozenset()) | {core_of(key_of(one)) for one in rule.examples}
    return found


def _first_fit(key: str) -> Intent | None:
    for rule in RULES:
        if rule.has.search(key) and not (rule.lacks and rule.lacks.search(key)):
            return rule.intent
    return None


def _mended(key: str) -> str:
    """The key with the first command word that is one slip away put right; empty when there is none."""
    if len(key) > _LONGEST_MENDED:
        return ""
    known = {
        place
        for word in _COMMAND_WORDS
        for found in re.finditer(word, key)
        for place in range(found.start(), found.end())
    }
    letters = set(key)
    for word in (word for word in _COMMAND_WORDS if word not in key and len(set(word) - letters) <= _SLIP):
        for size in (len(word), len(word) + 1, len(word) - 1):
            for start in range(len(key) - size + 1):
                if known & {*range(start, start + size)}:
                    continue  # it is a word of its own, not another one misspelt
                if OSA.distance(key[start : start + size], word, score_cutoff=_SLIP) == _SLIP:
                    return key[:start] + word + key[start + size :]
    return ""

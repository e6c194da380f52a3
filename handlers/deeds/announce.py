"""แจ้งให้ทุกกลุ่มทราบ: an officer has many told of something, an evaluation's result above all (the manual, 1, step 6).

What it costs is said first; in the LINE groups of units or person by person is the officer's choice.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from domain.circulars import Kind, NewCircular
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.lifecycle import State
from domain.messages import Outgoing
from domain.phrases.announcements import Audience, read_announcement
from domain.phrases.understanding import Intent
from domain.plan import UnitKind
from domain.rights import Right
from domain.works import TOLD_BY
from handlers import circulating, steps_done
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import announcements as words

if TYPE_CHECKING:
    from storage.schema import Requirement

KIND: Final = "announcement"
_JUST_SENT: Final = timedelta(minutes=30)  # a file older than that is not what is meant
_TITLE: Final = 80  # characters of the words that stand as a title
_KINDS: Final[Mapping[Audience, tuple[UnitKind, ...]]] = {
    Audience.GROUPS: (UnitKind.GROUP,),
    Audience.SCHOOLS: (UnitKind.SCHOOL,),
    Audience.ALL: (UnitKind.GROUP, UnitKind.SCHOOL),
}
_NO_FORM: Final = ("unknown_form", "unreadable", "not_taken")  # what became of a file that settles nothing
_OUT: Final = frozenset({State.DISPATCHED, State.PUBLISHED})


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is known of an announcement up to now. `requirement`: whose result it is; 0: nobody's in particular."""

    audience: Audience
    is_result: bool
    words: str
    requirement: int = 0
    document: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "audience": self.audience.value, "result": self.is_result, "words": self.words,
            "requirement": self.requirement, "document": self.document,
        }  # fmt: skip

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> _Draft:
        return cls(
            Audience(said["audience"]), said["result"], said["words"], said["requirement"], said["document"]
        )  # fmt: skip

    @property
    def mark(self) -> int:
        """Tells the words that a card showed from others."""
        return zlib.crc32(repr(self).encode())


def begin(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Read who is to be told what, and ask for what the sentence does not say."""
    if not isinstance(event, TextSaid):
        return reply(words.nothing_begun(ctx.voice))
    said = read_announcement(event.text)
    draft = _Draft(said.audience, said.is_result, said.words, document=_file_just_sent(ctx))
    if said.is_result:
        rounds = _awaiting_result(ctx)
        if len(rounds) > 1:
            _keep(draft, ctx)
            return reply(words.which_round(ctx.voice, [(one.id, one.title) for one in rounds]))
        draft = _of(draft, rounds[0].id if rounds else 0)
    return _go_on(draft, ctx)


def more(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What was asked for: the words, typed, or whose result it is, by a button."""
    return _typed(event, ctx) if isinstance(event, TextSaid) else _choose(event, ctx)


def _choose(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Whose result it is: announceof:<requirement>."""
    draft, number = _draft(ctx), argument(event) or 0
    if draft is None or ctx.tx.work.requirement(number, ctx.me.office_id) is None:
        return reply(words.nothing_begun(ctx.voice))
    return _go_on(_of(draft, number), ctx)


def _typed(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """The words that are to be told, or that it is given up."""
    draft = _draft(ctx)
    if draft is None:
        return []
    if ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG:
        ctx.tx.registers.drop_draft(ctx.me.id)
        return reply(words.dropped(ctx.voice))
    return _go_on(_Draft(draft.audience, draft.is_result, event.text.strip(), draft.requirement, draft.document), ctx)


def takes(_event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Words that nobody claims are what is to be told, while that is asked for; it may be given up at any time."""
    draft = _draft(ctx) if ctx.person is not None else None
    if draft is None or ctx.said is None:
        return False
    return ctx.said.intent is Intent.CANCEL_DIALOG or (not draft.words and (unclaimed or not ctx.said.sure))


def confirm(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Have them told: announcego:<people or groups>:<mark of the words the card showed>."""
    draft = _draft(ctx)
    way, _, mark = event.data.partition(":")[2].partition(":")
    if draft is None or not draft.words:
        return reply(words.nothing_begun(ctx.voice))
    if mark != str(draft.mark):
        return _go_on(draft, ctx)
    view = _view(draft, ctx)
    new = NewCircular(
        kind=Kind.RESULT if draft.is_result else Kind.NEWS,
        title=view.title,
        lines=(draft.words,) if draft.words != view.title else (),
        parts=dict.fromkeys(_people(draft.audience, ctx), ""),
        requirement_id=draft.requirement or None,
        document_id=draft.document or None,
        in_groups=way == "groups",
    )
    circulating.circulate(new, ctx)
    ctx.tx.registers.drop_draft(ctx.me.id)
    return reply(words.told(ctx.voice, view, _step(draft, view, ctx)))


def _go_on(draft: _Draft, ctx: Context) -> list[Outgoing]:
    if len(draft.words) > words.LONGEST:
        _keep(_Draft(draft.audience, draft.is_result, "", draft.requirement, draft.document), ctx)
        return reply(words.too_long(ctx.voice))
    _keep(draft, ctx)
    if not draft.words:
        return reply(words.which_words(ctx.voice, is_result=draft.is_result))
    if not _people(draft.audience, ctx):
        return reply(words.nobody(ctx.voice, draft.audience))
    return reply(words.really(ctx.voice, _view(draft, ctx)))


def _view(draft: _Draft, ctx: Context) -> words.AnnouncementView:
    office_id = ctx.me.office_id
    ways = circulating.ways(_people(draft.audience, ctx), ctx)
    requirement = ctx.tx.work.requirement(draft.requirement, office_id) if draft.requirement else None
    document = ctx.tx.files.document(draft.document) if draft.document else None
    return words.AnnouncementView(
        mark=draft.mark,
        whom=words.whom(draft.audience),
        title=words.RESULT_OF.format(title=requirement.title) if requirement else _short(draft.words),
        words=draft.words,
        file=document.name if document else "",
        people=ways.cost.people,
        reached=ways.cost.messages,
        by_phone=ways.cost.by_phone,
        groups=ways.groups,
        in_groups=ways.in_groups,
        left=ways.cost.left,
        at_once=ways.cost.at_once,
    )


def _step(draft: _Draft, view: words.AnnouncementView, ctx: Context) -> str:
    """Record the manual's step that this is; its number, or ""."""
    requirement = ctx.tx.work.requirement(draft.requirement, ctx.me.office_id) if draft.requirement else None
    code = TOLD_BY.get(requirement.work) if requirement else None
    if requirement is None or code is None:
        return ""
    steps_done.record(requirement, code, view.title, ctx)
    return code


def _people(audience: Audience, ctx: Context) -> list[int]:
    """Who serves the units that are told, but for the speaker."""
    units = [unit for kind in _KINDS[audience] for unit in ctx.tx.people.ids_of_kind(ctx.me.office_id, kind)]
    serving = ctx.tx.people.of_units(units)
    return [one for one in dict.fromkeys(member.person_id for member in serving) if one != ctx.me.id]


def _awaiting_result(ctx: Context) -> list[Requirement]:
    """Rounds that went out and whose result was not told yet."""
    return [
        one
        for one in ctx.tx.work.open_requirements(ctx.me.office_id, ctx.now)
        if (code := TOLD_BY.get(one.work)) is not None
        and code not in ctx.tx.steps.of(one.id)
        and any(State(debt.state) in _OUT for debt in ctx.tx.work.of_requirement(one.id))
    ]


def _file_just_sent(ctx: Context) -> int:
    """A document of the file that the speaker sent last, if that was just now; 0 for none."""
    since = ctx.now - _JUST_SENT
    kept = [(one.received_at, one.name, one.sha256) for one in ctx.tx.attachments.of_person(ctx.me.id)]
    upload = ctx.tx.submissions.latest_upload(ctx.me.id, _NO_FORM, since)
    if upload is not None:
        kept.append((upload.arrived_at, upload.name, upload.sha256))
    recent = [(at, name, sha256) for at, name, sha256 in kept if at >= since and sha256 and name]
    if not recent:
        return 0
    _, name, sha256 = max(recent)
    return ctx.tx.files.make_document(
        office_id=ctx.me.office_id, kind="announced", name=name, sha256=sha256, made_for_id=ctx.me.id, now=ctx.now,
        about={},
    ).id  # fmt: skip


def _of(draft: _Draft, requirement: int) -> _Draft:
    return _Draft(draft.audience, draft.is_result, draft.words, requirement, draft.document)


def _short(said: str) -> str:
    return said if len(said) <= _TITLE else f"{said[:_TITLE].rstrip()}…"


def _draft(ctx: Context) -> _Draft | None:
    found = ctx.tx.registers.draft(ctx.me.id, KIND, ctx.now)
    return _Draft.from_json(found.said) if found else None


def _keep(draft: _Draft, ctx: Context) -> None:
    ctx.tx.registers.keep_draft(ctx.me.id, KIND, draft.to_json(), ctx.now)


BEGIN = Deed(name="announce", do=begin, intents=frozenset({Intent.BROADCAST}), right=Right.REMIND, private=True)
ANSWER = Deed(name="say more of an announcement", do=more, tap="announceof", right=Right.REMIND, private=True)
CONFIRM = Deed(name="confirm an announcement", do=confirm, tap="announcego", right=Right.REMIND, private=True)
DEEDS = (BEGIN, ANSWER, CONFIRM)

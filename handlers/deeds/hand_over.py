"""ย้ายมา, เปลี่ยนผู้รับผิดชอบ, ย้ายออก: people move, hand over and leave; what the unit owes stays with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.introductions import Introduction, is_called, leaver_in, leaves_for_good, successor_in
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.plan import Role
from domain.rights import Right, may
from handlers import applying, inviting, leaving, unit_naming
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import hand_overs as words

if TYPE_CHECKING:
    from storage.schema import Person, Unit

_SURE = 2  # numbers in the data of a button that says yes


def moved(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """The speaker serves another unit now, or none any more."""
    if leaves_for_good(event.text):
        return reply(words.sure_to_resign(ctx.voice, _units_of(ctx.me)))
    return applying.listen(applying.begin(event.user or "", ctx, moving=True), event.text, ctx)


def resign(_event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The speaker leaves all units."""
    if leaving.is_last_officer(ctx.me, ctx.my_units, ctx):
        return reply(words.last_officer(ctx.voice, ctx.me.name))
    return leaving.end(ctx.me, set(ctx.my_units), ctx)


def hand_over(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Show who serves the unit, with a button to end the access of each, and words to pass on to the successor."""
    told = successor_in(event.text)
    units = _units_meant(told, ctx)
    if len(units) != 1:
        example = ctx.tx.people.units_to_serve(ctx.me.office_id)[-1:]
        ask = not (told.code or told.unit) or ctx.may(Right.APPROVE_PEOPLE)
        return reply(
            words.which_unit(ctx.voice, example[0].name) if ask and example else words.not_your_unit(ctx.voice)
        )
    unit = units[0]
    people = list(dict.fromkeys(m.person for m in ctx.tx.people.of_units([unit.id])))
    servers = [
        words.Server(p.id, p.name, p.position, on_line=p.line_user_id is not None, myself=p.id == ctx.me.id)
        for p in people
    ]
    code = inviting.code(unit, ctx)
    ctx.tx.audit.note(ctx.now, Noted.SHOW_SERVING, unit.code, office_id=ctx.me.office_id, person_id=ctx.me.id)
    return reply(
        words.who_serves(ctx.voice, unit.name, unit.id, servers),
        words.invite_successor(ctx.voice, unit.name, told.name, code, inviting.link(code, ctx)),
    )


def release(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """End somebody's access to one unit: release:<person>:<unit>."""
    found = _person_and_unit(numbers(event), ctx)
    if found is None:
        return reply(words.not_your_unit(ctx.voice))
    person, unit = found
    if unit.id not in {m.unit_id for m in person.memberships}:
        return reply(words.not_serving(ctx.voice, person.name))
    if leaving.is_last_officer(person, [unit.id], ctx):
        return reply(words.last_officer(ctx.voice, person.name))
    pushes = leaving.end(person, {unit.id}, ctx)
    return [*reply(words.released(ctx.voice, person.name, unit.name)), *pushes]


def move_out(event: Incoming, ctx: Context) -> list[Outgoing]:
    """End somebody's access: by name, asked back; then moveout:<person>, asked back; then moveout:<person>:1."""
    told = numbers(event)
    if not told:
        return _ask_whom(leaver_in(event.text) if isinstance(event, TextSaid) else "", ctx)
    person = next((p for p in _may_be_moved(ctx) if p.id == told[0]), None)
    if person is None:
        return reply(words.nobody_of_that_name(ctx.voice, ""))
    units = {m.unit_id: m.unit.name for m in person.memberships if _is_mine(m.unit, ctx)}
    if leaving.is_last_officer(person, list(units), ctx):
        return reply(words.last_officer(ctx.voice, person.name))
    if len(told) < _SURE:
        return reply(words.sure_to_move_out(ctx.voice, person.id, person.name, list(units.values())))
    pushes = leaving.end(person, units.keys(), ctx)
    return [*reply(words.released(ctx.voice, person.name, ", ".join(units.values()))), *pushes]


def _ask_whom(called: str, ctx: Context) -> list[Outgoing]:
    meant = [person for person in _may_be_moved(ctx) if is_called(called, person.name)]
    if not meant:
        return reply(words.nobody_of_that_name(ctx.voice, called))
    if len(meant) > 1:
        choices = [(person.id, person.name, ", ".join(_units_of(person))) for person in meant]
        return reply(words.which_person(ctx.voice, choices))
    person = meant[0]
    units = [m.unit.name for m in person.memberships if _is_mine(m.unit, ctx)]
    return reply(words.sure_to_move_out(ctx.voice, person.id, person.name, list(dict.fromkeys(units))))


def _may_be_moved(ctx: Context) -> list[Person]:
    """Everybody of the office who serves a unit that the speaker may hand over."""
    office = ctx.tx.people.of_office(ctx.me.office_id)
    return [person for person in office if any(_is_mine(m.unit, ctx) for m in person.memberships)]


def _is_mine(unit: Unit, ctx: Context) -> bool:
    """Whether the speaker may say who serves the unit: its head may, and officers of its office."""
    if ctx.may(Right.APPROVE_PEOPLE):
        return ctx.me.office_id in (unit.office_id, unit.id)
    mine = [m for m in ctx.me.memberships if m.unit_id == unit.id]
    return may((Role(m.role) for m in mine), Right.HAND_OVER)


def _units_meant(told: Introduction, ctx: Context) -> list[Unit]:
    if told.code or told.unit:
        return [unit for unit in unit_naming.Namable(ctx).meant(told)[0] if _is_mine(unit, ctx)]
    own = {m.unit_id: m.unit for m in ctx.me.memberships if may([Role(m.role)], Right.HAND_OVER)}
    return [] if ctx.may(Right.APPROVE_PEOPLE) else list(own.values())


def _person_and_unit(told: list[int], ctx: Context) -> tuple[Person, Unit] | None:
    if len(told) != _SURE:
        return None
    person, unit = ctx.tx.people.get(told[0]), ctx.tx.people.unit(told[1])
    if person is None or unit is None or person.office_id != ctx.me.office_id or not _is_mine(unit, ctx):
        return None
    return person, unit


def _units_of(person: Person) -> list[str]:
    return list(dict.fromkeys(m.unit.name for m in person.memberships))


DEEDS = (
    Deed(name="moved", do=moved, intents=frozenset({Intent.TRANSFER}), private=True),
    Deed(name="resign", do=resign, tap="resign", private=True),
    Deed(name="hand over", do=hand_over, intents=frozenset({Intent.HAND_OVER}), right=Right.HAND_OVER, private=True),
    Deed(name="release", do=release, tap="release", right=Right.HAND_OVER, private=True),
    Deed(
        name="move out",
        do=move_out,
        intents=frozenset({Intent.MOVE_OUT}),
        tap="moveout",
        right=Right.HAND_OVER,
        private=True,
    ),
)

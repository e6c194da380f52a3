"""Deeds that stand in for what would need a filled form, and the table of the real ones with them in front.

A file's bytes prove nothing about reminders and reading them takes ten times as long as all the rest. So a file is an
event as LINE sends it, its bytes are waited for as ever, and what its name says is then settled as a form would settle
it: the debt locked and moved, reminders about it withdrawn, a request for a later day closed.
"""

from __future__ import annotations

from dataclasses import replace

from domain.errors import IllegalMoveError
from domain.events import ButtonPressed, FileSent
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, is_owed, move
from domain.messages import Outgoing, Text
from handlers.routing import Context, Deed, numbers, reply
from handlers.table import DEEDS


def _settle(event: FileSent, ctx: Context) -> list[Outgoing]:
    """A file for several debts: its name is their ids, and whether it is clean."""
    *ids, quality = event.name.removesuffix(".xlsx").split()
    deed = Move.RECEIVE_CLEAN if quality == "clean" else Move.RECEIVE_FAULTY
    said = [f"{number}: {_moved(int(number), deed, ctx)}" for number in ids]
    return reply(Text(f"ได้รับไฟล์ {' '.join(said)}"), worth_push=True)


def _send_back(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """An officer finds a fault in what came: sentbackhere:<debt>."""
    return reply(Text(f"ส่งกลับ {_moved(numbers(event)[0], Move.RETURN, ctx)}"))


def _moved(number: int, deed: Move, ctx: Context) -> State:
    debt = ctx.tx.work.obligation_to_settle(number)
    assert debt is not None
    try:
        after = move(State(debt.state), deed, ctx.works[debt.requirement.work])
    except IllegalMoveError:
        return State(debt.state)
    debt.state = after.value
    ctx.tx.outbox.withdraw_about(number, ctx.now)
    if not is_owed(after):
        ctx.tx.extensions.close(number, ctx.now)
    return after


TABLE = replace(
    DEEDS,
    deeds=(
        Deed(name="a file, stood in for", do=_settle, events=(FileSent,)),
        Deed(name="send back, stood in for", do=_send_back, tap="sentbackhere"),
        *DEEDS.deeds,
    ),
)

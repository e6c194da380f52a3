"""The obligations of the person who speaks, as facts: shared by the deeds that list, issue and ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.events import Incoming, TextSaid
from domain.messages import Message, Outgoing
from domain.reviewing import OFFICE
from handlers.facts import Task, task_of
from handlers.routing import Context, reply
from handlers.wording import tasks as words
from handlers.works_said import About

if TYPE_CHECKING:
    from storage.schema import Obligation


@dataclass(frozen=True, slots=True)
class Meant:
    """Of the speaker's own work what a sentence is about, soonest due first, shared work after the own.

    `tasks`: all of it where the sentence names none, none where it names what is not asked of them.
    """

    about: About
    own: tuple[Task, ...]
    tasks: tuple[Task, ...]

    @property
    def owed(self) -> list[Task]:
        """What is meant and must still come in; of what is not named first what the own units owe."""
        owed = [task for task in self.tasks if task.owed]
        return owed if self.about.names_something else [task for task in owed if task.mine] or owed

    @property
    def fillable(self) -> list[Task]:
        """Whose blank may be meant: what is named, else what is owed, else what may be sent again."""
        if self.about.names_something:
            return list(self.tasks)
        return self.owed or [task for task in self.own if task.mine and task.state in OFFICE.waiting]


def tasks(ctx: Context, obligations: Iterable[Obligation]) -> list[Task]:
    """Facts of these obligations for the speaker."""
    calendar, units, debts = ctx.calendar(ctx.me.office_id), ctx.my_units, list(obligations)
    kept = ctx.tx.attachments.counts([o.id for o in debts])
    return [task_of(o, ctx.forms[o.requirement.form], calendar, ctx.now, units, kept.get(o.id, 0)) for o in debts]


def my_tasks(ctx: Context) -> list[Task]:
    """What the speaker's units owe or share in, soonest due first, shared ones after the own."""
    return _in_order(tasks(ctx, ctx.tx.work.of_units(ctx.my_units, ctx.now)))


def meant(ctx: Context, event: Incoming | None = None) -> Meant:
    """What of the speaker's work was understood to be meant; the words of the event tell rounds by their names."""
    text = event.text if isinstance(event, TextSaid) else ""
    about = About.of(text, ctx.said.slots) if ctx.said else About()
    debts = ctx.tx.work.of_units(ctx.my_units, ctx.now)
    own, named = _in_order(tasks(ctx, debts)), {debt.id for debt in about.among(debts)}
    return Meant(about, tuple(own), tuple(task for task in own if task.id in named))


def nothing_of(said: Meant, otherwise: Message, ctx: Context) -> list[Outgoing]:
    """Nothing of what is meant is owed: it is not asked of the speaker, or is in; `otherwise`: nothing is named."""
    if not said.about.names_something:
        return reply(otherwise)
    if said.tasks:
        return reply(words.settled(ctx.voice, said.tasks))
    owed = [task for task in said.own if task.owed]
    return reply(words.not_asked(ctx.voice, said.about.work, said.about.no, owed))


def _in_order(own: Iterable[Task]) -> list[Task]:
    return sorted(own, key=lambda task: (not task.mine, task.due_at, task.id))

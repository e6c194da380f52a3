"""The one way into a group: what tells more than the group may hear does not get there, whichever deed says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.events import Place
from domain.messages import Action, Card, GroupPush, Message, Outgoing, Push, Reply, Say
from handlers.routing import Context
from handlers.wording import people as words


def let_through(ctx: Context, outgoing: Sequence[Outgoing]) -> list[Outgoing]:
    """The same, but for what a group may not hear.

    What is worth a message goes to the one who spoke, in private; whoever asked for the rest is told where to ask.
    """
    if ctx.place is Place.PRIVATE:
        return list(outgoing)
    heard: list[Outgoing] = []
    ask_elsewhere = False
    for item in outgoing:
        if isinstance(item, Push | GroupPush):
            heard.append(item)
            continue
        open_to_all = tuple(_addressed(message) for message in item.messages if ctx.hears(message.tells))
        kept_back = tuple(message for message in item.messages if not ctx.hears(message.tells))
        if open_to_all:
            told = () if kept_back else item.told
            heard.append(Reply(open_to_all, worth_push=item.worth_push, told=told))
        if kept_back and item.worth_push and ctx.person is not None and ctx.person.line_user_id is not None:
            heard.append(Push(ctx.person.line_user_id, kept_back))
        elif kept_back and ctx.asked:
            ask_elsewhere = True
    return [*heard, Reply((words.ask_in_private(ctx.voice),))] if ask_elsewhere else heard


def _addressed(message: Message) -> Message:
    """The same with buttons whose words are meant for the bot: what is said to nobody in a group is not heard."""
    suggestions = tuple(map(_to_the_bot, message.suggestions))
    if isinstance(message, Card):
        return replace(message, suggestions=suggestions, buttons=tuple(map(_to_the_bot, message.buttons)))
    return replace(message, suggestions=suggestions)


def _to_the_bot(action: Action) -> Action:
    return replace(action, text=f"/{action.text}") if isinstance(action, Say) else action

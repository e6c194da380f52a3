"""What all deeds share: who may act where, and how an act becomes a bubble and a webhook event."""

from __future__ import annotations

from bot.emulator import ids
from bot.emulator.channel import Channel
from bot.emulator.events import Json, new_event, source_of, with_unknown_fields
from bot.emulator.world import Bubble, Stored

QUOTABLE = frozenset({"text", "image", "video", "sticker"})  # webhook.yml: the others carry no quoteToken
UNKNOWN_EVENT = "emulatorNovelty"  # LINE adds kinds unannounced; nobody can know this one


class DeedRefusedError(Exception):
    """LINE's app would not let the person do this."""


class BaseDeeds:
    """The ground the deeds stand on. `group_id` None means the person's own chat with the bot; it may be a room's."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._world = channel.world

    def _write(self, user_id: str, group_id: str | None, content: Json, stored: Stored | None = None) -> str:
        """Put a message into the chat and tell the bot. Return the message id."""
        with self._world.changing():
            bubble = self._put(user_id, group_id, content, stored)
            self._tell(bubble, group_id)
        return bubble.message_id

    def _put(self, user_id: str, group_id: str | None, content: Json, stored: Stored | None = None) -> Bubble:
        self._may_speak(user_id, group_id)
        bubble = self._bubble(user_id, group_id, content)
        if stored is not None:
            self._world.stored[bubble.message_id] = stored
        if group_id is None:
            self._world.wrote[user_id] = bubble.at
        return bubble

    def _tell(self, bubble: Bubble, group_id: str | None) -> None:
        self._emit("message", {"message": bubble.message}, bubble.sender, group_id)

    def _bubble(self, user_id: str, group_id: str | None, content: Json) -> Bubble:
        message_id = self._channel.next_message_id()
        read_token = ids.opaque_token()
        message = {"type": content["type"], "id": message_id}
        if content["type"] in QUOTABLE:
            message["quoteToken"] = ids.opaque_token()
        message |= {**content, "markAsReadToken": read_token}
        bubble = Bubble(message_id, group_id or user_id, "in", user_id, message, self._channel.clock.now())
        bubble.read = not self._channel.chat_on
        self._world.read_tokens[read_token] = message_id
        self._world.add(bubble)
        return bubble

    def _note(self, chat_id: str, text: str) -> None:
        message: Json = {"type": "text", "text": text}
        made = self._channel.next_message_id()
        self._world.add(Bubble(made, chat_id, "note", "", message, self._channel.clock.now()))

    def _emit(
        self, kind: str, detail: Json, user_id: str | None, group_id: str | None, *, replyable: bool = True
    ) -> None:
        """Hand the bot an event, bent as the armed faults want it; with neither person nor group it has no source."""
        if group_id is not None and group_id not in self._world.bot_in and kind != "leave":
            return  # the bot hears nothing from a group it is not in
        faults = self._channel.faults
        if faults.take_kind("unknown_event"):
            self._enqueue(UNKNOWN_EVENT, {UNKNOWN_EVENT: {"degree": 1}}, user_id, group_id, replyable=False)
        named = user_id is not None and not faults.take_kind("hide_user")
        if faults.take_kind("unknown_fields"):
            detail = with_unknown_fields(detail)
        self._enqueue(kind, detail, user_id, group_id, replyable=replyable, named=named)

    def _enqueue(
        self,
        kind: str,
        detail: Json,
        user_id: str | None,
        group_id: str | None,
        *,
        replyable: bool,
        named: bool = True,
    ) -> None:
        chat_id = group_id or user_id
        standby = chat_id is not None and self._channel.faults.take_standby(chat_id)
        token = ids.reply_token() if replyable and chat_id is not None and not standby else None
        if token is not None:
            self._channel.tokens.issue(token, str(chat_id))
        source = source_of(user_id if named else None, group_id) if chat_id is not None else None
        event = new_event(kind, detail, self._channel.clock.now(), source, token)
        if standby:
            event["mode"] = "standby"
        self._channel.sender.enqueue(event)

    def _known(self, user_id: str) -> None:
        if user_id not in self._world.people:
            raise DeedRefusedError(f"there is no person {user_id}")

    def _group(self, group_id: str) -> None:
        if group_id not in self._world.groups:
            raise DeedRefusedError(f"there is no group {group_id}")

    def _may_speak(self, user_id: str, group_id: str | None) -> None:
        self._known(user_id)
        with self._world.lock:
            if group_id is None:
                if user_id in self._world.blocked:
                    raise DeedRefusedError("a person who blocked the bot cannot write to it")
                return
            self._group(group_id)
            if user_id not in self._world.members[group_id]:
                raise DeedRefusedError(f"{user_id} is not in {group_id}")

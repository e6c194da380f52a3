"""What people do: each deed changes the world and makes the webhook events LINE would send."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from typing import Any

from bot.emulator import ids
from bot.emulator.channel import Channel
from bot.emulator.events import Json, mention_of_bot, new_event, source_of
from bot.emulator.pictures import picture_type, without_metadata
from bot.emulator.world import Bubble, Stored


class DeedRefusedError(Exception):
    """LINE's app would not let the person do this."""


class Deeds:
    """The people's hands. Everything is thread safe; `group_id` None means the person's own chat with the bot."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._world = channel.world

    def follow(self, user_id: str) -> None:
        """Add the bot as a friend, or unblock it."""
        self._known(user_id)
        with self._world.changing():
            again = user_id in self._world.ever_friends
            self._world.blocked.discard(user_id)
            self._world.friends.add(user_id)
            self._world.ever_friends.add(user_id)
            self._note(user_id, "เลิกบล็อกแล้ว" if again else "เพิ่มเป็นเพื่อนแล้ว")
            self._emit("follow", {"follow": {"isUnblocked": again}}, user_id, None)

    unblock = follow

    def block(self, user_id: str) -> None:
        """Block the bot: it can no longer reach the person, and is told by an unfollow event."""
        self._known(user_id)
        with self._world.changing():
            self._world.friends.discard(user_id)
            self._world.blocked.add(user_id)
            self._world.ever_friends.add(user_id)
            self._note(user_id, "บล็อกแล้ว")
            self._emit("unfollow", {}, user_id, None, replyable=False)

    unfollow = block

    def say(
        self,
        user_id: str,
        text: str,
        group_id: str | None = None,
        mention_bot: bool = False,  # noqa: FBT001, FBT002 - part of the agreed interface
        *,
        quoted_message_id: str | None = None,
    ) -> str:
        """Type a text; `mention_bot` names the bot with @. Return the message id."""
        mention: Json = {}
        if mention_bot:
            text, mentioned = mention_of_bot(text, self._world.bot_name, self._world.bot_user_id)
            mention = {"mention": mentioned}
        quoted: Json = {"quotedMessageId": quoted_message_id} if quoted_message_id else {}
        return self._write(user_id, group_id, {"type": "text", "text": text, **mention, **quoted})

    def send_file(self, user_id: str, name: str, data: bytes, group_id: str | None = None) -> str:
        """Send a document as it is. Return the message id."""
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        message: Json = {"type": "file", "fileName": name, "fileSize": len(data)}
        return self._write(user_id, group_id, message, Stored("file", name, mime, data))

    def send_photos(self, user_id: str, photos: Sequence[bytes], group_id: str | None = None) -> list[str]:
        """Send photos at once: one event each, tied by an image set; names and EXIF are lost, as in LINE."""
        set_id = ids.set_id()
        made = []
        for index, photo in enumerate(photos, 1):
            message: Json = {"type": "image", "contentProvider": {"type": "line"}}
            if len(photos) > 1:
                message["imageSet"] = {"id": set_id, "index": index, "total": len(photos)}
            stored = Stored("image", "", picture_type(photo) or "image/jpeg", without_metadata(photo))
            made.append(self._write(user_id, group_id, message, stored))
        return made

    def press(
        self,
        user_id: str,
        data: str,
        shown: str = "",
        group_id: str | None = None,
        *,
        params: dict[str, Any] | None = None,
    ) -> None:
        """Press a postback button: `shown` appears as the person's words, but only the postback is sent."""
        self._may_speak(user_id, group_id)
        postback: Json = {"data": data, **({"params": params} if params else {})}
        with self._world.changing():
            if shown:
                self._bubble(user_id, group_id, {"type": "text", "text": shown})
            self._emit("postback", {"postback": postback}, user_id, group_id)

    def unsend(self, user_id: str, message_id: str) -> None:
        """Take back one's own message: its content is gone from then on."""
        with self._world.changing():
            for bubble in self._world.find(message_id):
                if bubble.sender != user_id:
                    raise DeedRefusedError("only the sender can unsend a message")
                bubble.gone = True
                self._world.touch(bubble)
                group_id = bubble.chat_id if bubble.chat_id in self._world.groups else None
                self._emit("unsend", {"unsend": {"messageId": message_id}}, user_id, group_id, replyable=False)
            if (stored := self._world.stored.get(message_id)) is not None:
                stored.gone, stored.data = True, b""

    def invite_bot(self, group_id: str) -> None:
        """Bring the bot into a group. LINE does not tell it who did."""
        with self._world.changing():
            self._group(group_id)
            self._world.bot_in.add(group_id)
            self._note(group_id, f"{self._world.bot_name} เข้าร่วมกลุ่ม")
            self._emit("join", {}, None, group_id)

    def remove_bot(self, group_id: str) -> None:
        """Put the bot out of a group."""
        with self._world.changing():
            self._group(group_id)
            self._world.bot_in.discard(group_id)
            self._note(group_id, f"{self._world.bot_name} ออกจากกลุ่ม")
            self._emit("leave", {}, None, group_id, replyable=False)

    def join_group(self, user_id: str, group_id: str) -> None:
        """Bring a person into a group."""
        self._known(user_id)
        self._move("memberJoined", "joined", user_id, group_id)

    def leave_group(self, user_id: str, group_id: str) -> None:
        """Take a person out of a group."""
        self._move("memberLeft", "left", user_id, group_id)

    def _move(self, kind: str, key: str, user_id: str, group_id: str) -> None:
        with self._world.changing():
            self._group(group_id)
            members = self._world.members[group_id]
            joining = key == "joined"
            if joining == (user_id in members):
                return
            (members.append if joining else members.remove)(user_id)
            who = [{"type": "user", "userId": user_id}]
            self._emit(kind, {key: {"members": who}}, None, group_id, replyable=joining)

    def _write(self, user_id: str, group_id: str | None, content: Json, stored: Stored | None = None) -> str:
        self._may_speak(user_id, group_id)
        with self._world.changing():
            bubble = self._bubble(user_id, group_id, content)
            if stored is not None:
                self._world.stored[bubble.message_id] = stored
            if group_id is None:
                self._world.wrote[user_id] = bubble.at
            self._emit("message", {"message": bubble.message}, user_id, group_id)
        return bubble.message_id

    def _bubble(self, user_id: str, group_id: str | None, content: Json) -> Bubble:
        message_id = self._channel.next_message_id()
        read_token = ids.opaque_token()
        message = {"type": content["type"], "id": message_id}
        if content["type"] != "file":
            message["quoteToken"] = ids.opaque_token()
        message |= {**content, "markAsReadToken": read_token}
        bubble = Bubble(message_id, group_id or user_id, "in", user_id, message, self._channel.clock.now())
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
        leaving = kind == "leave"
        if group_id is not None and group_id not in self._world.bot_in and not leaving:
            return  # the bot hears nothing from a group it is not in
        token = ids.reply_token() if replyable else None
        if token is not None:
            self._channel.tokens.issue(token, group_id or str(user_id))
        event = new_event(kind, detail, self._channel.clock.now(), source_of(user_id, group_id), token)
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

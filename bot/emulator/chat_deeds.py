"""What people do in a chat: write, edit, take back, press."""

from __future__ import annotations

import re
from typing import Any

from bot.emulator import ids
from bot.emulator.base_deeds import BaseDeeds, DeedRefusedError
from bot.emulator.events import Json, mention_of_bot
from bot.emulator.world import Bubble

_PICKED = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "time": re.compile(r"\d{2}:\d{2}"),
    "datetime": re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}"),
}


class ChatDeeds(BaseDeeds):
    """Words, buttons, and second thoughts about words."""

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
        quoted: Json = {"quotedMessageId": quoted_message_id} if quoted_message_id else {}
        content = {"type": "text", **self._text(text, mention_bot=mention_bot), **quoted}
        return self._write(user_id, group_id, content)

    def edit(self, user_id: str, message_id: str, text: str, *, mention_bot: bool = False) -> None:
        """Change the words of one's own text in a group; the bot gets a messageEdited event.

        Only texts, and not in the chat with the bot itself. Source: reference "Edit event".
        """
        with self._world.changing():
            bubble = self._own(user_id, message_id)
            if not ids.GROUP.fullmatch(bubble.chat_id):
                raise DeedRefusedError("only messages in a group can be edited")
            if bubble.gone or bubble.message["type"] != "text":
                raise DeedRefusedError("only a text that was not taken back can be edited")
            self._may_speak(user_id, bubble.chat_id)
            edited: Json = {"type": "text", "id": message_id, "quoteToken": ids.opaque_token()}
            edited |= self._text(text, mention_bot=mention_bot)
            bubble.message = {**edited, "markAsReadToken": bubble.message["markAsReadToken"]}
            bubble.edited = True
            self._world.touch(bubble)
            self._emit("messageEdited", {"message": edited}, user_id, bubble.chat_id)

    def unsend(self, user_id: str, message_id: str) -> None:
        """Take back one's own message: its content is gone from then on."""
        with self._world.changing():
            bubble = self._own(user_id, message_id)
            if bubble.gone:
                return
            bubble.gone = True
            self._world.touch(bubble)
            if (stored := self._world.stored.get(message_id)) is not None:
                stored.gone, stored.data = True, b""
            group_id = bubble.chat_id if bubble.chat_id in self._world.groups else None
            self._emit("unsend", {"unsend": {"messageId": message_id}}, user_id, group_id, replyable=False)

    def send_sticker(self, user_id: str, package_id: str, sticker_id: str, group_id: str | None = None) -> str:
        """Send a sticker. Return the message id."""
        content = {"packageId": package_id, "stickerId": sticker_id, "stickerResourceType": "STATIC"}
        return self._write(user_id, group_id, {"type": "sticker", **content})

    def send_location(
        self, user_id: str, place: tuple[float, float], title: str = "", address: str = "", group_id: str | None = None
    ) -> str:
        """Send a place: (latitude, longitude) in degrees; title and address may be missing. Return the message id."""
        words = {name: value for name, value in (("title", title), ("address", address)) if value}
        content = {"type": "location", **words, "latitude": place[0], "longitude": place[1]}
        return self._write(user_id, group_id, content)

    def send_raw(self, user_id: str, content: Json, group_id: str | None = None) -> str:
        """Send message content as given, also of a type no bot can know; it needs a `type`. Return the message id."""
        return self._write(user_id, group_id, content)

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

    def pick(self, user_id: str, action: Json, value: str, group_id: str | None = None) -> None:
        """Choose a moment in a datetimepicker action; refused when malformed or outside the action's min and max.

        The value has no time zone, as in LINE: "2026-11-30", "08:30" or "2026-11-30T08:30".
        """
        mode = action["mode"]
        least, most = (str(action.get(name) or "").replace("t", "T") for name in ("min", "max"))
        if not _PICKED[mode].fullmatch(value):
            raise DeedRefusedError(f"{value} is no {mode}")
        if (least and value < least) or (most and value > most):
            raise DeedRefusedError(f"{value} is not between {least or 'any'} and {most or 'any'}")
        self.press(user_id, action["data"], group_id=group_id, params={mode: value})

    def switch_menu(self, user_id: str, alias: str, data: str) -> None:
        """Press a richmenuswitch area: the menu changes, and the bot is told whether it did."""
        self._may_speak(user_id, None)
        self.press(user_id, data, params=self._channel.rich_menus.switch(user_id, alias))

    def _text(self, text: str, *, mention_bot: bool) -> Json:
        if not mention_bot:
            return {"text": text}
        text, mention = mention_of_bot(text, self._world.bot_name, self._world.bot_user_id)
        return {"text": text, "mention": mention}

    def _own(self, user_id: str, message_id: str) -> Bubble:
        found = next(iter(self._world.find(message_id)), None)
        if found is None or found.direction != "in":
            raise DeedRefusedError(f"nobody wrote a message {message_id}")
        if found.sender != user_id:
            raise DeedRefusedError("only the sender can change a message")
        return found

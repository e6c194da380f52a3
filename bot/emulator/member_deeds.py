"""Coming and going: friends of the bot, members of groups, the bot in a group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.emulator.base_deeds import BaseDeeds


class MemberDeeds(BaseDeeds):
    """Adding, blocking, inviting, leaving."""

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

    def rename_group(self, group_id: str, name: str) -> None:
        """Call a group otherwise. The bot is not told: it must ask for the summary."""
        with self._world.changing():
            self._group(group_id)
            self._world.groups[group_id] = replace(self._world.groups[group_id], name=name)
            self._note(group_id, f"เปลี่ยนชื่อกลุ่มเป็น {name}")

    def join_group(self, user_id: str, group_id: str) -> None:
        """Bring a person into a group."""
        self.join_together([user_id], group_id)

    def leave_group(self, user_id: str, group_id: str) -> None:
        """Take a person out of a group."""
        self.leave_together([user_id], group_id)

    def join_together(self, user_ids: Sequence[str], group_id: str) -> None:
        """Bring several people into a group at once: one event names them all."""
        for user_id in user_ids:
            self._known(user_id)
        with self._world.changing():
            self._group(group_id)
            members = self._world.members[group_id]
            new = [user_id for user_id in dict.fromkeys(user_ids) if user_id not in members]
            members.extend(new)
            self._told("memberJoined", "joined", new, group_id)

    def leave_together(self, user_ids: Sequence[str], group_id: str) -> None:
        """Take several people out of a group at once."""
        with self._world.changing():
            self._group(group_id)
            members = self._world.members[group_id]
            gone = [user_id for user_id in dict.fromkeys(user_ids) if user_id in members]
            members[:] = [user_id for user_id in members if user_id not in gone]
            self._told("memberLeft", "left", gone, group_id)

    def _told(self, kind: str, key: str, user_ids: list[str], group_id: str) -> None:
        if user_ids:
            who = [{"type": "user", "userId": user_id} for user_id in user_ids]
            self._emit(kind, {key: {"members": who}}, None, group_id, replyable=kind == "memberJoined")

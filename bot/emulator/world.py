"""Who and what there is: people, groups, chats, files. Nothing here knows of HTTP."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.emulator import ids
from bot.emulator.clock import VirtualClock
from bot.emulator.friend_counts import FriendCounts

WRITTEN_TO_LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PersonSeed:
    """A person with a phone. `note` is small grey text beside the name; `colour` is the avatar's, as CSS."""

    user_id: str
    name: str
    note: str = ""
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class GroupSeed:
    """A group chat of people (user ids), or an old room; `bot_in` when the bot is a member from the start."""

    group_id: str
    name: str
    members: tuple[str, ...] = ()
    bot_in: bool = False


@dataclass(slots=True)
class Bubble:
    """One bubble in one chat.

    `direction`: "in" from a person, "out" from the bot, "note" for the platform's grey lines. `sender`: a user id, or
    the bot's. `message`: LINE message JSON. `via`: reply, push, multicast, broadcast, or "" when a person wrote.
    `paid`: recipients counted for the whole request, on its first bubble; 0 for the rest and for replies.
    `change`: the world's version when this bubble last changed.
    """

    message_id: str
    chat_id: str
    direction: str
    sender: str
    message: dict[str, Any]
    at: datetime
    via: str = ""
    paid: int = 0
    request_id: str = ""
    silent: bool = False
    quote_token: str = ""
    gone: bool = False
    read: bool = False
    edited: bool = False
    change: int = 0


@dataclass(slots=True)
class Stored:
    """The bytes behind a photo or a file that a person sent.

    `preparing`: how many more times the bot is told that a video or sound is not ready. `failed`: it never will be.
    """

    kind: str
    name: str
    mime: str
    data: bytes
    gone: bool = False
    preparing: int = 0
    failed: bool = False


@dataclass(slots=True)
class World:
    """The state of one LINE channel and its people. Hold `lock` (or use `changing`) around every access."""

    clock: VirtualClock
    bot_user_id: str
    bot_name: str
    people: dict[str, PersonSeed]
    groups: dict[str, GroupSeed]
    lock: threading.Condition = field(default_factory=lambda: threading.Condition(threading.RLock()))
    version: int = 1
    friends: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)
    ever_friends: set[str] = field(default_factory=set)
    wrote: dict[str, datetime] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    bot_in: set[str] = field(default_factory=set)
    chats: defaultdict[str, list[Bubble]] = field(default_factory=lambda: defaultdict(list))
    stored: dict[str, Stored] = field(default_factory=dict)
    loading: dict[str, datetime] = field(default_factory=dict)
    read_tokens: dict[str, str] = field(default_factory=dict)
    friend_counts: FriendCounts = field(default_factory=FriendCounts)
    _friend_sizes: tuple[int, int, int] = (0, 0, 0)

    def of_another_bot(self, bot_user_id: str, bot_name: str) -> World:
        """Return the world of another bot: the same clock, people and groups; its own friends and chats."""
        return World(self.clock, bot_user_id, bot_name, self.people, self.groups, self.lock, members=self.members)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock, raise the version, and wake everybody who waits for news."""
        with self.lock:
            self._count_friends()
            self.version += 1
            yield
            self._count_friends()
            self.lock.notify_all()

    def _count_friends(self) -> None:
        sizes = (len(self.friends), len(self.ever_friends), len(self.blocked))
        if sizes != self._friend_sizes:
            self._friend_sizes = sizes
            self.friend_counts.note(self.clock.now(), len(self.ever_friends | self.friends), len(self.blocked))

    def add(self, bubble: Bubble) -> None:
        """Put a bubble at the end of its chat; call inside `changing`."""
        bubble.change = self.version
        self.chats[bubble.chat_id].append(bubble)
        self.loading.pop(bubble.chat_id, None)

    def touch(self, bubble: Bubble) -> None:
        """Note that a bubble changed; call inside `changing`."""
        bubble.change = self.version

    def find(self, message_id: str) -> list[Bubble]:
        """Return the bubbles with this id (several after a multicast)."""
        return [b for chat in self.chats.values() for b in chat if b.message_id == message_id]

    def may_profile(self, user_id: str) -> bool:
        """Tell whether the bot may see this person's profile: a friend, or somebody who wrote to it; not a blocker."""
        known = user_id in self.friends or user_id in self.wrote
        return user_id in self.people and known and user_id not in self.blocked

    def reaches(self, user_id: str) -> bool:
        """Tell whether a push arrives: friends, and for 7 days those who wrote; never blockers.

        Source: reference "Send push message".
        """
        if user_id in self.blocked or user_id not in self.people:
            return False
        wrote = self.wrote.get(user_id)
        lately = wrote is not None and self.clock.now() - wrote <= WRITTEN_TO_LATELY
        return user_id in self.friends or lately


def new_world(
    clock: VirtualClock,
    bot: tuple[str, str],
    people: Sequence[PersonSeed],
    groups: Sequence[GroupSeed],
) -> World:
    """Build the world from its seeds; `bot` is (user id, name). Raises ValueError on ids LINE could not have given."""
    for person in people:
        if not ids.USER.fullmatch(person.user_id):
            raise ValueError(f"not a LINE user id: {person.user_id}")
    for group in groups:
        if not ids.TOGETHER.fullmatch(group.group_id):
            raise ValueError(f"not a LINE group id: {group.group_id}")
    return World(
        clock,
        bot[0],
        bot[1],
        {p.user_id: p for p in people},
        {g.group_id: g for g in groups},
        members={g.group_id: list(g.members) for g in groups},
        bot_in={g.group_id for g in groups if g.bot_in},
    )

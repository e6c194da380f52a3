"""Whether everything a bot needs is there: our own side, and the channel as LINE tells of it. Shows no secret.

What LINE's API does not tell is left to the operator's eyes, with the switch's name as LINE's pages have it (docs
"Build a bot", "Receive messages (webhook)", "Group chats and multi-person chats").
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from http import HTTPStatus
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from bot.clock import Clock
from bot.config import Config, Settings
from bot.line.client import Quota
from bot.line.rich_menus import MenuCallError, RichMenus
from bot.line.setup import ChannelSetup, SetupCallError, Tested
from bot.web.webhook import PATH
from domain.errors import TidtamError
from storage.schema_version import require_current
from storage.store import Store

SKEW: Final = timedelta(seconds=60)  # signed links and the day's hour of reminders go by our clock
LINE: Final = "https://api.line.me"
LITTLE_LEFT: Final = 0.1  # of the month's messages


class State(Enum):
    """How something stands. LOOK: nobody can tell from here."""

    FINE = "ok"
    WRONG = "wrong"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, in a sentence."""

    state: State
    what: str
    said: str


# The console's tab and the switch's own name, how it should be, and why.
IN_CONSOLE: Final = (
    ("Messaging API > Webhook redelivery", "on", "what came while the bot was away comes again"),
    ("Messaging API > Allow bot to join group chats", "on", "off when new; without it no group can be bound"),
    ("Messaging API > Auto-reply messages", "Disabled", "on when new; people would get two answers"),
    ("Messaging API > Greeting messages", "Disabled", "on when new; the bot greets by itself"),
    ("Messaging API > Error statistics aggregation", "on", "shows which webhooks failed and why"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of LINE."""

    setup: ChannelSetup
    menus: RichMenus
    quota: Callable[[], Quota | None]


def examine(config: Config, settings: Settings, store: Store, line: Asked, clock: Clock) -> Iterator[Finding]:
    """Everything there is to say, our own side first. Nothing here raises because something is wrong."""
    known = yield from _database(settings, store)
    yield _files(settings, store)
    yield _fonts()
    yield _address(settings.public_base_url)
    if not known:  # permits to call LINE are kept there
        yield Finding(State.WRONG, "LINE", "not asked: that needs the database")
        return
    info = yield from _account(config, settings, line.setup, clock)
    if not info:  # LINE would refuse every other question as well
        return
    yield from _webhook(settings, line.setup)
    yield _quota(line.quota())
    yield _menus(store, line.menus)
    for switch, should, why in IN_CONSOLE:
        yield Finding(State.LOOK, switch, f"{should} ({why})")


def _database(settings: Settings, store: Store) -> Generator[Finding, None, bool]:
    shown = settings.database_url.rsplit("@", maxsplit=1)[-1]
    try:
        store.ping()
        require_current(store.engine)
    except TidtamError as wrong:
        yield Finding(State.WRONG, "database", f"{shown}: {wrong}")
        return False
    yield Finding(State.FINE, "database", f"{shown} answers, its schema is current")
    return True


def _files(settings: Settings, store: Store) -> Finding:
    try:
        store.files.try_out()
    except (OSError, TidtamError) as wrong:
        shown = settings.files_url.rsplit("@", maxsplit=1)[-1]
        said = f"{shown}: cannot be written ({type(wrong).__name__}); it must belong to the user the bot runs as"
        return Finding(State.WRONG, "files", said)
    return Finding(State.FINE, "files", "can be written, read and erased")


def _fonts() -> Finding:
    there = any((Path(import_module("fontpkg_sarabun").ROOT) / "files").glob("*.ttf"))
    return Finding(
        State.FINE if there else State.WRONG, "fonts", f"Sarabun {'is there' if there else 'is missing: install again'}"
    )


def _address(url: str) -> Finding:
    parts = urlsplit(url)
    problems = []
    if parts.scheme != "https":
        problems.append("LINE calls https only")
    if not parts.hostname or _is_private(parts.hostname):
        problems.append("this host is known to this network alone")
    if parts.path.strip("/") or parts.query:
        problems.append("there is a path or query behind the host")
    to_do = ". Set it to the address under which everybody reaches the proxy"
    said = "; ".join(problems) + to_do if problems else "https, and a public name"
    return Finding(State.WRONG if problems else State.FINE, "PUBLIC_BASE_URL", f"{url}: {said}")


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".test", ".localhost"))


def _account(config: Config, settings: Settings, setup: ChannelSetup, clock: Clock) -> Generator[Finding, None, bool]:
    try:
        info, ours = setup.info(), clock()
    except SetupCallError as refused:
        yield Finding(State.WRONG, "access token", _no_account(refused, settings))
        return False
    yield Finding(State.FINE, "access token", f"it is that of {info.name} {info.basic_id}")
    if config.bot.basic_id and config.bot.basic_id != info.basic_id:
        said = f"config.yaml says {config.bot.basic_id}, LINE {info.basic_id}: one of them is another channel's"
        yield Finding(State.WRONG, "bot.basic_id", said)
    by_hand = "on: people of the office can answer too" if info.answers_by_hand else "off: the bot alone answers"
    yield Finding(State.FINE, "chat", by_hand)
    yield _skew(ours, info.line_says)
    return True


def _no_account(refused: SetupCallError, settings: Settings) -> str:
    if refused.status != HTTPStatus.UNAUTHORIZED:
        return f"LINE cannot be asked: {refused.subject}; can this machine reach {settings.api_base_url or LINE}?"
    if settings.access_token:
        return "LINE refuses it: issue a new one (Messaging API > Channel access token)"
    wanted = (
        "LINE_CHANNEL_ID and LINE_CHANNEL_SECRET must be this channel's (Basic settings > Channel ID, Channel secret)"
    )
    return f"LINE issues none: {wanted}"


def _skew(ours: datetime, lines: datetime | None) -> Finding:
    if lines is None:
        return Finding(State.LOOK, "clock", "LINE did not say what time it is; compare it yourself")
    apart = abs(ours - lines)
    said = f"{apart.total_seconds():.0f} seconds from LINE's"
    if apart <= SKEW:
        return Finding(State.FINE, "clock", said)
    return Finding(State.WRONG, "clock", f"{said}: have this machine set its clock by the network")


def _webhook(settings: Settings, setup: ChannelSetup) -> Iterator[Finding]:
    expected = settings.public_base_url + PATH
    try:
        stands = setup.webhook()
        if stands is None:
            yield Finding(State.WRONG, "webhook", f"no address is set; Messaging API > Webhook URL: {expected}")
            return
        right = stands.url == expected
        said = stands.url if right else f"LINE calls {stands.url}; Messaging API > Webhook URL: {expected}"
        yield Finding(State.FINE if right else State.WRONG, "webhook address", said)
        used = "on" if stands.active else "off: LINE sends nothing; Messaging API > Use webhook"
        yield Finding(State.FINE if stands.active else State.WRONG, "webhook in use", used)
        yield _tested(setup.test_webhook())
    except SetupCallError as refused:
        yield Finding(State.WRONG, "webhook", f"LINE cannot be asked: {refused.subject}")


def _tested(tested: Tested) -> Finding:
    if tested.works:
        return Finding(State.FINE, "webhook test", "LINE's own call was answered")
    if tested.status == HTTPStatus.BAD_REQUEST:
        said = (
            "our answer was 400: LINE_CHANNEL_SECRET is probably not this channel's (Basic settings > Channel secret)"
        )
        return Finding(State.WRONG, "webhook test", said)
    said = f"LINE's own call failed: {tested.why}; is the bot running, the proxy, and is its certificate whole?"
    return Finding(State.WRONG, "webhook test", said)


def _quota(quota: Quota | None) -> Finding:
    if quota is None:
        return Finding(State.WRONG, "messages", "LINE does not tell how many are left")
    if quota.allowed is None:
        return Finding(State.FINE, "messages", f"not limited; {quota.used:,} this month")
    left = max(quota.allowed - quota.used, 0)
    state = State.WRONG if left < quota.allowed * LITTLE_LEFT else State.FINE
    more = "; a larger plan is chosen in LINE Official Account Manager" if state is State.WRONG else ""
    return Finding(state, "messages", f"{left:,} of {quota.allowed:,} left this month{more}")


def _menus(store: Store, menus: RichMenus) -> Finding:
    with store.reading() as tx:
        ours = {standing.menu_id for standing in tx.menus.standing().values()}
    if not ours:
        return Finding(State.WRONG, "menus", "none stands: `menus` makes them")
    try:
        gone = ours - {one.menu_id for one in menus.listed()}
    except MenuCallError as refused:
        return Finding(State.WRONG, "menus", f"LINE cannot be asked: {refused.status or 'no answer'}")
    said = f"{len(gone)} are gone from LINE: `menus` makes them again" if gone else f"{len(ours)} stand at LINE"
    return Finding(State.WRONG if gone else State.FINE, "menus", said)

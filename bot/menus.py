"""The menus below the chat are stood up at LINE: made once, made anew when they change, never two of a kind for long.

Each step can be the last one before a crash: a menu counts as standing only when it has its picture, people are moved
before an older menu goes, and what was left half done is known by its name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import structlog

from bot.clock import Clock
from bot.line.rich_menus import Json, Listed, MenuCallError, RichMenus, menu_body
from bot.menu_links import REST, MenuLinks
from bot.rest import Rest
from domain.menus import Menu, MenuKind
from handlers.wording.menu import menu
from reports.menu_picture import draw_menu, drawn_from
from storage.menus import Standing
from storage.store import Store

log = structlog.get_logger()

OURS = "tidtam/"  # what the names of our menus begin with; nobody else's are touched


@dataclass(frozen=True)
class Design:
    """A menu as it should stand. The name tells what it shows, so that one left by a crash can be finished."""

    menu: Menu
    body: Json
    digest: str

    @property
    def kind(self) -> MenuKind:
        """Which menu it is."""
        return self.menu.kind

    @cached_property
    def picture(self) -> bytes:
        """A PNG, drawn when it is first asked for."""
        return draw_menu(self.menu)

    @property
    def name(self) -> str:
        """Its name at LINE."""
        return f"{OURS}{self.kind}/{self.digest[:8]}"


@dataclass(frozen=True, slots=True)
class Stood:
    """What standing up did: `made` are the kinds that did not stand yet, with the ids of all."""

    ids: dict[MenuKind, str]
    made: frozenset[MenuKind]
    default_set: bool
    linked: int
    deleted: int


def designs() -> list[Design]:
    """Every menu as it is now worded and drawn."""
    return [design(menu(kind)) for kind in MenuKind]


def design(whole: Menu) -> Design:
    """A menu's design, with a digest of all that people see and press of it."""
    body = menu_body(whole)
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode() + drawn_from(whole)).hexdigest()
    return Design(whole, body, digest)


class MenuKeeper:
    """Stands the menus up and takes them away. MenuCallError when LINE refuses; the next run goes on from there."""

    def __init__(self, store: Store, line: RichMenus, clock: Clock) -> None:
        self._store, self._line, self._clock = store, line, clock
        self._links = MenuLinks(store, line, clock)

    def stand_up(self, designs: Sequence[Design]) -> Stood:
        """Bring LINE to these designs, one of each kind. Where all is as it should be, LINE is only asked."""
        listed = self._line.listed()
        with self._store.reading() as tx:
            standing = tx.menus.standing()
        ids: dict[MenuKind, str] = {}
        made = set()
        for wanted in designs:
            stands = standing.get(wanted.kind)
            if stands and stands.digest == wanted.digest and any(m.menu_id == stands.menu_id for m in listed):
                ids[wanted.kind] = stands.menu_id
            else:
                ids[wanted.kind] = self._make(wanted, listed)
                made.add(wanted.kind)
        default_set = self._line.default() != ids[MenuKind.STRANGER]
        if default_set:
            self._line.set_default(ids[MenuKind.STRANGER])
        linked = self._links.link_all()
        deleted = self._delete([m for m in _ours(listed) if m.menu_id not in ids.values()])
        return Stood(ids, frozenset(made), default_set, linked, deleted)

    def remove(self) -> int:
        """Take our menus away from everybody and from LINE; how many there were."""
        with self._store.begin() as tx:
            tx.menus.forget([standing.menu_id for standing in tx.menus.standing().values()])
            tx.commit()
        self._links.link_all()
        ours = _ours(self._line.listed())
        if self._line.default() in [m.menu_id for m in ours]:
            self._line.clear_default()
        return self._delete(ours)

    def _make(self, wanted: Design, listed: Sequence[Listed]) -> str:
        """A menu of that design, made or, where an earlier run has made it, finished."""
        begun = next((m.menu_id for m in listed if m.name == wanted.name), None)
        menu_id = begun or self._line.create(wanted.name, wanted.body)
        self._line.upload(menu_id, wanted.picture)
        with self._store.begin() as tx:
            tx.menus.note(wanted.kind, Standing(menu_id, wanted.digest), self._clock())
            tx.commit()
        return menu_id

    def _delete(self, menus: Sequence[Listed]) -> int:
        for one in menus:
            self._line.delete(one.menu_id)
        return len(menus)


@dataclass
class MenuRenewal:
    """Brings menus that stand to what this version of the program draws, once after it has started.

    Where none stands nothing is made: an office may do without, and the first are made by the command.
    """

    store: Store
    line: RichMenus
    clock: Clock
    _done: bool = field(default=False, init=False)
    _rest: Rest = field(default_factory=lambda: Rest(REST), init=False)

    def beat(self) -> None:
        """What the metronome calls until it is done."""
        now = self.clock()
        if self._done or self._rest.lasts(now):
            return
        try:
            self.renew()
        except MenuCallError as refused:
            self._rest.begin(now)
            log.warning("older menus stand still", why=str(refused))
        else:
            self._done = True

    def renew(self) -> Stood | None:
        """What was done; None where no older menu stands, which takes one query. MenuCallError when LINE refuses."""
        with self.store.reading() as tx:
            standing = tx.menus.standing()
        wanted = designs()
        if not standing or all(d.kind in standing and standing[d.kind].digest == d.digest for d in wanted):
            return None
        stood = MenuKeeper(self.store, self.line, self.clock).stand_up(wanted)
        log.info("menus of another version renewed", made=sorted(stood.made), linked=stood.linked)
        return stood


def _ours(listed: Sequence[Listed]) -> list[Listed]:
    return [m for m in listed if m.name.startswith(OURS)]

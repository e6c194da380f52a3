"""The small office with a local LINE, for tests of its menus: people join without the chat, so that only menus call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.emulator.clock import VirtualClock
from bot.emulator.server import LocalLine
from bot.line.client import LineClient
from bot.line.rates import Rates
from bot.line.rich_menus import Listed, RichMenus
from bot.line.tokens import LongLivedToken
from bot.menu_links import MenuLinks
from bot.menus import Design, MenuKeeper, Stood
from domain.plan import Role
from storage.schema import Membership
from storage.store import Store
from tests.plans import START, small_plan
from tests.stories.stage import TOKEN, USERS, local_line


class OfficeMenus:
    """An office whose people have all joined, LINE where nothing stands yet, and what stands menus up."""

    def __init__(self, store: Store, designs: Sequence[Design]) -> None:
        self.store, self.designs = store, list(designs)
        self.clock = VirtualClock(START)
        self.line: LocalLine = local_line(self.clock)
        self.line.start()
        url, rates, tokens = self.line.base_url, Rates(store), LongLivedToken(TOKEN)
        client = LineClient(tokens, rates, self.clock.now, api_base_url=url, data_base_url=url)
        self.calls: RichMenus = client.rich_menus()
        self.links = MenuLinks(store, self.calls, self.clock.now)
        with store.begin() as tx:
            tx.plans.load(small_plan(), {"strategy": 1})
            tx.commit()
        for code, user in USERS.items():
            self.line.follow(user)
            self.joins(code, user)

    def stand_up(self) -> Stood:
        """Run the command."""
        return self.keeper.stand_up(self.designs)

    @property
    def keeper(self) -> MenuKeeper:
        """What a process that has just started has: starting takes a second, so LINE may be asked again."""
        self.clock.advance(timedelta(seconds=1))
        return MenuKeeper(self.store, self.calls, self.clock.now)

    def joins(self, code: str, user: str) -> None:
        """Somebody registers from that account."""
        with self.store.begin() as tx:
            person = tx.people.by_code(code)
            assert person is not None
            tx.people.join(person, user, START)
            tx.commit()

    def becomes(self, code: str, *roles: Role) -> None:
        """Somebody's roles change."""
        with self.store.begin() as tx:
            person = tx.people.by_code(code)
            assert person is not None
            person.memberships.clear()
            tx.flush()
            person.memberships += [Membership(unit_id=person.office_id, role=role) for role in roles]
            tx.commit()

    def blocks(self, code: str, *, known: bool = True) -> None:
        """Somebody blocks the bot; `known`: its event has come in."""
        self.line.block(USERS[code])
        if known:
            self._blocked(code, at=True)

    def returns(self, code: str) -> None:
        """Somebody unblocks the bot."""
        self.line.follow(USERS[code])
        self._blocked(code, at=False)

    def sees(self, code: str) -> str:
        """The name of the menu that somebody's phone shows, '' for none."""
        shown = self.line.channel.rich_menus.shown_to(USERS[code])
        return str(shown.body["name"]) if shown else ""

    def names(self) -> list[str]:
        """The names of all menus at LINE."""
        return sorted(menu.name for menu in self.listed())

    def listed(self) -> list[Listed]:
        """All menus at LINE, without a call being noted."""
        return [Listed(m.menu_id, str(m.body["name"])) for m in self.line.channel.rich_menus.all()]

    def changes(self) -> list[str]:
        """The calls since the last look that change something, as method and path without ids."""
        made = [f"{c.method} {c.path.removeprefix('/v2/bot/')}" for c in self.line.calls if c.method != "GET"]
        self.line.calls.clear()
        return made

    def rest(self, by: timedelta) -> None:
        """Let time pass."""
        self.clock.advance(by)

    def _blocked(self, code: str, *, at: bool) -> None:
        with self.store.begin() as tx:
            tx.people.blocked(USERS[code], START if at else None)
            tx.commit()

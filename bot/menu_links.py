"""Everybody's own menu follows their roles: after registering, after another plan, after coming back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.line.rich_menus import PEOPLE_A_CALL, MenuCallError, NoSuchMenuError, NoSuchUserError, RichMenus
from bot.rest import Rest
from storage.menus import Stray
from storage.store import Store

log = structlog.get_logger()

REST = timedelta(minutes=1)  # after LINE has refused: menus can wait, and the log is not for the same line all day


@dataclass
class MenuLinks:
    """Links people to the menus that stand, and unlinks those who should see the default one."""

    store: Store
    line: RichMenus
    clock: Clock
    _rest: Rest = field(default_factory=lambda: Rest(REST), init=False)

    def beat(self) -> None:
        """What the metronome calls: one query when nothing has changed."""
        now = self.clock()
        if self._rest.lasts(now):
            return
        try:
            self.link_changed()
        except MenuCallError as refused:
            self._rest.begin(now)
            log.warning("menus are not linked now", why=str(refused))

    def link_all(self) -> int:
        """Link until nobody is left; how many that were. MenuCallError when LINE refuses; who was linked stays so."""
        linked = 0
        while count := self.link_changed():
            linked += count
        return linked

    def link_changed(self, limit: int = PEOPLE_A_CALL) -> int:
        """Give at most `limit` people (500 or fewer) the menu of their roles; how many wanted another one.

        LINE says yes for people who have blocked the bot and does nothing: they are noted as well, and looked at anew
        when they come back. MenuCallError when LINE refuses.
        """
        with self.store.reading() as tx:
            strays = tx.menus.strays(limit)
        for wants in dict.fromkeys(stray.wants for stray in strays):
            self._give(wants, [stray for stray in strays if stray.wants == wants])
        return len(strays)

    def _give(self, menu_id: str | None, people: list[Stray]) -> None:
        while people:
            try:
                self._call(menu_id, [stray.line_user_id for stray in people])
            except NoSuchUserError as unknown:  # the others get theirs; this one cannot, and is not asked for again
                log.warning("line does not know this user", person=people[unknown.index].person_id)
                self._note([people.pop(unknown.index)])
            except NoSuchMenuError:
                if menu_id is None:
                    raise
                log.warning("the menu is gone from line: run the command menus", menu=menu_id)
                self._forget(menu_id)
                return
            else:
                self._note(people)
                return

    def _call(self, menu_id: str | None, users: Sequence[str]) -> None:
        if menu_id is None:
            self.line.unlink(users)
        else:
            self.line.link(menu_id, users)

    def _note(self, people: Sequence[Stray]) -> None:
        with self.store.begin() as tx:
            tx.menus.given(people)
            tx.commit()

    def _forget(self, menu_id: str) -> None:
        with self.store.begin() as tx:
            tx.menus.forget([menu_id])
            tx.commit()

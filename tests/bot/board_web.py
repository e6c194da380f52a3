"""The fictional district behind a web half, for asking for its dashboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select

from storage.engine import make_engine
from storage.files import FileStore
from storage.schema import Attachment, Obligation, Requirement, Submission, Unit
from storage.store import Store, Transaction
from tests import board_office
from tests.board_office import NOW, person_of
from tests.bot.web_client import Web
from tests.plans import small_plan

ELSEWHERE: Final = "OFF-5555"  # the officer of another office
LEFT, NEVER = "FIN-7C3M", "AUD-7P4X"  # has left; never came


@dataclass(frozen=True, slots=True)
class Office:
    """The district behind a web half, and the ids that its addresses name."""

    web: Web
    store: Store
    ids: dict[str, int]

    def link(self, code: str) -> str:
        """The path of somebody's dashboard, asked for at this moment."""
        with self.store.reading() as tx:
            person = person_of(tx, code)
        return self.web.links.dashboard(person.id, self.web.now).removeprefix("https://bot.example").split("?")[0]

    def asks(self, code: str, page: str = "") -> str:
        """What somebody reads there."""
        answer = self.web.client.get(f"{self.link(code)}?{page.format_map(self.ids)}")
        assert answer.status_code == 200, page
        return answer.text


def _opened(folder: Path) -> Store:
    return Store(make_engine(f"sqlite:///{folder / 'tidtam.db'}"), FileStore(str(folder / "files")))


def make_district(template: Path, folder: Path) -> None:
    """The district's database, filled once; beside it another office, somebody who has left, and one who never came."""
    shutil.copy(template, folder / "tidtam.db")
    store = _opened(folder)
    board_office.fill(store, board_office.plan())
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.people.join(person_of(tx, ELSEWHERE), "U" + "f" * 32, NOW)
        left, never = person_of(tx, LEFT), person_of(tx, NEVER)
        tx.people.leave(left, [m.unit_id for m in left.memberships])
        never.line_user_id = None
        _to_come(tx)
        tx.commit()
    store.close()


def _to_come(tx: Transaction) -> None:
    """One requirement has not opened yet."""
    tx._session.scalars(select(Requirement).where(Requirement.code == "EM-2570-03")).one().opens_at = NOW + timedelta(
        days=1
    )


@contextmanager
def opened_office(district: Path, folder: Path) -> Iterator[Office]:
    """A copy of that district, and its web half."""
    shutil.copytree(district, folder)
    store = _opened(folder)
    web = Web(store)
    web.now = NOW
    with store.reading() as tx:
        ids = _ids(tx)
    yield Office(web, store, ids)
    store.close()


def _ids(tx: Transaction) -> dict[str, int]:
    session = tx._session
    units = {unit.code: unit.id for unit in session.scalars(select(Unit).order_by(Unit.id.desc()))}
    group = session.scalars(select(Unit.id).where(Unit.code == "GENERAL").order_by(Unit.id)).first() or 0
    asked = {one.code: one.id for one in session.scalars(select(Requirement).order_by(Requirement.id.desc()))}
    debts = {(one.requirement.code, one.unit_id): one.id for one in session.scalars(select(Obligation)).unique()}
    of_group = debts["ST-2570-R6", group]
    version = session.scalars(select(Submission.id).where(Submission.obligation_id == of_group)).first()
    picture = session.scalars(select(Attachment.id).where(Attachment.obligation_id == of_group)).first()
    return {
        "group": group,
        "school": units["99010001"],
        "other_school": units["99010012"],
        "strategies": asked["ST-2570-R6"],
        "emes": asked["EM-2570-01"],
        "of_group": of_group,
        "of_school": debts["EM-2570-01", units["99010001"]],
        "of_other_school": debts["EM-2570-01", units["99010012"]],
        "to_come": debts["EM-2570-03", units["99010001"]],
        "version": version or 0,
        "picture": picture or 0,
    }

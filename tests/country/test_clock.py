"""The clock of many offices: nothing to say costs the same for all together, and nothing is told late or left out."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, select, text

from bot.app import build_worker
from bot.config import load_config
from domain.messages import Outgoing, Push
from domain.nagging import USUAL, Audience, Ladder, Step
from domain.thai import local
from handlers import looking
from handlers.table import TIMERS
from storage.schema import Outbox, QuotaMonth
from storage.store import Store
from tests.country.plans import office_plan
from tests.country.pouring import moment, pour
from tests.stories.stage import settings_for, store_at

SCHOOLS = 2
AT_NINE = moment(220).replace(hour=9, minute=0)  # Thursday 10 June 2027
HALF_A_MINUTE = timedelta(seconds=30)


@dataclass
class Country:
    """A few small offices, and a worker whose clock stands."""

    store: Store
    offices: list[int]
    now: datetime = AT_NINE

    def __post_init__(self) -> None:
        settings = settings_for("http://127.0.0.1:9", Path(), 1)
        self.dispatcher = build_worker(load_config(), settings, self.store, lambda: self.now).dispatcher

    def ticks(self) -> list[str]:
        """Half a minute later everything periodic is done; whom it wrote to."""
        self.now += HALF_A_MINUTE
        before = self._last()
        for name in TIMERS:
            self.dispatcher.run_timer(name, lambda: self.now)
        with self.store.reading() as tx:
            return list(tx._session.scalars(select(Outbox.chat).where(Outbox.id > before)))

    def settles(self) -> None:
        """Whatever there is to say has been said."""
        for _ in range(5):
            if not self.ticks():
                return
        raise AssertionError("the clock never ends")

    def said_by_a_look_everywhere(self, now: datetime | None = None) -> list[str]:
        """To whom reminders and lists would go, had the clock no memory."""
        with self.store.reading() as tx:
            ctx = self.dispatcher.make_context(tx, now or self.now)
            look = looking.everywhere(ctx).look(looking.Batch(self.offices), ctx)
            return sorted(_chats(TIMERS["nag"](replace(ctx, looking=look))))

    def writes(self, statement: str, **values: Any) -> None:
        """Somebody changes the database who never heard of the clock."""
        with self.store.engine.begin() as connection:
            connection.execute(text(statement), values)

    def last_to_be_looked_at(self) -> int:
        """An office at which the clock has no reason to look soon."""
        with self.store.reading() as tx:
            quiet = {one: look.quiet_since for one, look in tx.looks.known().items() if look.quiet_since is not None}
        return max(quiet, key=lambda one: (quiet[one], one))

    def _last(self) -> int:
        with self.store.reading() as tx:
            return tx._session.scalar(select(Outbox.id).order_by(Outbox.id.desc()).limit(1)) or 0


def _chats(outgoing: list[Outgoing]) -> Iterator[str]:
    return (one.to for one in outgoing if isinstance(one, Push))


@contextmanager
def lived_in(template: Path, folder: Path, offices: int) -> Iterator[Country]:
    folder.mkdir()
    shutil.copy(template, folder / "tidtam.db")
    store = store_at(folder)
    made = pour(store.engine, [office_plan(number, SCHOOLS) for number in range(offices)])
    with store.begin() as tx:
        month = QuotaMonth(month=f"{local(AT_NINE):%Y-%m}", allowed=100_000, used=0, asked_at=AT_NINE)
        tx._session.merge(month)
        tx.commit()
    yield Country(store, made)
    store.close()


@pytest.fixture
def country(template: Path, tmp_path: Path) -> Iterator[Country]:
    with lived_in(template, tmp_path / "country", 3) as country:
        yield country


def statements_of(store: Store, what: Callable[[], object]) -> int:
    heard = 0

    def hear(*_: object) -> None:
        nonlocal heard
        heard += 1

    event.listen(store.engine, "before_cursor_execute", hear)
    what()
    event.remove(store.engine, "before_cursor_execute", hear)
    return heard


def test_a_quiet_tick_of_many_offices_takes_as_many_statements_as_of_one(template: Path, tmp_path: Path) -> None:
    taken = []
    for offices in (1, 3):
        with lived_in(template, tmp_path / f"{offices}", offices) as country:
            country.settles()
            country.ticks()
            taken.append(statements_of(country.store, country.ticks))

    assert taken[0] == taken[1]


DUE_TODAY = (
    "UPDATE obligation SET due_at = '2027-06-10 09:30:00.000000' WHERE id = (SELECT min(o.id) FROM obligation o"
    " JOIN requirement r ON r.id = o.requirement_id WHERE r.office_id = :office AND o.state = 'pending')"
)
FORGOTTEN = "DELETE FROM nag WHERE person_id IN (SELECT id FROM person WHERE office_id = :office)"


@pytest.mark.parametrize("change", [DUE_TODAY, FORGOTTEN], ids=["a debt falls due", "the ledger is emptied"])
def test_what_somebody_writes_who_never_heard_of_the_clock_is_told_with_the_next_tick(
    country: Country, change: str
) -> None:
    country.settles()
    country.writes("UPDATE nag SET planned_for = '2027-06-09'")  # nobody has been written to today
    country.settles()

    country.writes(change, office=country.last_to_be_looked_at())

    expected = country.said_by_a_look_everywhere()
    assert expected
    assert sorted(country.ticks()) == expected


def test_what_fails_in_one_office_leaves_the_others_alone(country: Country) -> None:
    broken = country.offices[1]
    country.writes("UPDATE requirement SET form = 'nobody knows it' WHERE office_id = :office", office=broken)

    told = set(country.ticks())

    with country.store.reading() as tx:
        offices = {office for one in told if (person := tx.people.by_line(one)) for office in (person.office_id,)}
        assert offices == {*country.offices} - {broken}
        assert tx.audit.last_beat("nag") is None, "an operator sees that something is wrong"


def test_where_steps_may_go_by_the_hour_no_office_is_left_out(country: Country) -> None:
    country.settles()
    country.ticks()
    by_the_hour = Ladder((Step("-3h", (Audience.OWNER,)),))

    with country.store.reading() as tx:
        ctx = country.dispatcher.make_context(tx, country.now)
        usual = looking.where_needed(ctx, fresh=False)
        rules = replace(ctx.rules, ladders={**ctx.rules.ladders, USUAL: by_the_hour})
        hasty = looking.where_needed(replace(ctx, rules=rules), fresh=False)

    assert (len(usual.offices), hasty.offices) == (1, country.offices)


def test_a_process_that_has_just_started_looks_everywhere(country: Country) -> None:
    country.settles()
    country.dispatcher = Country(country.store, country.offices).dispatcher
    looked: list[int] = []

    def hear(_connection: Connection, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if "FROM requirement" in statement and "opens_at <=" in statement and "ORDER BY" in statement:
            looked.append(parameters[0])

    event.listen(country.store.engine, "before_cursor_execute", hear)
    country.ticks()

    assert looked == country.offices


DEBT = (
    "(SELECT o.id FROM obligation o JOIN requirement r ON r.id = o.requirement_id WHERE r.office_id = :office"
    " ORDER BY (o.id * 7919 + :any) % 101 LIMIT 1)"
)
PERSON = "(SELECT id FROM person WHERE office_id = :office ORDER BY (id * 31 + :any) % 17 LIMIT 1)"
DEEDS = (
    "UPDATE obligation SET state = 'pending', due_at = :day || ' 09:30:00.000000' WHERE id = " + DEBT,  # noqa: S608
    "UPDATE obligation SET state = 'submitted' WHERE id = " + DEBT,  # noqa: S608
    "DELETE FROM nag WHERE person_id = " + PERSON,  # noqa: S608
    "UPDATE person SET blocked_at = NULL WHERE id = " + PERSON,  # noqa: S608
    "UPDATE person SET blocked_at = :day || ' 00:00:00.000000' WHERE id = " + PERSON,  # noqa: S608
    (
        "UPDATE requirement SET opens_at = :day || ' 0' || (2 + :any % 8) || ':15:20.000000'"
        " WHERE id = (SELECT max(id) FROM requirement WHERE office_id = :office)"
    ),
    "INSERT INTO day_off (office_id, day, works, name) VALUES (:office, :day, 0, '') ON CONFLICT DO NOTHING",
    "DELETE FROM day_off WHERE office_id = :office",
)


def something_happens(dice: random.Random, country: Country) -> None:
    """Somebody of an office does something; or somebody does of whom it is not known where they belong."""
    office, day = dice.choice(country.offices), AT_NINE.date() + timedelta(days=dice.randrange(-3, 12))
    deed, values = dice.choice(DEEDS), {"office": office, "day": f"{day}", "any": dice.randrange(1000)}
    with country.store.begin() as tx:
        tx.concerns(dice.choice((office, office, None)))
        tx._session.execute(text(deed).bindparams(**{one: values[one] for one in values if f":{one}" in deed}))
        tx.commit()


@pytest.mark.parametrize("steps", [10, pytest.param(300, marks=pytest.mark.soak)])
def test_the_clock_says_at_each_moment_what_it_would_say_without_memory(country: Country, steps: int) -> None:
    dice, said = random.Random(steps), 0  # noqa: S311 - no secrets
    for step in range(steps):
        if dice.random() < 0.5:
            something_happens(dice, country)
        if step and dice.random() < 0.3:
            country.now += timedelta(minutes=dice.choice((1, 29, 59, 240, 960)))
        expected = country.said_by_a_look_everywhere(country.now + HALF_A_MINUTE)

        told = sorted(country.ticks())

        assert [one for one in told if one in expected] == expected, (step, local(country.now))
        said += len(expected)
    assert said

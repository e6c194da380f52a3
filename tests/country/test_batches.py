"""A tick goes through many offices by batches: what is said is the same, and dying between two loses nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.introductions import introduction
from domain.thai import local
from handlers import looking
from handlers.unit_naming import Namable
from storage.schema import Nag, Outbox, Person, QuotaMonth
from tests.country.test_clock import AT_NINE, DUE_TODAY, FORGOTTEN, Country, lived_in, statements_of

__all__ = ["country"]
LATE_AND_TOMORROW = ("2027-06-08 09:30:00.000000", "2027-06-08 09:30:00.000000", "2027-06-11 09:30:00.000000")
Said = Counter[tuple[str, str]]


class Death(BaseException):
    """The process is killed."""


@pytest.fixture
def country(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Country]:
    """Three offices, each a batch of its own."""
    monkeypatch.setattr(looking, "TOGETHER", 1)
    with lived_in(template, tmp_path / "country", 3) as made:
        yield made


def said(country: Country) -> Said:
    """All that was ever written: to whom, and in which words."""
    with country.store.reading() as tx:
        return Counter(
            (chat, str(messages)) for chat, messages in tx._session.execute(select(Outbox.chat, Outbox.messages))
        )


def reminders_by_office(country: Country) -> Counter[int]:
    query = select(Person.office_id).join(Outbox, Outbox.chat == Person.line_user_id).where(Outbox.nags)
    with country.store.reading() as tx:
        return Counter(tx._session.scalars(query))


def month_with(country: Country, left: int) -> None:
    """So many messages are left for reminders."""
    with country.store.begin() as tx:
        allowed, month = left + country.dispatcher.make_context(tx, country.now).reserve, f"{local(country.now):%Y-%m}"
        tx._session.merge(QuotaMonth(month=month, allowed=allowed, used=0, asked_at=country.now))
        tx.commit()


def beat(country: Country) -> datetime | None:
    with country.store.reading() as tx:
        return tx.audit.last_beat("nag")


def calling(country: Country, what: Callable[[int], object]) -> Callable[[], datetime]:
    """A clock that goes on a second whenever it is asked, and at each time something happens besides."""
    asked = 0

    def clock() -> datetime:
        nonlocal asked
        asked += 1
        country.now += timedelta(seconds=1)
        what(asked)
        return country.now

    return clock


def dies_at(time: int) -> Callable[[int], None]:
    def die(asked: int) -> None:
        if asked == time:
            raise Death

    return die


def said_by_a_process_that_lives(template: Path, folder: Path) -> Said:
    with lived_in(template, folder / "undisturbed", 3) as undisturbed:
        undisturbed.settles()
        return said(undisturbed)


def test_by_batches_the_same_is_said_as_all_together_while_the_month_has_room(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for together in (10, 2):
        monkeypatch.setattr(looking, "TOGETHER", together)
        with lived_in(template, tmp_path / f"{together}", 3) as country:
            country.settles()
            found.append(said(country))

    assert found[0] == found[1]
    assert found[0]


@pytest.mark.parametrize("death", [4, pytest.param(6, marks=pytest.mark.soak), 7])
def test_who_dies_between_two_batches_has_the_rest_said_by_the_next_and_nothing_twice(
    country: Country, template: Path, tmp_path: Path, death: int
) -> None:
    expected = said_by_a_process_that_lives(template, tmp_path)

    with pytest.raises(Death):
        country.dispatcher.run_timer("nag", calling(country, dies_at(death)))
    country.dispatcher = Country(country.store, country.offices).dispatcher
    country.now = AT_NINE
    country.settles()

    assert said(country) == expected


@pytest.mark.parametrize("death", [3, 4])
def test_marks_of_offices_that_were_not_reached_stay(country: Country, death: int) -> None:
    country.settles()
    country.writes("UPDATE nag SET planned_for = '2027-06-09'")
    country.settles()
    for office in country.offices:
        with country.store.begin() as tx:
            tx.concerns(office)
            tx._session.connection().exec_driver_sql(DUE_TODAY.replace(":office", f"{office}"))
            tx.commit()
    before = reminders_by_office(country)

    with pytest.raises(Death):
        country.dispatcher.run_timer("nag", calling(country, dies_at(death)))
    reached = reminders_by_office(country) - before
    country.settles()

    assert len(reached) == death - 3
    assert {*(reminders_by_office(country) - before)} == {*country.offices}


def test_a_worker_that_ticks_between_the_batches_of_another_says_nothing_again(country: Country) -> None:
    other = Country(country.store, country.offices).dispatcher
    with_other = {5: lambda: other.run_timer("nag", lambda: country.now)}

    country.dispatcher.run_timer("nag", calling(country, lambda asked: with_other.get(asked, list)()))
    once = reminders_by_office(country)
    country.settles()

    assert reminders_by_office(country) == once
    with country.store.reading() as tx:
        asked = tx._session.execute(select(Nag.obligation_id, Nag.step, Nag.person_id)).all()
    assert len({*asked}) == len(asked)


def test_the_heart_beats_after_each_batch_and_not_while_one_hangs(country: Country) -> None:
    beats = []
    country.dispatcher.run_timer("nag", calling(country, lambda _: beats.append(beat(country))))

    assert len({*beats[-3:]}) == 3, "each batch finds that another has been done since"
    assert beat(country) == country.now


def test_while_an_office_is_broken_the_heart_does_not_beat_for_the_others(country: Country) -> None:
    country.settles()
    forms = "UPDATE requirement SET form = :form || substr(form, 1 + length(:other)) WHERE office_id = :office"
    country.writes(forms, form="no ", other="", office=country.offices[1])
    country.writes(FORGOTTEN, office=country.offices[1])
    with country.store.begin() as tx:
        tx.concerns(country.offices[1])
        tx._session.connection().exec_driver_sql("UPDATE obligation SET state = state")
        tx.commit()
    country.ticks()
    before = beat(country)

    country.ticks()
    assert beat(country) == before

    country.writes(forms, form="", other="no ", office=country.offices[1])
    country.ticks()
    assert beat(country) == country.now


@pytest.mark.parametrize("left", [0, 3])
def test_no_more_is_written_than_is_left_whatever_the_offices_expect(country: Country, left: int) -> None:
    month_with(country, left)
    for minutes in (0, 331):
        country.now = AT_NINE + timedelta(minutes=minutes)
        country.ticks()
        country.ticks()

    assert sum(reminders_by_office(country).values()) <= left


def test_what_another_office_needs_is_reckoned_once_in_a_month(country: Country) -> None:
    def unknown(now: datetime) -> int:
        with country.store.reading() as tx:
            return len(looking.where_needed(country.dispatcher.make_context(tx, now), fresh=False).unknown)

    assert unknown(country.now) == len(country.offices)
    country.ticks()
    assert unknown(country.now) == 0
    assert unknown(country.now + timedelta(days=30)) == len(country.offices)


def test_a_strangers_words_are_held_against_the_units_of_all_offices_by_one_statement(country: Country) -> None:
    told = introduction("รร.บ้านหนองบัวงาม สมหญิง ใจดี")
    with country.store.reading() as tx:
        ctx = country.dispatcher.make_context(tx, country.now)
        namable, _ = Namable(ctx), tx.people.office_ids()
        taken = statements_of(country.store, lambda: namable.meant(namable.parted(told), left_over=True))

    assert taken == 1


def test_a_reminder_that_waits_keeps_its_room_from_what_is_worth_less_in_another_office(country: Country) -> None:
    """All three wait until the same moment for somebody to speak; the batches of the first two may come before."""
    month_with(country, 1)
    country.writes("UPDATE obligation SET state = 'accepted'")
    country.writes("DELETE FROM nag")
    due = (
        "UPDATE obligation SET state = 'pending', due_at = :due WHERE id = (SELECT max(o.id) FROM obligation o"
        " JOIN requirement r ON r.id = o.requirement_id WHERE r.office_id = :office AND r.opens_at < :due)"
    )
    for office, at in zip(country.offices, LATE_AND_TOMORROW, strict=True):
        country.writes(due, office=office, due=at)

    country.ticks()
    assert not reminders_by_office(country)
    country.now = AT_NINE.replace(hour=14, minute=40)
    with country.store.reading() as tx:
        lists = tx.quota.queued()
    month_with(country, 1 + lists)
    country.ticks()

    assert reminders_by_office(country) == {country.offices[2]: 1}

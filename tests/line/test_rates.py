"""LINE's rate limits are kept whatever the number of processes: two of them, on one database, at any pace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from bot.line.rates import Endpoint, Rates, block_of, bucket_of, lines_limit
from storage.rates import Limit
from storage.store import Store

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
PER_HOUR = Endpoint.MENU_CREATE
FIXTURES = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
# Waits in thousandths of the limit's period, and which of the two processes calls then.
CALLS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 1)), min_size=1, max_size=300)


def forget(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM rate_bucket"))


@pytest.mark.parametrize("endpoint", [Endpoint.MENU_LIST, PER_HOUR, Endpoint.BROADCAST])
@settings(max_examples=15, suppress_health_check=FIXTURES)
@given(calls=CALLS)
def test_no_window_ever_holds_more_calls_than_line_takes(
    store: Store, endpoint: Endpoint, calls: list[tuple[int, int]]
) -> None:
    forget(store)
    processes, now = (Rates(store), Rates(store)), NOW
    requests, period = lines_limit(endpoint)
    made: list[datetime] = []
    for wait, process in calls:
        now += period * wait / 1000 / requests
        made += [now] * processes[process].take(endpoint, now)

    bucket = bucket_of(endpoint)
    for start in made:
        for share in (0.1, 0.5, 1.0):
            inside = sum(start <= at < start + period * share for at in made)
            assert inside <= bucket.capacity + bucket.permits * share + 2 * block_of(endpoint)
            assert share < 1 or inside <= requests


def test_a_crowd_of_threads_in_two_processes_takes_no_permit_twice(store: Store) -> None:
    processes, start = (Rates(store), Rates(store)), Barrier(6)
    granted: list[bool] = []

    def work(n: int) -> None:
        start.wait()
        granted.extend(processes[n % 2].take(Endpoint.MULTICAST, NOW) for _ in range(30))

    threads = [Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(granted) == bucket_of(Endpoint.MULTICAST).capacity == 20


def test_a_send_asks_the_database_for_permits_one_time_in_twenty(sqlite_store: Store) -> None:
    rates, statements = Rates(sqlite_store), []
    event.listen(sqlite_store.engine, "commit", lambda _: statements.append(1))

    assert all(rates.take(Endpoint.PUSH, NOW) for _ in range(100))
    assert len(statements) == 5


def test_what_was_not_used_is_given_back(store: Store) -> None:
    rates = Rates(store)
    for _ in range(100):
        assert rates.take(Endpoint.BROADCAST, NOW)
        rates.give_back(Endpoint.BROADCAST)


def test_an_empty_bucket_fills_again(store: Store) -> None:
    limit = Limit(60, timedelta(hours=1), 2)
    with store.begin() as tx:
        assert tx.rates.take("x", limit, 5, NOW).granted == 2
        none = tx.rates.take("x", limit, 5, NOW)
        assert (none.granted, none.again_at) == (0, NOW + timedelta(minutes=1))
        assert tx.rates.take("x", limit, 5, none.again_at).granted == 1
        assert tx.rates.take("x", limit, 5, NOW + timedelta(days=400)).granted == 2
        tx.commit()


def test_a_clock_that_is_behind_gains_nothing(store: Store) -> None:
    limit = Limit(60, timedelta(hours=1), 1)
    with store.begin() as tx:
        assert tx.rates.take("x", limit, 1, NOW).granted == 1
        for _ in range(10):
            assert tx.rates.take("x", limit, 1, NOW - timedelta(hours=3)).granted == 0
        assert tx.rates.take("x", limit, 1, NOW + timedelta(seconds=59)).granted == 0
        tx.commit()


def test_a_refusal_of_line_pauses_all_processes_longer_each_time(store: Store) -> None:
    one, other, now = Rates(store), Rates(store), NOW
    for seconds in (1, 2, 4, 8):
        until = one.slow_down(Endpoint.PUSH, now)
        assert until == one.slow_down(Endpoint.PUSH, now)  # calls that were on their way together
        assert until == now + timedelta(seconds=seconds)
        assert not Rates(store).take(Endpoint.PUSH, until - timedelta(milliseconds=1))
        now = until + timedelta(seconds=1)
    assert other.take(Endpoint.PUSH, now)

    one.went_well(Endpoint.PUSH)
    assert one.slow_down(Endpoint.PUSH, now) == now + timedelta(seconds=1)


def test_a_pause_is_never_shortened_by_another_process(store: Store) -> None:
    long = Rates(store).slow_down(Endpoint.PUSH, NOW, timedelta(minutes=9))
    Rates(store).slow_down(Endpoint.PUSH, NOW)

    assert not Rates(store).take(Endpoint.PUSH, long - timedelta(seconds=1))
    assert Rates(store).take(Endpoint.PUSH, long + timedelta(seconds=1))

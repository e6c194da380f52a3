"""Whatever happens to its events, each chat is worked off in order, and none waits for another.

A model of a few chats and workers runs beside the real table: what the table hands out must be what the model allows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.errors import AlreadyDoneError
from storage.inbox import ATTEMPTS, BLOCKS_FOR, LEASE, Arrival
from storage.schema import Inbox
from storage.store import Store

CHATS = ("A", "B", "C")
START = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)


@dataclass
class Known:
    """What the model knows of an event. `place`: timestamp, then arrival. `claimed`: the row as its worker holds it."""

    chat: str
    place: tuple[int, int]
    received_at: datetime
    next_try_at: datetime
    status: str = "waiting"
    attempts: int = 0
    lease_until: datetime | None = None
    wanted: bool = False
    has_content: bool = False
    claimed: Inbox | None = field(default=None, repr=False)

    def is_free(self, now: datetime) -> bool:
        """Whether a worker may take it, were it the first of its chat."""
        ran_out = self.status == "working" and self.lease_until is not None and self.lease_until < now
        return (self.status == "waiting" or ran_out) and self.next_try_at <= now

    def blocks(self, now: datetime) -> bool:
        """Whether what came later in its chat must wait for it."""
        given_up = self.wanted and self.received_at < now - BLOCKS_FOR
        return self.status in ("waiting", "working") and not given_up


class Chats(RuleBasedStateMachine):
    """Events come in any order, again and in batches; workers take, finish, fail, put back, and die."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store, self.now = store, START
        self.known: dict[str, Known] = {}
        with Session(store.engine) as session:
            session.execute(delete(Inbox))
            session.commit()

    @rule(
        batch=st.lists(
            st.tuples(st.sampled_from(CHATS), st.integers(0, 12), st.integers(0, 5), st.booleans()),
            min_size=1,
            max_size=5,
        )
    )
    def arrive(self, batch: list[tuple[str, int, int, bool]]) -> None:
        """One POST: of several chats, with repeats inside and of earlier ones."""
        arrivals = []
        for chat, number, moment, again in batch:
            event_id = f"{chat}{number}"
            arrivals.append(
                Arrival(
                    event_id=event_id,
                    conversation=chat,
                    user_id=None,
                    kind="message",
                    happened_ms=moment,
                    payload={"deliveryContext": {"isRedelivery": again}},
                )
            )
            self.known.setdefault(event_id, Known(chat, (moment, len(self.known)), self.now, self.now))
        with self.store.begin() as tx:
            tx.inbox.add(arrivals, self.now)
            tx.commit()

    @rule()
    def claim(self) -> None:
        """A worker takes what is next: the earliest event that is the first of its chat and free, or nothing."""
        firsts = (min(chat, key=lambda one: one.place) for chat in self._blocking() if chat)
        ready = [event for event in firsts if event.is_free(self.now) and not event.wanted]
        with self.store.begin() as tx:
            row = tx.inbox.claim(self.now)
            tx.commit()
        expected = min(ready, key=lambda one: one.place, default=None)
        assert (row and self.known[row.event_id]) is expected
        if row is not None:
            self._taken(row)

    @rule()
    def claim_fetch(self) -> None:
        """Another takes the next file to be fetched, whatever its chat waits for."""
        free = [event for event in self.known.values() if event.wanted and event.is_free(self.now)]
        with self.store.begin() as tx:
            row = tx.inbox.claim_fetch(self.now)
            tx.commit()
        assert (row and self.known[row.event_id]) is min(free, key=lambda one: one.place, default=None)
        if row is not None:
            self._taken(row)

    @precondition(lambda self: self._held())
    @rule(data=st.data(), how=st.sampled_from(["finish", "fail", "postpone", "want", "content"]))
    def go_on(self, data: st.DataObject, how: str) -> None:
        """A worker is done with what it took; if that was taken over meanwhile, it may change nothing."""
        event = data.draw(st.sampled_from(self._held()))
        claimed, event.claimed = event.claimed, None
        assert claimed is not None
        ours = (event.status, event.attempts) == ("working", claimed.attempts)
        try:
            self._put(how, claimed)
        except AlreadyDoneError:
            assert not ours
            return
        assert ours
        self._moved(event, how)

    @rule(seconds=st.sampled_from([0.1, 1, 5, 31, 121]))
    def wait(self, seconds: float) -> None:
        """Time passes: leases of workers that died run out, what was postponed comes up again."""
        self.now += timedelta(seconds=seconds)

    @invariant()
    def every_event_has_one_row(self) -> None:
        """However often it came."""
        with Session(self.store.engine.execution_options(read_only=True)) as session:
            rows = {event_id: status for event_id, status in session.execute(select(Inbox.event_id, Inbox.status))}  # noqa: C416
        assert rows == {event_id: event.status for event_id, event in self.known.items()}

    def _blocking(self) -> list[list[Known]]:
        return [[e for e in self.known.values() if e.chat == chat and e.blocks(self.now)] for chat in CHATS]

    def _held(self) -> list[Known]:
        return [event for event in self.known.values() if event.claimed is not None]

    def _taken(self, row: Inbox) -> None:
        event = self.known[row.event_id]
        event.status, event.lease_until, event.claimed = "working", self.now + LEASE, row
        event.attempts += 1

    def _put(self, how: str, claimed: Inbox) -> None:
        with self.store.begin() as tx:
            match how:
                case "finish":
                    tx.inbox.finish(claimed)
                case "fail":
                    tx.inbox.failed(claimed, "why", self.now)
                case "postpone":
                    tx.inbox.postpone(claimed, self.now, timedelta(seconds=3))
                case "want":
                    tx.inbox.want_content(tx.inbox.sent_with(claimed))
                    tx.inbox.postpone(claimed, self.now, timedelta(0))
                case _:
                    tx.inbox.content_is(claimed, "gone", None, self.now)
            tx.commit()

    def _moved(self, event: Known, how: str) -> None:
        event.lease_until = None
        if how == "finish":
            event.status = "done"
        elif how == "fail":
            event.status = "dead" if event.attempts >= ATTEMPTS else "waiting"
            event.next_try_at = self.now + timedelta(seconds=2**event.attempts)
        else:
            event.status = "waiting"
            event.attempts -= 1
            event.next_try_at = self.now + timedelta(seconds=3 if how == "postpone" else 0)
            event.has_content |= how == "content"
            event.wanted = (event.wanted or how == "want") and not event.has_content


def test_chats_keep_their_order_and_do_not_wait_for_each_other(store: Store) -> None:
    run_state_machine_as_test(
        lambda: Chats(store),  # type: ignore[arg-type]  # whatever makes a machine will do
        settings=settings(
            max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )

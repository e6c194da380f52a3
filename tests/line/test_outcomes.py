"""What LINE's answers do to a message: by the real SDK over HTTP, from the outbox to the local LINE and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.deliver import LONGEST_WAIT
from bot.emulator.faults import Faults
from bot.line.outcomes import Later, failure
from bot.line.rates import Endpoint
from bot.line.tokens import LongLivedToken
from storage.store import Store
from tests.line.seam import MALEE, NOBODY, SOMCHAI, START, Seam, Wiretap, seam_over


@pytest.fixture
def seam(sqlite_store: Store) -> Iterator[Seam]:
    with seam_over(sqlite_store) as made:
        yield made


def nothing(_: Faults) -> None:
    """LINE is well."""


def answer(status: int, message: str) -> Callable[[Faults], None]:
    """LINE answers the next call so, and does nothing."""
    return lambda faults: faults.refuse_next(status, {"message": message})


@dataclass(frozen=True)
class Case:
    """A way, what LINE does, and how the row then stands; then how it stands after another try a minute later."""

    name: str
    way: str
    does: Callable[[Faults], None]
    status: str
    tried: str
    error: str
    in_the_end: str
    heard: int


LIMIT, RATE, CROWD = "You have reached your monthly limit.", "The API rate limit has been exceeded.", "Too many"
DOUBT, CLEAR = "may have been taken", "certainly not taken before"
CASES = (
    Case("taken", "push", nothing, "sent", DOUBT, "", "sent", 1),
    Case("taken", "reply", nothing, "sent", DOUBT, "", "sent", 1),
    Case("taken, but a 500 came", "push", Faults.fail_after_accepting_next, "waiting", DOUBT, "500", "sent", 1),
    Case("taken, but a 500 came", "reply", Faults.fail_after_accepting_next, "waiting", DOUBT, "500", "sent", 1),
    Case("taken, no answer", "push", Faults.drop_after_accepting_next, "waiting", DOUBT, "ProtocolError", "sent", 1),
    Case("taken, no answer", "reply", Faults.drop_after_accepting_next, "waiting", DOUBT, "ProtocolError", "sent", 1),
    Case("not taken, no answer", "push", Faults.drop_before_accepting_next, "waiting", DOUBT, "Protocol", "sent", 1),
    Case("not taken, no answer", "reply", Faults.drop_before_accepting_next, "waiting", DOUBT, "Protocol", "sent", 1),
    Case("a 500", "push", answer(500, "Internal"), "waiting", DOUBT, "500 Internal (request ", "sent", 1),
    Case("a 503", "reply", answer(503, "Busy"), "waiting", DOUBT, "503 Busy (request ", "sent", 1),
    Case("too many calls", "push", answer(429, RATE), "waiting", CLEAR, "429 The API rate", "sent", 1),
    Case("too many calls", "reply", answer(429, RATE), "waiting", CLEAR, "429 The API rate", "sent", 1),
    Case("too many to one person", "push", answer(429, CROWD), "waiting", CLEAR, "429 Too many", "sent", 1),
    Case("the month's limit", "push", answer(429, LIMIT), "held", CLEAR, "429 You have reached", "held", 0),
    Case("a bad request", "push", answer(400, "Failed to send messages"), "refused", CLEAR, "400 Failed", "refused", 0),
    Case("a bad request", "reply", answer(400, "Bad"), "refused", CLEAR, "400 Bad (request ", "refused", 0),
    Case("forbidden", "push", answer(403, "Access denied"), "refused", CLEAR, "403 Access", "refused", 0),
    Case("too large", "push", answer(413, "Too large"), "refused", CLEAR, "413", "refused", 0),
    Case("a wrong token", "push", answer(401, "Authentication failed"), "waiting", CLEAR, "401 Auth", "sent", 1),
    Case("a wrong token", "reply", answer(401, "Authentication failed"), "waiting", CLEAR, "401 Auth", "sent", 1),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.way}: {case.name}")
def test_every_answer_has_its_meaning(seam: Seam, case: Case) -> None:
    case.does(seam.line.faults)
    row_id = seam.write(case.way)
    seam.deliverer.deliver_one(seam.clock.now())

    row = seam.row(row_id)
    assert (row.status, row.tried) == (case.status, case.tried == DOUBT)
    assert row.error.startswith(case.error)
    assert bool(row.error) == bool(case.error)

    seam.wait(20 if case.way == "reply" else 60)
    assert seam.row(row_id).status == case.in_the_end
    assert len(seam.heard()) == case.heard


def test_a_push_that_was_taken_before_takes_the_ids_line_gave_it_then(seam: Seam) -> None:
    seam.line.faults.drop_after_accepting_next(path="/push")
    row_id = seam.write("push")
    seam.deliver()
    seam.wait(60)

    assert [call.status for call in seam.line.calls if call.path.endswith("/push")] == [200, 409]
    (bubble,) = (b for b in seam.line.messages(MALEE) if b.direction == "out")
    assert seam.row(row_id).line_ids == [bubble.message_id]
    with seam.store.reading() as tx:
        assert tx.outbox.is_ours(bubble.message_id, MALEE)
        assert not tx.outbox.is_ours(bubble.message_id, SOMCHAI)
        assert not tx.outbox.is_ours("1", MALEE)


def test_a_second_try_is_the_first_one_byte_by_byte(seam: Seam) -> None:
    tap = Wiretap(seam.base_url)
    try:
        seam.deliverer = seam.deliverer_with(seam.client_at(tap.url, LongLivedToken("token-of-the-channel")))
        tap.answers = [(500, {}, b"{}"), (502, {}, b"<html>no gateway</html>")]
        row_id = seam.write("push", words='๑ "สอง" \u2028 สาม')
        for _ in range(3):
            seam.wait(60)
        assert seam.row(row_id).status == "sent"
        assert len(tap.bodies) == 3
        assert len(set(tap.bodies)) == 1
    finally:
        tap.close()


def test_a_retry_after_is_honoured(seam: Seam) -> None:
    tap = Wiretap(seam.base_url)
    try:
        seam.deliverer = seam.deliverer_with(seam.client_at(tap.url, LongLivedToken("token-of-the-channel")))
        tap.answers = [(503, {"Retry-After": "120"}, b"{}")]
        row_id = seam.write("push")
        seam.deliver()
        for seconds, status in ((110, "waiting"), (20, "sent")):
            seam.wait(seconds)
            assert seam.row(row_id).status == status
    finally:
        tap.close()


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", 7),
        ("Mon, 01 Mar 2027 02:01:00 GMT", 60),
        ("Mon, 01 Mar 2027 01:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
    ],
)
def test_a_retry_after_comes_in_two_spellings(header: str, wait: int | None) -> None:
    outcome = failure(503, "", {"Retry-After": header}, START, reply=False)

    assert isinstance(outcome, Later)
    assert outcome.retry_after == (None if wait is None else timedelta(seconds=wait))


def test_a_message_to_a_stranger_is_refused_in_lines_words(seam: Seam) -> None:
    row_id = seam.write("push", to=NOBODY)
    seam.deliver()

    assert seam.row(row_id).status == "refused"
    assert "Failed to send messages" in seam.row(row_id).error


@pytest.mark.parametrize(("worth_push", "status", "heard"), [(True, "sent", 1), (False, "expired", 0)])
def test_a_late_reply_is_paid_for_only_if_it_is_worth_it(seam: Seam, worth_push: bool, status: str, heard: int) -> None:
    row_id = seam.write("reply", worth_push=worth_push)
    seam.wait(61)

    assert (seam.row(row_id).status, len(seam.heard())) == (status, heard)


def test_a_reply_token_that_line_no_longer_knows_is_no_loss_of_what_is_worth_a_push(seam: Seam) -> None:
    row_id = seam.write("reply", worth_push=True)
    seam.line.channel.tokens._issued.clear()
    seam.deliver()

    assert (seam.row(row_id).status, seam.row(row_id).way, len(seam.heard())) == ("sent", "push", 1)


def test_a_reply_whose_answer_was_never_seen_is_not_doubled_by_a_push(seam: Seam) -> None:
    seam.line.faults.drop_after_accepting_next(path="/reply")
    row_id = seam.write("reply", worth_push=True)
    seam.deliver()
    seam.wait(61)

    assert (seam.row(row_id).status, len(seam.heard())) == ("uncertain", 1)


def test_a_wrong_token_stops_all_sending_instead_of_being_tried_for_every_message(seam: Seam) -> None:
    for person in (MALEE, SOMCHAI):
        seam.write("push", to=person)
        seam.write("reply", to=person)
    for _ in range(4):
        seam.line.faults.refuse_next(401, {"message": "Authentication failed"})
    seam.deliver()

    assert len(seam.line.calls) == 1
    with seam.store.reading() as tx:
        assert tx.audit.last_beat("token refused") is not None
    seam.line.faults.clear()
    seam.wait(40)
    assert len(seam.heard()) == len(seam.heard(SOMCHAI)) == 2


def test_too_many_calls_of_one_endpoint_pause_it_for_all_processes_and_no_other(seam: Seam) -> None:
    seam.line.faults.limit_rate_next(path="/push")
    seam.write("push")
    seam.deliver()
    other = Seam(seam.store, seam.line, seam.clock)

    assert not other.rates.take(Endpoint.PUSH, seam.clock.now())
    assert other.rates.take(Endpoint.REPLY, seam.clock.now())
    seam.wait(2)
    assert other.rates.take(Endpoint.PUSH, seam.clock.now())


def test_line_is_asked_for_its_figures_when_it_says_that_the_limit_is_reached(seam: Seam) -> None:
    seam.line.channel.quota.use_up()
    for person in (MALEE, SOMCHAI):
        seam.write("push", to=person)
    seam.deliver()

    with seam.store.reading() as tx:
        assert tx.quota.figures(seam.clock.now(), otherwise=300).line_used == 300
        assert tx.outbox.counts() == {"held": 2}
    assert [call.path.rsplit("/bot/", 1)[1] for call in seam.line.calls] == [
        "message/push",
        "message/quota",
        "message/quota/consumption",
    ]


def test_a_message_is_sent_when_line_has_answered_and_not_when_it_was_called(seam: Seam) -> None:
    began = seam.clock.now()
    seam.line.faults.slow_next(0.3, path="/push")
    row_id = seam.write("push")
    seam.deliver()

    sent_at = seam.row(row_id).sent_at
    assert sent_at is not None
    assert sent_at >= began + timedelta(seconds=0.3)


def test_an_outage_of_a_whole_day_is_waited_out_without_end(seam: Seam) -> None:
    row_id = seam.write("push")
    with seam.store.begin() as tx:
        tx.outbox.claim(seam.clock.now(), allowance=None)
        tx.outbox.later(row_id, at=seam.clock.now(), error="", maybe_accepted=False)
        tx._session.get_one(type(seam.row(row_id)), row_id).attempts = 5000
        tx.commit()
    seam.line.faults.refuse_next(500)
    seam.deliver()

    assert seam.row(row_id).status == "waiting"
    assert seam.row(row_id).next_try_at - seam.clock.now() <= LONGEST_WAIT


def test_a_retry_key_that_line_has_forgotten_is_not_used_again(seam: Seam) -> None:
    seam.line.faults.refuse_next(500)
    row_id = seam.write("push")
    seam.deliver()
    seam.clock.advance(timedelta(hours=24))
    seam.deliver()

    assert (seam.row(row_id).status, seam.heard()) == ("uncertain", [])


def test_a_message_parked_for_days_is_tried_again_like_a_new_one(seam: Seam) -> None:
    row_id = seam.write("push")
    with seam.store.begin() as tx:
        tx.outbox.stopped(row_id, "held", "no quota")
        tx.commit()
    seam.clock.advance(timedelta(days=2))
    with seam.store.begin() as tx:
        assert tx.undelivered.requeue_parked(seam.clock.now()) == 1
        tx.commit()
    seam.line.faults.drop_after_accepting_next(path="/push")
    seam.deliver()
    seam.wait(60)

    assert (seam.row(row_id).status, len(seam.heard())) == ("sent", 1)


def test_a_message_the_sdk_itself_refuses_is_refused_and_not_tried_for_ever(seam: Seam) -> None:
    for way in ("push", "reply"):
        row_id = seam.write(way)
        with seam.store.begin() as tx:
            tx._session.get_one(type(seam.row(row_id)), row_id).messages = [{"type": "hologram"}]
            tx.commit()
        seam.deliver()
        assert seam.row(row_id).status == "refused"
    assert seam.line.calls == []

"""Both kinds of access token, against the local LINE that issues and ends them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from bot.app_line import make_tokens
from bot.config import read_settings
from bot.emulator.server import LocalLine
from bot.line.tokens import LongLivedToken, StatelessTokens, TokenError
from storage.store import Store
from tests.line.seam import MALEE, TOKEN, Seam, seam_over

CHANNEL_ID, SECRET = "1234567890", "secret"


@pytest.fixture
def seam(sqlite_store: Store) -> Iterator[Seam]:
    with seam_over(sqlite_store) as made:
        yield made


def issuing(seam: Seam, *, secret: str = SECRET) -> StatelessTokens:
    """A seam that has only a channel id and the secret."""
    tokens = StatelessTokens(CHANNEL_ID, secret, seam.clock.now, api_base_url=seam.base_url)
    seam.client = seam.client_at(seam.base_url, tokens)
    seam.deliverer = seam.deliverer_with(seam.client)
    return tokens


def asked(line: LocalLine) -> int:
    """How many tokens were asked for."""
    return sum(call.path == "/oauth2/v3/token" for call in line.calls)


def test_a_channel_id_and_its_secret_are_enough_to_send(seam: Seam) -> None:
    issuing(seam)
    for _ in range(3):
        seam.write("push")
    seam.deliver()

    assert (len(seam.heard()), asked(seam.line)) == (3, 1)


def test_a_token_is_renewed_before_it_ends(seam: Seam) -> None:
    tokens = issuing(seam)
    first = tokens.current()
    seam.clock.advance(timedelta(minutes=12))
    assert tokens.current() == first

    seam.clock.advance(timedelta(minutes=1, seconds=30))
    assert tokens.current() != first
    seam.write("push")
    seam.deliver()
    assert (len(seam.heard()), asked(seam.line)) == (1, 2)


def test_many_threads_ask_for_one_token(seam: Seam) -> None:
    tokens = issuing(seam)
    start, got = Barrier(8), []

    def work() -> None:
        start.wait()
        got.append(tokens.current())

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(set(got)), asked(seam.line)) == (1, 1)


def test_a_token_that_line_has_ended_is_replaced_within_the_same_message(seam: Seam) -> None:
    tokens = issuing(seam)
    ended = tokens.current()
    seam.clock.advance(timedelta(minutes=1))
    seam.line.channel.access_tokens.forget(ended)
    row_id = seam.write("push")
    seam.deliver()

    assert (seam.row(row_id).status, seam.row(row_id).attempts, asked(seam.line)) == ("sent", 0, 2)


def test_other_calls_renew_it_too(seam: Seam) -> None:
    tokens = issuing(seam)
    message_id = seam.line.send_file(MALEE, "a.bin", b"bytes")
    for call in (seam.client.quota, lambda: seam.client.content(message_id, 100)):
        seam.line.channel.access_tokens.forget(tokens.current())
        seam.clock.advance(timedelta(minutes=1))
        assert call() is not None


def test_while_line_gives_no_token_messages_wait_and_line_is_left_in_peace(seam: Seam) -> None:
    seam.line.faults.refuse_next(500, path="/oauth2")
    issuing(seam)
    row_id = seam.write("push")
    for _ in range(5):
        seam.deliver()
    assert (seam.row(row_id).status, seam.row(row_id).tried, asked(seam.line)) == ("waiting", False, 1)
    assert "500" in seam.row(row_id).error

    seam.wait(15)
    assert seam.row(row_id).status == "sent"


def test_a_wrong_secret_is_said_in_lines_words_without_telling_it(seam: Seam) -> None:
    with pytest.raises(TokenError, match="Invalid 'client_credentials'") as refused:
        issuing(seam, secret="not this one").current()

    assert "not this one" not in str(refused.value)


def test_a_renewal_that_fails_changes_nothing_while_the_old_token_lives(seam: Seam) -> None:
    tokens = issuing(seam)
    first = tokens.current()
    seam.clock.advance(timedelta(minutes=13, seconds=30))
    seam.line.faults.refuse_next(503, path="/oauth2")

    assert tokens.current() == first
    seam.clock.advance(timedelta(seconds=20))
    assert tokens.current() != first


def test_a_fresh_token_that_line_does_not_accept_is_not_replaced_over_and_over(seam: Seam) -> None:
    tokens = issuing(seam)
    token = tokens.current()

    assert not tokens.renew(token)
    assert asked(seam.line) == 1


def test_the_environment_decides_which_kind_is_used(seam: Seam) -> None:
    both = {"LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ID": CHANNEL_ID, "LINE_API_BASE_URL": seam.base_url}
    issued = make_tokens(read_settings(both), seam.clock.now)
    given = make_tokens(read_settings({**both, "LINE_CHANNEL_ACCESS_TOKEN": TOKEN}), seam.clock.now)

    assert isinstance(issued, StatelessTokens)
    assert isinstance(given, LongLivedToken)
    assert issued.current() != given.current() == TOKEN

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import urllib3
from linebot.v3.messaging import ApiException as Refused
from linebot.v3.messaging import MessagingApi
from linebot.v3.oauth import ApiClient, ApiException, ChannelAccessToken, Configuration

from bot.emulator.channel import ChannelSeed
from bot.emulator.id_tokens import make_id_token
from bot.emulator.server import LocalLine
from tests.emulator.calls import formed, raw
from tests.emulator.conftest import MALEE, SECRET, SOMCHAI, TOKEN, error_of, sdk_client

CHANNEL = "1234567890"
GRANT = "client_credentials"
CREDENTIALS = {"grant_type": GRANT, "client_id": CHANNEL, "client_secret": SECRET}
INCOMPLETE = (400, {"error": "invalid_request", "error_description": "some parameters missed or invalid"})
NO_KEY = (404, {"message": "Cannot find channel key that satisfies the conditions"})
UNAUTHORISED = "Authentication failed. Confirm that the access token in the authorization header is valid."


@pytest.fixture
def oauth(line: LocalLine) -> Iterator[ChannelAccessToken]:
    client = ApiClient(Configuration(host=line.base_url))
    yield ChannelAccessToken(client)
    client.rest_client.pool_manager.clear()


def status(line: LocalLine, token: str) -> int:
    return raw(line, "GET", "/v2/bot/info", token=token)[0]


def refused(deed: Callable[[], object]) -> tuple[int, Any]:
    with pytest.raises(ApiException) as caught:
        deed()
    return caught.value.status, error_of(caught.value)


def test_a_stateless_token_opens_the_api_for_a_quarter_of_an_hour(line: LocalLine, oauth: ChannelAccessToken) -> None:
    issued = oauth.issue_stateless_channel_token_by_client_secret(CHANNEL, SECRET)
    assert (issued.token_type, issued.expires_in) == ("Bearer", 899)
    (client,) = sdk_client(line, issued.access_token)
    assert MessagingApi(client).get_bot_info().display_name == "ติดตาม"
    line.advance(timedelta(minutes=14))
    assert status(line, issued.access_token) == 200
    line.advance(timedelta(minutes=1))
    assert raw(line, "GET", "/v2/bot/info", token=issued.access_token) == (401, {"message": UNAUTHORISED})
    assert status(line, TOKEN) == 200


def test_a_stateless_token_cannot_be_revoked_by_its_owner(line: LocalLine, oauth: ChannelAccessToken) -> None:
    token = oauth.issue_stateless_channel_token_by_client_secret(CHANNEL, SECRET).access_token
    oauth.revoke_channel_token(token)
    assert status(line, token) == 200


def test_of_thirty_one_short_lived_tokens_the_oldest_ends(line: LocalLine, oauth: ChannelAccessToken) -> None:
    tokens = [oauth.issue_channel_token(GRANT, CHANNEL, SECRET) for _ in range(31)]
    assert {token.expires_in for token in tokens} == {2_592_000}
    assert [status(line, token.access_token) for token in (tokens[0], tokens[1], tokens[30])] == [401, 200, 200]
    line.advance(timedelta(days=30))
    assert status(line, tokens[30].access_token) == 401
    oauth.issue_channel_token(GRANT, CHANNEL, SECRET)


def test_a_token_can_be_looked_at_and_revoked(line: LocalLine, oauth: ChannelAccessToken) -> None:
    token = oauth.issue_channel_token(GRANT, CHANNEL, SECRET).access_token
    line.advance(timedelta(days=29))
    known = oauth.verify_channel_token(token)
    assert (known.client_id, known.scope) == (CHANNEL, "P CM")
    assert 86_390 <= known.expires_in <= 86_400
    assert oauth.verify_channel_token(TOKEN).expires_in > 3_000_000_000
    for ended in (token, TOKEN, "never-issued"):
        oauth.revoke_channel_token(ended)
        assert refused(lambda ended=ended: oauth.verify_channel_token(ended)) == (  # type: ignore[misc]
            400,
            {"error": "invalid_request", "error_description": "access_token invalid"},
        )
    assert status(line, TOKEN) == 401


def test_a_token_can_be_taken_away_for_a_test(line: LocalLine, api: MessagingApi) -> None:
    line.revoke_token(TOKEN)
    with pytest.raises(Refused) as caught:
        api.get_bot_info()
    assert (caught.value.status, error_of(caught.value)) == (401, {"message": UNAUTHORISED})


def test_a_token_without_the_word_bearer_is_none(line: LocalLine) -> None:
    answer = urllib3.request("GET", f"{line.base_url}/v2/bot/info", headers={"Authorization": TOKEN}, retries=False)
    assert answer.status == 401


@pytest.mark.parametrize(
    ("path", "fields", "answer"),
    [
        ("/oauth2/v3/token", CREDENTIALS | {"client_secret": "x"},
         (400, {"error": "invalid_request", "error_description": "Invalid 'client_credentials'."})),
        ("/oauth2/v3/token", CREDENTIALS | {"client_id": "1"},
         (400, {"error": "invalid_request", "error_description": "Invalid 'client_credentials'."})),
        ("/oauth2/v3/token", {"grant_type": GRANT}, INCOMPLETE),
        ("/oauth2/v3/token", CREDENTIALS | {"grant_type": "password"}, INCOMPLETE),
        ("/oauth2/v3/token", {"grant_type": GRANT, "client_assertion": "a.b.c"}, NO_KEY),
        ("/v2/oauth/accessToken", CREDENTIALS | {"client_id": "1"},
         (400, {"error": "invalid_client", "error_description": "invalid client_id"})),
        ("/v2/oauth/accessToken", CREDENTIALS | {"client_secret": "x"},
         (400, {"error": "invalid_client", "error_description": "invalid client_secret"})),
        ("/v2/oauth/accessToken", {}, INCOMPLETE),
        ("/v2/oauth/verify", {"access_token": "มาลี"},
         (400, {"error": "invalid_request", "error_description": "access_token in invalid format"})),
        ("/v2/oauth/revoke", {"access_token": "a b"}, (400, {"error": "invalid_request"})),
        ("/oauth2/v2.1/token", {"grant_type": GRANT}, INCOMPLETE),
        ("/oauth2/v2.1/token",
         {"grant_type": GRANT, "client_assertion_type": "x", "client_assertion": "a.b.c"}, NO_KEY),
        ("/oauth2/v2.1/revoke", CREDENTIALS | {"access_token": "x"},
         (400, {"error": "invalid_request", "error_description": "The access token not JWS"})),
    ],
)  # fmt: skip
def test_a_wrong_request_for_a_token_is_refused(
    line: LocalLine, path: str, fields: dict[str, str], answer: Any
) -> None:
    assert formed(line, path, fields) == answer


def test_version_two_one_looks_at_signed_tokens_only(line: LocalLine, oauth: ChannelAccessToken) -> None:
    token = oauth.issue_stateless_channel_token_by_client_secret(CHANNEL, SECRET).access_token
    assert oauth.verify_channel_token_by_jwt(token).client_id == CHANNEL
    assert refused(lambda: oauth.verify_channel_token_by_jwt(TOKEN)) == (
        400,
        {"error": "invalid_request", "error_description": "The access token not JWS"},
    )
    line.advance(timedelta(hours=1))
    assert refused(lambda: oauth.verify_channel_token_by_jwt(token)) == (
        400,
        {"error": "invalid_request", "error_description": "The access token expired"},
    )
    assert raw(line, "GET", "/oauth2/v2.1/tokens/kid?client_assertion=a.b.c") == NO_KEY


def test_an_id_token_tells_who_logged_in(line: LocalLine) -> None:
    token = line.id_token(MALEE, nonce="n1")
    fields = {"id_token": token, "client_id": CHANNEL, "nonce": "n1", "user_id": MALEE}
    answer, claims = formed(line, "/oauth2/v2.1/verify", fields)
    assert answer == 200
    assert (claims["sub"], claims["aud"], claims["name"]) == (MALEE, CHANNEL, "มาลี")


@pytest.mark.parametrize(
    ("claims", "asked", "words"),
    [
        ({"iss": "https://example.com"}, {}, "Invalid IdToken Issuer."),
        ({"exp": 1}, {}, "IdToken expired."),
        ({"aud": "1111111111"}, {}, "Invalid IdToken Audience."),
        ({"nonce": "a"}, {"nonce": "b"}, "Invalid IdToken Nonce."),
        ({}, {"user_id": SOMCHAI}, "Invalid IdToken Subject Identifier."),
        ({}, {"client_id": "1111111111"}, "Invalid IdToken."),
        ({}, {"id_token": "a.b.c"}, "Invalid IdToken."),
        ({}, {"id_token": make_id_token("another secret", {"sub": MALEE})}, "Invalid IdToken."),
    ],
)
def test_an_id_token_that_is_not_right_is_refused(
    line: LocalLine, claims: dict[str, Any], asked: dict[str, str], words: str
) -> None:
    fields = {"id_token": line.id_token(MALEE, **claims), "client_id": CHANNEL} | asked
    assert formed(line, "/oauth2/v2.1/verify", fields) == (
        400,
        {"error": "invalid_request", "error_description": words},
    )


def test_a_token_request_can_fail_on_purpose(line: LocalLine) -> None:
    line.faults.refuse_next(500, {"error": "server_error"}, path="/oauth2/v3/token")
    assert formed(line, "/oauth2/v3/token", CREDENTIALS)[0] == 500
    assert formed(line, "/oauth2/v3/token", CREDENTIALS)[0] == 200
    assert [call.status for call in line.calls] == [500, 200]


def test_each_token_is_of_its_own_channel(line: LocalLine) -> None:
    other = line.add_channel(ChannelSeed("2222222222", "other-secret", "other-token", "U" + "e" * 32, "อีกบัญชี"))
    fields = CREDENTIALS | {"client_id": "2222222222", "client_secret": "other-secret"}
    token = formed(line, "/oauth2/v3/token", fields)[1]["access_token"]
    assert raw(line, "GET", "/v2/bot/info", token=token)[1]["displayName"] == "อีกบัญชี"
    other.revoke_token(token)
    assert (status(line, token), status(line, "other-token"), status(line, TOKEN)) == (401, 200, 200)

"""What LINE's answers mean for a message."""

from __future__ import annotations

from bot.line.client import Later, LimitReached, LineClient, Refused, ReplyExpired, Sent, _failure


def test_a_wrong_token_of_ours_loses_no_message() -> None:
    assert _failure(401, '{"message":"Authentication failed."}', reply=False) == Later(
        "401 Authentication failed.", maybe_accepted=False
    )


def test_each_refusal_has_its_meaning() -> None:
    assert _failure(409, "", reply=False) == Sent()
    assert _failure(429, '{"message":"You have reached your monthly limit."}', reply=False) == LimitReached()
    assert _failure(500, "", reply=False) == Later("500 ", maybe_accepted=True)
    assert _failure(400, '{"message":"Invalid reply token"}', reply=True) == ReplyExpired()
    assert isinstance(_failure(400, '{"message":"bad"}', reply=False), Refused)


def test_a_message_the_sdk_itself_refuses_is_refused_and_not_tried_for_ever() -> None:
    line = LineClient("token", api_base_url="http://127.0.0.1:9")
    odd = [{"type": "hologram"}]

    assert isinstance(line.push("Ua", odd, "k"), Refused)
    assert isinstance(line.reply("r", odd), Refused)

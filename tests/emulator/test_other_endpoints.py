from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import pytest
import urllib3.exceptions
from linebot.v3.messaging import (
    ApiException,
    MarkMessagesAsReadByTokenRequest,
    MessagingApi,
    MessagingApiBlob,
    PushMessageRequest,
    SetWebhookEndpointRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
)

from bot.emulator.server import LocalLine
from tests.emulator.conftest import CLUSTER, MALEE, OTHER_GROUP, SOMCHAI, STRANGER, Bot, error_of

JPEG = b"\xff\xd8" + b"\xff\xe1\x00\x06EXIF" + b"\xff\xdb\x00\x04ab" + b"\xff\xda\x00\x02rest\xff\xd9"


def refused(deed: Callable[[], object]) -> tuple[int, Any]:
    with pytest.raises(ApiException) as caught:
        deed()
    return caught.value.status, error_of(caught.value)


def hello() -> PushMessageRequest:
    return PushMessageRequest(to=MALEE, messages=[TextMessage(text="สวัสดี")])


def test_a_file_comes_back_byte_for_byte(line: LocalLine, blob: MessagingApiBlob, bot: Bot) -> None:
    data = bytes(range(256)) * 100
    message_id = line.send_file(MALEE, "แบบ ร.01.xlsx", data)
    message = bot.last()["message"]
    assert (message["fileName"], message["fileSize"]) == ("แบบ ร.01.xlsx", 25600)
    answer = blob.get_message_content_with_http_info(message_id)
    assert bytes(answer.data) == data
    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats")
    assert refused(lambda: blob.get_message_content_preview(message_id)) == (
        400,
        {"message": "The content can not be previewed"},
    )
    assert refused(lambda: blob.get_message_content_transcoding_by_message_id(message_id)) == (
        400,
        {"message": "Transcoding status doesn't support this type of content"},
    )


def test_a_photo_loses_what_the_camera_wrote(line: LocalLine, blob: MessagingApiBlob) -> None:
    (message_id,) = line.send_photos(MALEE, [JPEG])
    answer = blob.get_message_content_with_http_info(message_id)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert bytes(answer.data) == JPEG.replace(b"\xff\xe1\x00\x06EXIF", b"")
    assert blob.get_message_content_preview(message_id)


def test_unsent_content_is_gone_and_unknown_is_not_found(line: LocalLine, blob: MessagingApiBlob) -> None:
    message_id = line.send_file(MALEE, "a.pdf", b"x")
    line.unsend(MALEE, message_id)
    assert refused(lambda: blob.get_message_content(message_id)) == (410, {"message": "The content is gone"})
    assert refused(lambda: blob.get_message_content("1")) == (404, {"message": "not found"})


def test_a_profile_is_seen_of_friends_and_writers_only(line: LocalLine, api: MessagingApi) -> None:
    assert api.get_profile(MALEE).display_name == "มาลี"
    assert refused(lambda: api.get_profile(STRANGER)) == (404, {"message": "Not found"})
    line.say(STRANGER, "สวัสดี")
    assert api.get_profile(STRANGER).display_name == "คนแปลกหน้า"
    line.block(MALEE)
    assert refused(lambda: api.get_profile(MALEE))[0] == 404
    assert refused(lambda: api.get_profile("มาลี")) == (
        400,
        {"message": "The value for the 'userId' parameter is invalid"},
    )


def test_a_group_is_open_to_its_members_only(line: LocalLine, api: MessagingApi) -> None:
    assert api.get_group_summary(CLUSTER).group_name == "กลุ่มโรงเรียน"
    assert api.get_group_member_count(CLUSTER).count == 2
    assert api.get_group_member_profile(CLUSTER, SOMCHAI).display_name == "สมชาย"
    assert refused(lambda: api.get_group_member_profile(CLUSTER, STRANGER))[0] == 404
    assert refused(lambda: api.get_group_summary(OTHER_GROUP)) == (404, {"message": "Not found"})
    api.leave_group(CLUSTER)
    assert refused(lambda: api.get_group_member_count(CLUSTER))[0] == 404
    line.invite_bot(OTHER_GROUP)
    assert api.get_group_summary(OTHER_GROUP).group_name == "อีกกลุ่ม"


def test_only_verified_accounts_list_followers(line: LocalLine, api: MessagingApi) -> None:
    forbidden = (403, {"message": "Access to this API is not available for your account"})
    assert refused(api.get_followers) == forbidden
    assert refused(lambda: api.get_group_members_ids(CLUSTER)) == forbidden
    line.channel.account_type = "verified"
    assert api.get_followers().user_ids == [MALEE, SOMCHAI]
    assert api.get_group_members_ids(CLUSTER).member_ids == [MALEE, SOMCHAI]


def test_the_bot_knows_itself(line: LocalLine, api: MessagingApi) -> None:
    info = api.get_bot_info()
    assert (info.display_name, info.user_id) == ("ติดตาม", line.channel.world.bot_user_id)


def test_an_unlimited_plan_says_so(line: LocalLine, api: MessagingApi) -> None:
    line.channel.quota.limit = None
    assert api.get_message_quota().type == "none"


def test_the_loading_sign_has_two_rules(line: LocalLine, api: MessagingApi) -> None:
    api.show_loading_animation(ShowLoadingAnimationRequest(chatId=MALEE, loadingSeconds=10))
    assert MALEE in line.channel.world.loading
    api.push_message(hello())
    assert MALEE not in line.channel.world.loading
    status, body = refused(
        lambda: api.show_loading_animation(ShowLoadingAnimationRequest.construct(chatId=MALEE, loadingSeconds=61))
    )
    assert status == 400
    assert [d["message"] for d in body["details"]] == ["Must be between 5 and 60", "must be a multiple of five"]
    status, body = refused(lambda: api.show_loading_animation(ShowLoadingAnimationRequest(chatId=CLUSTER)))
    assert body["details"][0]["property"] == "chatId"


def test_reading_marks_the_persons_bubbles(line: LocalLine, api: MessagingApi, bot: Bot) -> None:
    line.say(MALEE, "สวัสดี")
    token = bot.last()["message"]["markAsReadToken"]
    api.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(markAsReadToken=token))
    assert line.messages(MALEE)[0].read


def test_the_webhook_can_be_set_and_tried(api: MessagingApi, bot: Bot) -> None:
    assert api.get_webhook_endpoint().endpoint == bot.url
    assert api.test_webhook_endpoint({}).success
    assert bot.got[-1][1].endswith(b'"events":[]}')
    bot.answers = [500]
    assert api.test_webhook_endpoint({}).reason == "ERROR_STATUS_CODE"
    api.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint="http://127.0.0.1:9/x"))
    assert api.test_webhook_endpoint({}).reason == "COULD_NOT_CONNECT"
    wrong = SetWebhookEndpointRequest(endpoint="nonsense")
    assert refused(lambda: api.set_webhook_endpoint(wrong)) == (400, {"message": "Invalid webhook endpoint URL"})


def test_a_dropped_answer_was_accepted_all_the_same(line: LocalLine, api: MessagingApi) -> None:
    line.faults.drop_after_accepting_next(path="/message/push")
    key = "123e4567-e89b-12d3-a456-426614174000"
    with pytest.raises(urllib3.exceptions.ProtocolError):
        api.push_message(hello(), x_line_retry_key=key)
    assert len(line.messages(MALEE)) == 1
    assert (line.calls[-1].status, line.calls[-1].dropped, line.calls[-1].retry_key) == (200, True, key)
    assert refused(lambda: api.push_message(hello(), x_line_retry_key=key))[0] == 409


def test_a_slow_answer_was_accepted_before_the_caller_gave_up(line: LocalLine, api: MessagingApi) -> None:
    line.faults.slow_next(30)
    with pytest.raises(urllib3.exceptions.HTTPError):
        api.push_message(hello(), _request_timeout=(1, 0.05))
    until = monotonic() + 10
    while not line.messages(MALEE) and monotonic() < until:
        sleep(0.01)  # the caller may have given up before the platform had a turn
    assert len(line.messages(MALEE)) == 1


def test_a_refusal_waits_for_the_call_it_is_meant_for(line: LocalLine, api: MessagingApi) -> None:
    line.faults.refuse_next(429, {"message": "The API rate limit has been exceeded. Try again later."}, path="/push")
    api.get_message_quota()
    assert refused(lambda: api.push_message(hello()))[0] == 429
    api.push_message(hello())
    assert [call.status for call in line.calls] == [200, 429, 200]
    assert line.calls[-1].body["to"] == MALEE
    line.faults.refuse_next(500)
    line.faults.clear()
    api.get_message_quota()

"""Fetching what people sent: not yet, no longer, too much, too slowly."""

from __future__ import annotations

import time
from typing import Any

import pytest
import urllib3
from linebot.v3.messaging import ApiException, MessagingApiBlob

from bot.emulator.pictures import picture_type
from bot.emulator.server import LocalLine
from tests.emulator.conftest import MALEE, TOKEN, Bot, error_of


def status_of(blob: MessagingApiBlob, message_id: str) -> str:
    return str(blob.get_message_content_transcoding_by_message_id(message_id).status)


def refusal(blob: MessagingApiBlob, message_id: str) -> tuple[int, Any]:
    with pytest.raises(ApiException) as caught:
        blob.get_message_content(message_id)
    return caught.value.status, error_of(caught.value)["message"]


def test_a_video_is_prepared_before_it_can_be_had(line: LocalLine, blob: MessagingApiBlob) -> None:
    message_id = line.send_video(MALEE, b"film", polls=2)
    assert blob.get_message_content_with_http_info(message_id).status_code == 202
    assert [status_of(blob, message_id) for _ in range(2)] == ["processing", "succeeded"]
    answer = blob.get_message_content_with_http_info(message_id)
    assert (answer.status_code, bytes(answer.data), answer.headers["Content-Type"]) == (200, b"film", "video/mp4")
    assert picture_type(bytes(blob.get_message_content_preview(message_id))) == "image/png"


def test_a_voice_message_has_no_preview_but_a_status(line: LocalLine, blob: MessagingApiBlob) -> None:
    message_id = line.send_audio(MALEE, b"ID3")
    with pytest.raises(ApiException) as caught:
        blob.get_message_content_preview(message_id)
    assert error_of(caught.value)["message"] == "The content can not be previewed"
    assert status_of(blob, message_id) == "succeeded"


def test_any_content_may_keep_one_waiting(line: LocalLine, blob: MessagingApiBlob) -> None:
    message_id = line.send_file(MALEE, "a.xlsx", b"PK")
    line.faults.content_not_ready_next(2)
    seen = [blob.get_message_content_with_http_info(message_id).status_code for _ in range(3)]
    assert seen == [202, 202, 200]


def test_a_preparation_may_fail_for_good(line: LocalLine, blob: MessagingApiBlob) -> None:
    message_id = line.send_video(MALEE, b"film")
    line.faults.content_failed_next()
    assert [status_of(blob, message_id) for _ in range(2)] == ["failed", "failed"]
    assert refusal(blob, message_id) == (404, "not found")


def test_content_may_be_gone_or_expired(line: LocalLine, blob: MessagingApiBlob) -> None:
    unsent, aged = (line.send_file(MALEE, name, b"x") for name in ("a.pdf", "b.pdf"))
    line.faults.content_gone_next()
    assert [refusal(blob, unsent) for _ in range(2)] == [(410, "The content is gone")] * 2
    line.faults.content_expired_next()
    assert [refusal(blob, aged) for _ in range(2)] == [(404, "not found")] * 2


def test_a_file_may_claim_to_be_small_and_go_on_and_on(line: LocalLine, bot: Bot) -> None:
    message_id = line.send_file(MALEE, "a.xlsx", b"PK", claimed_size=1)
    assert bot.last()["message"]["fileSize"] == 1
    line.faults.huge_content_next(3_000_000)
    answer = fetch(line, message_id)
    assert "Content-Length" not in answer.headers
    data = answer.read()
    assert (len(data), data[:2]) == (3_000_000, b"PK")
    assert fetch(line, message_id).read() == b"PK"


def test_a_slow_content_trickles(line: LocalLine) -> None:
    data = bytes(range(200))
    message_id = line.send_file(MALEE, "a.bin", data)
    line.faults.slow_content_next(0.8)
    began = time.monotonic()
    answer = fetch(line, message_id)
    first = answer.read(10)
    early = time.monotonic() - began
    assert first + answer.read() == data
    whole = time.monotonic() - began
    assert early < whole / 2
    assert whole > 0.7


def test_stopping_does_not_wait_for_a_slow_content(line: LocalLine) -> None:
    message_id = line.send_file(MALEE, "a.bin", bytes(100))
    line.faults.slow_content_next(600)
    answer = fetch(line, message_id)
    answer.read(5)
    began = time.monotonic()
    line.stop()
    assert time.monotonic() - began < 5
    answer.close()


def fetch(line: LocalLine, message_id: str) -> urllib3.BaseHTTPResponse:
    pool = urllib3.PoolManager(retries=False, timeout=5)
    url = f"{line.base_url}/v2/bot/message/{message_id}/content"
    return pool.request("GET", url, headers={"Authorization": f"Bearer {TOKEN}"}, preload_content=False)

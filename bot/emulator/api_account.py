"""The account itself: its quota, what it is, and where its webhook goes (reference "Webhook settings")."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, request

from bot.emulator import ids
from bot.emulator.answers import Json, bad_request, not_found
from bot.emulator.channel import Channel
from bot.emulator.wire import json_answer, json_body

URL_LIMIT = 500
_TIMED_OUT = ("REQUEST_TIMEOUT", "Request timeout")
_NOT_CONNECTED = ("COULD_NOT_CONNECT", "Failure to connect")


def add_routes(blueprint: Blueprint, channel: Channel) -> None:
    """Add the endpoints about the account."""
    _account(blueprint, channel)
    _webhook(blueprint, channel)


def _account(blueprint: Blueprint, channel: Channel) -> None:
    @blueprint.get("/message/quota")
    def _quota() -> Response:
        limit = channel.quota.limit
        return json_answer({"type": "none"} if limit is None else {"type": "limited", "value": limit})

    @blueprint.get("/message/quota/consumption")
    def _consumption() -> Response:
        with channel.world.lock:
            return json_answer({"totalUsage": channel.quota.used()})

    @blueprint.get("/info")
    def _info() -> Response:
        return json_answer(
            {
                "userId": channel.world.bot_user_id,
                "basicId": f"@{channel.channel_id[-3:]}local",
                "displayName": channel.world.bot_name,
                "chatMode": "chat" if channel.chat_on else "bot",
                "markAsReadMode": "manual" if channel.chat_on else "auto",
            }
        )


def _webhook(blueprint: Blueprint, channel: Channel) -> None:
    sender = channel.sender

    @blueprint.get("/channel/webhook/endpoint")
    def _get() -> Response:
        if not sender.url:
            raise not_found("Webhook endpoint not found")
        return json_answer({"endpoint": sender.url, "active": sender.active})

    @blueprint.put("/channel/webhook/endpoint")
    def _put() -> Response:
        sender.url = _endpoint(channel, json_body().get("endpoint"))
        return json_answer()

    @blueprint.post("/channel/webhook/test")
    def _test() -> Response:
        body: Json = json_body() if request.content_length else {}
        url = _endpoint(channel, body["endpoint"]) if body.get("endpoint") else sender.url
        if not url:
            raise not_found("Webhook endpoint not found")
        delivery = sender.post([], url=url)
        status = delivery.status
        failed = ("ERROR_STATUS_CODE", str(status))
        if status is None:
            failed = _TIMED_OUT if "timeout" in delivery.error.lower() else _NOT_CONNECTED
        reason, detail = ("OK", "200") if status == HTTPStatus.OK else failed
        return json_answer(
            {
                "success": reason == "OK",
                "timestamp": ids.iso_milliseconds(channel.clock.now()),
                "statusCode": status or 0,
                "reason": reason,
                "detail": detail,
            }
        )


def _endpoint(channel: Channel, url: Any) -> str:
    schemes = {"https", "http"} if channel.allow_http else {"https"}
    if not isinstance(url, str) or len(url) > URL_LIMIT or urlsplit(url).scheme not in schemes:
        raise bad_request("Invalid webhook endpoint URL")
    return url

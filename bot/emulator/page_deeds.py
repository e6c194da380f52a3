"""What the page's visitor does in somebody's name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, request

from bot.emulator.channel import Channel
from bot.emulator.deeds import Deeds

Body = dict[str, Any]
File = tuple[str, str, bytes]  # name, MIME type, content
_HOUR = 3600 * 1000


def add_routes(blueprint: Blueprint, channel: Channel, deeds: Deeds) -> None:
    """Add POST /_/<deed> with the deed's JSON, /_/files with a form, and /_/travel."""
    hands = {**_in_chats(channel, deeds), **_around_chats(deeds), **_events(channel, deeds)}

    @blueprint.post(f"/_/<any({','.join(hands)}):deed>")
    def _deed(deed: str) -> Response:
        body: Body = request.get_json()
        hands[deed](body)
        return jsonify(ok=True)

    @blueprint.post("/_/files")
    def _files() -> Response:
        user, group = request.form["user"], request.form.get("group") or None
        files = [(up.filename or "file", up.mimetype, up.read()) for up in request.files.getlist("files")]
        _SENDERS[request.form.get("kind", "file")](deeds, user, group, files)
        return jsonify(ok=True)

    @blueprint.post("/_/travel")
    def _travel() -> Response:
        body: Body = request.get_json()
        if "to" in body:
            channel.travel(to=datetime.fromisoformat(body["to"]))
        else:
            channel.travel(by=timedelta(seconds=body["seconds"]))
        return jsonify(ok=True)


def _photos(deeds: Deeds, user: str, group: str | None, files: list[File]) -> None:
    deeds.send_photos(user, [data for _, _, data in files], group)


def _documents(deeds: Deeds, user: str, group: str | None, files: list[File]) -> None:
    for name, _, data in files:
        deeds.send_file(user, name, data, group)


def _recordings(deeds: Deeds, user: str, group: str | None, files: list[File]) -> None:
    for _, mime, data in files:
        send = deeds.send_audio if mime.startswith("audio/") else deeds.send_video
        send(user, data, group)


_SENDERS = {"photo": _photos, "file": _documents, "recording": _recordings}


def _in_chats(channel: Channel, deeds: Deeds) -> dict[str, Callable[[Body], object]]:
    def named(body: Body) -> bool:
        return f"@{channel.world.bot_name}" in body["text"] and bool(body.get("group"))

    return {
        "say": lambda body: deeds.say(
            body["user"], body["text"], body.get("group"), named(body), quoted_message_id=body.get("quoted")
        ),
        "edit": lambda body: deeds.edit(body["user"], body["message"], body["text"], mention_bot=named(body)),
        "unsend": lambda body: deeds.unsend(body["user"], body["message"]),
        "sticker": lambda body: deeds.send_sticker(body["user"], body["package"], body["sticker"], body.get("group")),
        "location": lambda body: deeds.send_location(
            body["user"],
            (float(body["latitude"]), float(body["longitude"])),
            body.get("title") or "",
            body.get("address") or "",
            body.get("group"),
        ),
        "press": lambda body: deeds.press(
            body["user"], body["data"], body.get("shown") or "", body.get("group"), params=body.get("params")
        ),
        "pick": lambda body: deeds.pick(body["user"], body["action"], body["value"], body.get("group")),
        "switch": lambda body: deeds.switch_menu(body["user"], body["alias"], body["data"]),
        "watched": lambda body: deeds.watch_to_the_end(body["user"], body["tracking"]),
    }


def _around_chats(deeds: Deeds) -> dict[str, Callable[[Body], object]]:
    return {
        "follow": lambda body: deeds.follow(body["user"]),
        "block": lambda body: deeds.block(body["user"]),
        "invite": lambda body: deeds.invite_bot(body["group"]),
        "remove": lambda body: deeds.remove_bot(body["group"]),
        "join": lambda body: deeds.join_together(body["users"], body["group"]),
        "leave": lambda body: deeds.leave_together(body["users"], body["group"]),
    }


def _events(channel: Channel, deeds: Deeds) -> dict[str, Callable[[Body], object]]:
    """Return one sample of each rarer event, as "event_<kind>"; the body names the person and perhaps the group."""

    def raw(kind: str, detail: Body) -> Callable[[Body], object]:
        return lambda body: deeds.emit_raw(kind, detail, body["user"], body.get("group"))

    def activated(body: Body) -> None:
        expires = round(channel.clock.now().timestamp() * 1000) + _HOUR
        deeds.emit_raw("activated", {"chatControl": {"expireAt": expires}}, body["user"], body.get("group"))

    module: Body = {"type": "attached", "botId": channel.world.bot_user_id, "scopes": ["message:send"]}
    samples: dict[str, Callable[[Body], object]] = {
        "beacon": lambda body: deeds.beacon(body["user"], "d41d8cd98f"),
        "membership": lambda body: deeds.membership(body["user"], 3189),
        "link_ok": lambda body: deeds.account_link(body["user"], "nonce-of-the-page", ok=True),
        "link_failed": lambda _: deeds.account_link(None, "nonce-of-the-page", ok=False),
        "module": lambda _: deeds.emit_raw("module", {"module": module}),
        "activated": activated,
        "deactivated": raw("deactivated", {}),
        "suspended": lambda _: deeds.emit_raw("botSuspended", {}),
        "resumed": lambda _: deeds.emit_raw("botResumed", {}),
        "delivery": lambda _: deeds.emit_raw("delivery", {"delivery": {"data": "hash-of-a-number"}}),
        "unknown": raw("emulatorNovelty", {"emulatorNovelty": {"degree": 2}}),
        "unknown_message": lambda body: deeds.send_raw(
            body["user"], {"type": "emulatorScent", "scent": "pandan"}, body.get("group")
        ),
    }
    return {f"event_{kind}": act for kind, act in samples.items()}

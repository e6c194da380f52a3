"""The page's panel: arming faults, and the log of the last calls and deliveries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, request

from bot.emulator.channel import Channel
from bot.emulator.faults import Call, Faults
from bot.emulator.webhook_sender import Delivery

LOGGED = 40
MOST = 1000  # no knob goes higher
MEGABYTE = 1_000_000
STORMS = {
    "light": {"refuse": 0.05, "fail_after": 0.05, "slow": 0.1, "duplicate": 0.05, "late": 0.1},
    "heavy": {
        "refuse": 0.15,
        "rate_limit": 0.1,
        "fail_after": 0.1,
        "drop_before": 0.05,
        "drop_after": 0.1,
        "slow": 0.1,
        "duplicate": 0.2,
        "redeliver": 0.2,
        "late": 0.2,
    },
}
_ONCE: dict[str, Callable[[Faults], None]] = {
    "duplicate": Faults.duplicate_next_delivery,
    "redeliver": Faults.redeliver_next,
    "empty": Faults.empty_next,
    "forge_bad": lambda faults: faults.forge_next("bad"),
    "forge_missing": lambda faults: faults.forge_next("missing"),
    "hide_user": Faults.hide_user_next,
    "unknown_event": Faults.unknown_event_next,
    "unknown_fields": Faults.unknown_fields_next,
    "standby": Faults.standby_next,
    "gone": Faults.content_gone_next,
    "expired": Faults.content_expired_next,
    "failed": Faults.content_failed_next,
    "clear": Faults.clear,
    "calm": Faults.calm,
}
_COUNTED: dict[str, Callable[[Faults, int], None]] = {
    "reorder": Faults.reorder_next,
    "batch": Faults.batch_next,
    "not_ready": Faults.content_not_ready_next,
    "trickle": Faults.slow_content_next,
    "huge": lambda faults, megabytes: faults.huge_content_next(megabytes * MEGABYTE),
    "storm_light": lambda faults, seed: faults.storm(seed, STORMS["light"]),
    "storm_heavy": lambda faults, seed: faults.storm(seed, STORMS["heavy"]),
}
_CALLS: dict[str, Callable[[Faults, int, str], None]] = {
    "refuse": lambda faults, status, path: faults.refuse_next(status, path=path),
    "rate_limit": lambda faults, _, path: faults.limit_rate_next(path=path),
    "deny_token": lambda faults, _, path: faults.deny_token_next(path=path),
    "fail_after": lambda faults, _, path: faults.fail_after_accepting_next(path=path),
    "drop_before": lambda faults, _, path: faults.drop_before_accepting_next(path=path),
    "drop_after": lambda faults, _, path: faults.drop_after_accepting_next(path=path),
    "slow": lambda faults, seconds, path: faults.slow_next(seconds, path=path),
}


def add_routes(blueprint: Blueprint, channel: Channel) -> None:
    """Add GET /_/panel, and POST /_/fault with {name, value?, path?} or {name, chat, on}."""

    @blueprint.get("/_/panel")
    def _panel() -> Response:
        response = jsonify(panel(channel))
        response.headers["Cache-Control"] = "no-store"
        return response

    @blueprint.post("/_/fault")
    def _fault() -> Response:
        body: dict[str, Any] = request.get_json()
        _set(channel, body)
        with channel.world.changing():
            pass
        return jsonify(ok=True)


def panel(channel: Channel) -> dict[str, Any]:
    """Return what is armed, how the channel stands, and the last calls and deliveries, newest first."""
    faults, sender = channel.faults, channel.sender
    log = [*map(_call, channel.calls[-LOGGED:]), *map(_delivery, sender.deliveries[-LOGGED:])]
    log.sort(key=lambda entry: str(entry["at"]), reverse=True)
    return {
        "armed": [
            {
                "kind": fault.kind,
                "path": fault.path,
                "status": fault.status,
                "seconds": fault.seconds,
                "count": fault.count,
            }
            for fault in faults.armed()
        ],
        "standby": sorted(faults.standing_by()),
        "storming": faults.storming(),
        "redelivery": sender.redelivery,
        "waiting": sender.waiting(),
        "given_up": len(sender.abandoned),
        "log": log[:LOGGED],
    }


def _set(channel: Channel, body: dict[str, Any]) -> None:
    name = body["name"]
    if name == "standby_chat":
        channel.faults.standby(body["chat"], on=bool(body["on"]))
    elif name == "redelivery":
        channel.sender.redelivery = bool(body["on"])
    elif name == "quota":
        with channel.world.lock:
            channel.quota.use_up(_number(body, least=0))
    elif name in _ONCE:
        _ONCE[name](channel.faults)
    elif name in _COUNTED:
        _COUNTED[name](channel.faults, _number(body))
    else:
        _CALLS[name](channel.faults, _number(body), str(body.get("path") or ""))


def _number(body: dict[str, Any], least: int = 1) -> int:
    value = int(body.get("value", 1))
    if not least <= value <= MOST:
        raise ValueError(f"a number from {least} to {MOST}")
    return value


def _call(call: Call) -> dict[str, Any]:
    return {
        "way": "call",
        "at": call.at.isoformat() if call.at is not None else "",
        "what": f"{call.method} {call.path}",
        "status": call.status,
        "fault": call.fault,
        "dropped": call.dropped,
    }


def _delivery(delivery: Delivery) -> dict[str, Any]:
    kinds = [
        f"{event['type']}{' ' + event['message']['type'] if 'message' in event else ''}" for event in delivery.events
    ]
    again = any(event["deliveryContext"]["isRedelivery"] for event in delivery.events)
    return {
        "way": "delivery",
        "at": delivery.at.isoformat() if delivery.at is not None else "",
        "what": ", ".join(kinds),
        "status": delivery.status or 0,
        "fault": f"forge_{delivery.forged}" if delivery.forged else "redeliver" if again else "",
        "error": delivery.error,
    }

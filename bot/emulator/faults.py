"""What can be made to go wrong, and the log of what was called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.emulator import answers
from bot.emulator.fault_queue import LATE, STRIKES, Fault, FaultQueue
from bot.emulator.storm import Storm


@dataclass(slots=True)
class Call:
    """One call of the API: `status` is what the emulator decided, even when the answer was then dropped.

    `status` is 0 when the connection was closed before anything was decided. `fault`: what was made to go wrong.
    """

    method: str
    path: str
    status: int
    body: Any
    retry_key: str | None
    request_id: str
    dropped: bool = False
    at: datetime | None = None
    fault: str = ""


class Faults(FaultQueue):
    """Verbs that make the next calls and events go wrong, in the order they were asked for.

    `path` narrows a fault to calls whose path contains it, e.g. "/message/push".
    """

    def refuse_next(self, status: int, body: dict[str, Any] | None = None, *, path: str = "") -> None:
        """Answer the next call with `status` and do nothing else."""
        self._add(Fault("refuse", path, status=status, body=body))

    def limit_rate_next(self, *, path: str = "") -> None:
        """Answer the next call with LINE's 429 for too many calls."""
        self.refuse_next(429, {"message": answers.OVER_RATE}, path=path)

    def deny_token_next(self, *, path: str = "") -> None:
        """Answer the next call as if its access token had just been revoked."""
        self.refuse_next(401, {"message": answers.UNAUTHORISED}, path=path)

    def fail_after_accepting_next(self, status: int = 500, *, path: str = "") -> None:
        """Carry the next call out, but answer `status`: a retry with the same key then meets 409."""
        self._add(Fault("fail_after", path, status=status))

    def drop_before_accepting_next(self, *, path: str = "") -> None:
        """Close the connection of the next call and do nothing else."""
        self._add(Fault("drop_before", path))

    def drop_after_accepting_next(self, *, path: str = "") -> None:
        """Carry the next call out, then close the connection without an answer."""
        self._add(Fault("drop_after", path))

    def slow_next(self, seconds: float, *, path: str = "") -> None:
        """Carry the next call out at once, but answer only after `seconds` (real time)."""
        self._add(Fault("slow", path, seconds=seconds))

    def duplicate_next_delivery(self) -> None:
        """Deliver the next webhook event twice, both times as a first delivery."""
        self._add(Fault("duplicate"))

    def redeliver_next(self) -> None:
        """Deliver the next event again, marked as a redelivery, as if the bot's answer had been lost."""
        self._add(Fault("redeliver"))

    def reorder_next(self, count: int) -> None:
        """Hold back the next `count` events and deliver them in another order, each in its own POST."""
        self._gather("reorder", count)

    def batch_next(self, count: int) -> None:
        """Hold back the next `count` events, of whomever, and deliver them in one POST."""
        self._gather("batch", count)

    def empty_next(self) -> None:
        """Deliver a POST without events before the next event."""
        self._add(Fault("empty"))

    def forge_next(self, how: str) -> None:
        """Sign the next delivery with another secret ("bad") or not at all ("missing")."""
        if how not in {"bad", "missing"}:
            raise ValueError(f"a signature is forged as bad or missing, not {how}")
        self._add(Fault(f"forge_{how}"))

    def hide_user_next(self) -> None:
        """Leave the userId out of the next event that would carry one, as for members who did not consent."""
        self._add(Fault("hide_user"))

    def unknown_event_next(self) -> None:
        """Deliver an event of a type no bot can know before the next event."""
        self._add(Fault("unknown_event"))

    def unknown_fields_next(self) -> None:
        """Put properties no bot can know into the next event."""
        self._add(Fault("unknown_fields"))

    def standby_next(self) -> None:
        """Let the next event come in standby: without a reply token."""
        self._add(Fault("standby"))

    def standby(self, chat_id: str, *, on: bool = True) -> None:
        """Let a module hold this chat: all its events come in standby until it is given back."""
        with self._lock:
            (self._standby.add if on else self._standby.discard)(chat_id)

    def slow_content_next(self, seconds: float) -> None:
        """Let the next content trickle in over `seconds` (real time)."""
        self._add(Fault("trickle", seconds=seconds))

    def huge_content_next(self, size: int) -> None:
        """Let the next content go on until `size` bytes, whatever the event claimed, without telling its length."""
        self._add(Fault("huge", count=size))

    def content_not_ready_next(self, polls: int) -> None:
        """Answer 202 for the next content asked for, `polls` times."""
        self._add(Fault("not_ready", count=polls))

    def content_failed_next(self) -> None:
        """Let the preparation of the next video or sound asked for fail for good."""
        self._add(Fault("failed"))

    def content_gone_next(self) -> None:
        """Let the next content asked for be taken back: 410 from then on."""
        self._add(Fault("gone"))

    def content_expired_next(self) -> None:
        """Let the next content asked for be deleted by age: 404 from then on."""
        self._add(Fault("expired"))

    def storm(self, seed: int, rates: Mapping[str, float]) -> None:
        """Make a share of all calls and deliveries go wrong until `calm`: the same calls for the same `seed`.

        `rates` are shares from 0 to 1. For calls: refuse (500 before accepting), rate_limit, fail_after (500 after
        accepting), drop_before, drop_after, slow. For deliveries: duplicate, redeliver, late (overtaken by others).
        Raises ValueError for another name, or shares of more than 1 together.
        """
        if unknown := set(rates) - set(STRIKES) - LATE:
            raise ValueError(f"no such rates: {', '.join(sorted(unknown))}")
        calls = Storm(f"calls {seed}", {name: rate for name, rate in rates.items() if name in STRIKES})
        deliveries = Storm(f"deliveries {seed}", {name: rate for name, rate in rates.items() if name in LATE})
        self._calls, self._deliveries = calls, deliveries

    def calm(self) -> None:
        """End the storm."""
        self._calls = self._deliveries = None

    def clear(self) -> None:
        """Forget every fault that has not happened yet, and let go of events that were held back."""
        with self._lock:
            self._waiting.clear()
            self._standby.clear()
        self.calm()
        if self.when_cleared is not None:
            self.when_cleared()

    def _gather(self, kind: str, count: int) -> None:
        if count < 1:
            raise ValueError("at least one event is held back")
        self._add(Fault(kind, count=count))

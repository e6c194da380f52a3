"""Events that come from elsewhere than a chat's composer: links, beacons, memberships, partners' modules."""

from __future__ import annotations

from bot.emulator.base_deeds import BaseDeeds
from bot.emulator.events import Json


class PlatformDeeds(BaseDeeds):
    """Rarer events, and the door for any event at all."""

    def emit_raw(
        self,
        kind: str,
        detail: Json,
        user_id: str | None = None,
        group_id: str | None = None,
        *,
        replyable: bool = False,
    ) -> None:
        """Send the bot an event of any kind; `detail` are its own properties, e.g. {"module": {…}}.

        With neither person nor group the event has no source, as those of partners have none.
        """
        with self._world.changing():
            self._emit(kind, detail, user_id, group_id, replyable=replyable)

    def account_link(self, user_id: str | None, nonce: str, ok: bool) -> None:  # noqa: FBT001 - the agreed interface
        """Tell the bot how linking an account ended; a failed one names nobody (reference "Account link event")."""
        link: Json = {"link": {"result": "ok" if ok else "failed", "nonce": nonce}}
        self.emit_raw("accountLink", link, user_id if ok else None, replyable=ok)

    def watch_to_the_end(self, user_id: str, tracking_id: str) -> None:
        """Finish a video that was sent with a trackingId (reference "Video viewing complete event")."""
        self._known(user_id)
        self.emit_raw("videoPlayComplete", {"videoPlayComplete": {"trackingId": tracking_id}}, user_id, replyable=True)

    def beacon(self, user_id: str, hwid: str, kind: str = "enter", device_message: str = "") -> None:
        """Come near a beacon: `hwid` ten hexadecimal digits, `kind` enter, banner or stay."""
        self._known(user_id)
        more = {"dm": device_message} if device_message else {}
        self.emit_raw("beacon", {"beacon": {"hwid": hwid, "type": kind, **more}}, user_id, replyable=True)

    def membership(self, user_id: str, membership_id: int, kind: str = "joined") -> None:
        """Join, leave or renew a paid membership of the account: `kind` joined, left or renewed."""
        self._known(user_id)
        detail: Json = {"membership": {"type": kind, "membershipId": membership_id}}
        self.emit_raw("membership", detail, user_id, replyable=True)

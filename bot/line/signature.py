"""Whether a webhook body really comes from LINE."""

from __future__ import annotations

import base64
import hashlib
import hmac


def is_authentic(body: bytes, signature: str | None, channel_secret: str) -> bool:
    """Compare `signature` with base64(HMAC-SHA256(secret, raw body)) in constant time.

    Source: LINE, "Verify webhook signature". The body must be the bytes as received.
    """
    if not signature or not channel_secret:
        return False
    digest = hmac.new(channel_secret.encode(), body, hashlib.sha256).digest()
    return hmac.compare_digest(base64.b64encode(digest), signature.encode("utf-8", "replace"))

"""ID tokens of people who logged in on the web: JWTs signed with the channel secret (docs "Verify ID token")."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

ISSUER = "https://access.line.me"
MALFORMED = "Invalid IdToken."

Json = dict[str, Any]


def make_id_token(secret: str, claims: Json) -> str:
    """Return `claims` as a signed token (HS256)."""
    head = f"{_encoded({'typ': 'JWT', 'alg': 'HS256'})}.{_encoded(claims)}"
    return f"{head}.{_base64(_signed(secret, head))}"


def read_id_token(token: str, secret: str, now: datetime, expected: Mapping[str, str]) -> Json | str:
    """Return a token's claims, or LINE's words when they are not to be trusted.

    `expected` holds `client_id` and, where the caller cares, `nonce` and `user_id`. LIFF's own tokens (ES256) are
    signed with LINE's key, which nobody else has: they are malformed here.
    """
    claims = _claims(token, secret)
    if claims is None:
        return MALFORMED
    ends = claims.get("exp")
    doubts = (
        (claims.get("iss") != ISSUER, "Invalid IdToken Issuer."),
        (not isinstance(ends, int | float) or now.timestamp() >= ends, "IdToken expired."),
        (claims.get("aud") != expected["client_id"], "Invalid IdToken Audience."),
        (claims.get("nonce") != expected.get("nonce", claims.get("nonce")), "Invalid IdToken Nonce."),
        (claims.get("sub") != expected.get("user_id", claims.get("sub")), "Invalid IdToken Subject Identifier."),
    )
    return next((words for doubtful, words in doubts if doubtful), claims)


def _claims(token: str, secret: str) -> Json | None:
    head, _, mark = token.rpartition(".")
    try:
        algorithm, claims = (json.loads(_decoded(part)) for part in head.split("."))
        genuine = hmac.compare_digest(_decoded(mark), _signed(secret, head))
    except (ValueError, binascii.Error):
        return None
    fits = isinstance(algorithm, dict) and algorithm.get("alg") == "HS256" and isinstance(claims, dict)
    return claims if fits and genuine else None


def _signed(secret: str, head: str) -> bytes:
    return hmac.new(secret.encode(), head.encode(), hashlib.sha256).digest()


def _encoded(content: Json) -> str:
    return _base64(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))

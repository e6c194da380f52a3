"""One-time codes that the command line makes for officers: they live a week, and the audit says since when."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from domain.audit import Noted

if TYPE_CHECKING:
    from handlers.context import Context
    from storage.store import Transaction

LIFE: Final = timedelta(days=7)
_LONG_AGO: Final = timedelta(days=3660)


def note_made(tx: Transaction, code: str, now: datetime, office_id: int) -> None:
    """Remember when the code was made; the audit is told its digest, because the code itself still opens."""
    tx.audit.note(now, Noted.MAKE_OFFICER_CODE, _digest(code), office_id=office_id)


def is_over(code: str, ctx: Context) -> bool:
    """Whether this is a code of the command line whose week is over. Codes of a plan have no end."""
    made = ctx.tx.audit.count(Noted.MAKE_OFFICER_CODE, _digest(code), since=ctx.now - _LONG_AGO)
    return bool(made) and not ctx.tx.audit.count(Noted.MAKE_OFFICER_CODE, _digest(code), since=ctx.now - LIFE)


def _digest(code: str) -> str:
    return hashlib.sha256(f"officer {code}".encode()).hexdigest()[:16]

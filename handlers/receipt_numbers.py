"""Receipt numbers as people type them."""

from __future__ import annotations

import re
from typing import Final

from domain.thai import arabic

_RECEIPT: Final = re.compile(r"[A-Z0-9\u0e01-\u0e4e][A-Z0-9\u0e01-\u0e4e.-]*/\d{4,9}(?!\d)")


def receipt_in(text: str) -> str:
    """ST-2570-R6/0007, in any case and digits; "" where there is none."""
    found = _RECEIPT.search(arabic(text).upper())
    return found[0] if found else ""

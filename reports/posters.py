"""Posters that invite people of a unit to register: the unit's QR code and its code to type, a page for each.

Typst draws them; the same posters and moment give the same bytes. Whoever imports this module loads Typst, about 30 MB.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import fontpkg_sarabun
import typst

from reports.qr import qr_svg

_TEMPLATE: Final = Path(__file__).with_suffix(".typ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """What a page says. `link` opens the chat with the registration typed; `account` is what the account is called."""

    office: str
    unit: str
    code: str
    link: str
    account: str


def draw_posters(posters: Sequence[Poster], *, made_at: datetime) -> bytes:
    """A PDF with a page for each poster."""
    faces = [
        {"office": p.office, "unit": p.unit, "code": p.code, "account": p.account, "qr": qr_svg(p.link)}
        for p in posters
    ]
    drawn = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=[fontpkg_sarabun.ROOT / "files"],
        ignore_system_fonts=True,
        sys_inputs={"posters": json.dumps(faces)},
        timestamp=int(made_at.timestamp()),
    )
    return bytes(drawn)

"""What the members of a committee think of a form, as lines of a card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.messages import Line, Part, Rule, Tone
from domain.screening import Opinion, about, tally

PASSES: Final = "ผ่าน"
MEND: Final = "ควรแก้ไข"
_SHOWN: Final = 6


def tallied(opinions: Sequence[Opinion], seen: int, members: int) -> list[Part]:
    """How many think what of the version that is seen, what they want mended, and what was said of earlier ones."""
    now = about(opinions, seen)
    counts = tally(now)
    of_all = f" จาก {members} คน" if members else " คน"
    parts: list[Part] = [
        Rule(),
        Line(f"ให้แล้ว {len(now)}{of_all}" if now else "ยังไม่มีผู้ให้ความเห็น", label="ความเห็น", strong=True),
    ]
    if now:
        tone = Tone.CARE if counts.mend else Tone.GOOD
        parts.append(Line(f"{PASSES} {counts.passes} · {MEND} {counts.mend}", label="เห็นว่า", tone=tone))
    parts += lines([one for one in now if not one.passes])
    before = [one for one in opinions if one.version_id != seen and not one.passes]
    return [*parts, *lines(before, earlier=True)]


def lines(opinions: Sequence[Opinion], *, earlier: bool = False) -> list[Part]:
    """Each opinion in a line. `earlier`: they are about versions that have been replaced."""
    parts: list[Part] = [line(one, earlier=earlier) for one in opinions[:_SHOWN]]
    if len(opinions) > _SHOWN:
        parts.append(Line(f"และอีก {len(opinions) - _SHOWN} ความเห็น"))
    return parts


def line(one: Opinion, *, earlier: bool = False) -> Line:
    """An opinion: นายวิทยา สมมติ: ควรแก้ไข แนบคำสั่งด้วย."""
    said = f"{MEND} {one.words}".strip() if not one.passes else PASSES
    of_version = f" (ฉบับที่ {one.version} ซึ่งแก้มาแล้ว)" if earlier else ""
    return Line(f"{one.who}: {said}{of_version}", tone=Tone.GOOD if one.passes else Tone.CALM if earlier else Tone.CARE)


def fix(wanted: Sequence[str]) -> str:
    """What the members want mended, as one reason; numbered where it is more than one thing."""
    if len(wanted) < 2:  # noqa: PLR2004 - one thing needs no number
        return "".join(wanted)
    return " ".join(f"{n}) {one}" for n, one in enumerate(wanted, start=1))

"""What stands below a blank's table: the hint, labels, signatures, and the identity with its QR code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from domain.forms.definition import FormDefinition
from reports import blank_look as look
from reports.blank_identity import at_foot
from reports.blank_top import foot_labels
from reports.sheet import Row, spread

_DOTS: Final = "." * 40


def foot(definition: FormDefinition, facts: Mapping[str, str], hint: str, secret: str) -> tuple[Row, ...]:
    """Everything below the table; the last row is the identity's."""
    widths = [column.width for column in definition.columns]
    rows = [Row(spread(hint, look.HINT, len(widths)))]
    names = definition.signatures if definition.layout.signed else ()
    for block in (foot_labels(definition, facts), signatures(names, widths)):
        rows += [Row(), *block] if block else []
    return (*rows, Row(), at_foot(secret, widths))


def signatures(names: Sequence[str], widths: Sequence[float]) -> tuple[Row, ...]:
    """Blocks side by side, each about as wide as the others."""
    if not names:
        return ()
    share, spans, start = sum(widths) / len(names), [], 0
    for order in range(1, len(names) + 1):
        end = max(start + 1, sum(sum(widths[: i + 1]) <= share * order + widths[i] / 2 for i in range(len(widths))))
        spans.append(end - start)
        start = end
    lines = (f"ลงชื่อ{_DOTS}{{}}", f"({_DOTS}{_DOTS})", f"ตำแหน่ง{_DOTS}{_DOTS}", f"วันที่{_DOTS}")
    return tuple(
        Row(
            tuple(
                cell
                for name, wide in zip(names, spans, strict=True)
                for cell in spread(line.format(name), look.SIGN, wide)
            ),
            26,
        )
        for line in lines
    )

"""A long answer as a page: for reading on a phone and for the printer. No scripts, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import assert_never

from domain.messages import Card, Line, Message, Part, Picture, Progress, Rule, Text, Tone

_TONES = {
    Tone.CALM: "#2c5d8f",
    Tone.GOOD: "#17795a",
    Tone.CARE: "#9a6200",
    Tone.SOON: "#9a6200",
    Tone.LATE: "#b23a32",
}
_BESIDE = 200  # characters; more than that is no column beside a label on a phone
_STYLE = """
:root{color-scheme:light}
body{font-family:Sarabun,'Noto Sans Thai',Thonburi,sans-serif;font-size:1.0625rem;line-height:1.75;
max-width:42rem;margin:0 auto;padding:1rem;color:#1f2933;background:#f3f5f8;overflow-wrap:anywhere}
section{background:#fff;border:1px solid #e3e8ee;border-radius:.75rem;margin:0 0 1rem;overflow:hidden}
header{color:#fff;padding:.75rem 1rem}
h1{font-size:1.15rem;line-height:1.5;margin:0;white-space:pre-line}
header p{margin:.15rem 0 0;font-size:.95rem;white-space:pre-line}
.body{padding:.75rem 1rem}
.body p,dl{margin:0 0 .4rem;white-space:pre-line}.text p{margin:0 0 1rem}
dl{display:grid;grid-template-columns:minmax(5rem,1fr) 2.4fr;gap:0 .75rem}
dl.long{display:block}dt{color:#5b6673}dd{margin:0}
hr{border:0;border-top:1px solid #e3e8ee;margin:.7rem 0}
.bar{display:flex;height:.6rem;border-radius:.3rem;overflow:hidden;background:#d5dce4;margin:0 0 .6rem}
.bar i{background:#2e9e73}.bar i+i{background:#e0a030}
.count{display:flex;justify-content:space-between;gap:1rem}
@page{margin:18mm 16mm}
@media print{body{background:#fff;max-width:none;padding:0;font-size:11pt;line-height:1.5}
section{border:0;border-radius:0;margin:0 0 6mm;overflow:visible}header{color:#000!important;background:none!important;
padding:0 0 1mm;border-bottom:1pt solid #000}.body{padding:2mm 0}
p,dl{break-inside:avoid}header{break-after:avoid}.bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


def full_page(messages: Sequence[Message]) -> str:
    """The words of all messages as an HTML page in their order; buttons stay in the chat."""
    titles = [message.title for message in messages if isinstance(message, Card)]
    title = escape(titles[0] if titles else "คำตอบฉบับเต็ม")
    sections = "\n".join(f"<section>{_section(message)}</section>" for message in messages)
    return (
        '<!doctype html><html lang="th"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>\n{sections}\n</body></html>"
    )


def _section(message: Message) -> str:
    match message:
        case Text():
            return f'<div class="body text">{_paragraphs(message.text)}</div>'
        case Card():
            subtitle = f"<p>{escape(message.subtitle)}</p>" if message.subtitle else ""
            colour = _TONES[message.tone]
            head = f'<header style="background:{colour}"><h1>{escape(message.title)}</h1>{subtitle}</header>'
            return f'{head}<div class="body">{"".join(_parts(message.parts))}</div>'
        case Picture():
            return f'<div class="body text">{_paragraphs(message.shows)}</div>'
        case _:
            assert_never(message)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n") if paragraph.strip())


def _parts(parts: Sequence[Part]) -> Iterable[str]:
    for part in parts:
        match part:
            case Rule():
                yield "<hr>"
            case Progress():
                yield _progress(part)
            case Line(label=""):
                yield f"<p{_ink(part)}>{escape(part.text)}</p>"
            case Line():
                long = ' class="long"' if len(part.text) > _BESIDE else ""
                yield f"<dl{long}><dt>{escape(part.label)}</dt><dd{_ink(part)}>{escape(part.text)}</dd></dl>"
            case _:
                assert_never(part)


def _progress(part: Progress) -> str:
    count = f'<p class="count"><span>{escape(part.label)}</span><strong>{part.done}/{part.total}</strong></p>'
    if part.total <= 0:
        return count
    widths = (100 * part.done / part.total, 100 * part.waiting / part.total)
    return f'{count}<div class="bar">{"".join(f"""<i style="width:{width:.2f}%"></i>""" for width in widths)}</div>'


def _ink(line: Line) -> str:
    weight = "font-weight:600;" if line.strong else ""
    colour = "" if line.tone is Tone.CALM else f"color:{_TONES[line.tone]}"
    return f' style="{weight}{colour}"' if weight or colour else ""

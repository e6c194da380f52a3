"""A public page as HTML that needs no script, reads on a narrow screen, and can be printed. Pure text, no library."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final, NamedTuple

from domain.publishing import Page, Table, Value
from domain.thai import clock_time, local, long_date, thai_digits

_STYLE: Final = (
    ":root{color-scheme:light dark;--ink:#16302b;--soft:#47605a;--line:#c9d6d2;--card:#f4f8f7;--paper:#fff;"
    "--bar:#1d7a66}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e8f1ee;--soft:#b3c6c0;--line:#3c504a;--card:#1b2825;--paper:#121a18;--bar:#5fc7ae}}"
    "*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);"
    "font:1rem/1.75 Sarabun,'Noto Sans Thai',Laksaman,sans-serif;overflow-wrap:break-word}"
    "main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}h1{font-size:1.5rem;line-height:1.5;margin:0 0 .25rem}"
    "h2{font-size:1.15rem;margin:2rem 0 .5rem}p{margin:.25rem 0}.soft{color:var(--soft)}"
    "dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;margin:1.25rem 0}"
    "dl div{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.6rem .9rem}"
    "dt{color:var(--soft);font-size:.9rem}dd{margin:0;font-size:1.25rem;font-weight:600}"
    ".wide{overflow-x:auto;border:1px solid var(--line);border-radius:.6rem}"
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}"
    "th,td{padding:.45rem .7rem;border-top:1px solid var(--line);text-align:right;vertical-align:top}"
    "thead th{border-top:0;background:var(--card);font-weight:600;vertical-align:bottom;min-width:5.5rem}"
    "th:first-child,td:first-child{text-align:left;min-width:9rem}tbody th{font-weight:400}"
    ".bar{display:block;height:.45rem;border-radius:.3rem;background:var(--line);min-width:4.5rem;margin-top:.2rem}"
    ".bar i{display:block;height:100%;border-radius:.3rem;background:var(--bar)}"
    "ul{padding-left:1.25rem}a{color:inherit;text-decoration-thickness:2px;text-underline-offset:.2em}"
    "a:focus-visible,.wide:focus-visible{outline:3px solid var(--bar);outline-offset:2px}"
    "@media print{.wide{overflow:visible;border:0}main{max-width:none;padding:0}}"
)


_MEGABYTE: Final = 1_000_000


class PublicFile(NamedTuple):
    """A file to take along: what it is called, how large (bytes), and where (an address below the page's own)."""

    name: str
    size: int
    href: str


def render(page: Page, files: Sequence[PublicFile] = ()) -> str:
    """The whole document."""
    at = local(page.as_of)
    moment = thai_digits(f"ข้อมูล ณ วันที่ {long_date(at.date())} เวลา {clock_time(page.as_of)}")
    return (
        '<!doctype html><html lang="th"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(page.title)}</title><style>{_STYLE}</style></head><body><main>"
        f"<header><h1>{escape(page.title)}</h1><p>{escape(page.office)}</p>"
        f'<p class="soft">{escape(page.period)}</p><p class="soft">{escape(moment)}</p></header>'
        f"{_facts(page)}{_files(files)}{''.join(map(_table, page.tables, range(len(page.tables))))}"
        f"{f'<p class=soft>{escape(page.note)}</p>' if page.note else ''}"
        "</main></body></html>"
    )


def _facts(page: Page) -> str:
    shown = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in page.facts)
    return f"<dl>{shown}</dl>" if shown else ""


def _files(files: Sequence[PublicFile]) -> str:
    if not files:
        return ""
    shown = "".join(
        f'<li><a href="{escape(one.href)}">{escape(one.name)}</a> <span class="soft">({size_of(one.size)})</span></li>'
        for one in files
    )
    return f"<section><h2>เอกสารให้ดาวน์โหลด</h2><ul>{shown}</ul></section>"


def _table(table: Table, number: int) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in table.headings)
    rows = "".join(f"<tr>{_row(row, table.share)}</tr>" for row in table.rows)
    return (
        f'<section><h2 id="t{number}">{escape(table.title)}</h2>'
        f'<div class="wide" tabindex="0" role="region" aria-labelledby="t{number}">'
        f"<table><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _row(row: Sequence[Value], share: int | None) -> str:
    first, *others = row
    cells = [f'<th scope="row">{escape(_shown(first))}</th>']
    for column, value in enumerate(others, start=1):
        bar = f'<span class="bar"><i style="width:{value:.1f}%"></i></span>' if _is_share(column, value, share) else ""
        cells.append(f"<td>{escape(_shown(value))}{bar}</td>")
    return "".join(cells)


def _is_share(column: int, value: Value, share: int | None) -> bool:
    return column == share and isinstance(value, int | float)


def _shown(value: Value) -> str:
    """A figure as it is read: thousands apart, decimals only where there are any, a dash for none."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def size_of(size: int) -> str:
    """How large a file is, as people say it."""
    return f"{size / _MEGABYTE:,.1f} MB" if size >= _MEGABYTE else f"{max(1, round(size / 1000)):,} KB"

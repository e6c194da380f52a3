"""An order that somebody changed in a word processor, read back: what it says, and what of a draft that changes.

A paper is known by how it stands: คำสั่ง…, เรื่อง …, why, then each committee's title above the table of its members and
what it is to do below it, until สั่ง ณ วันที่ … (the Prime Minister's Office regulation on correspondence, form 4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.committees import bare_name
from domain.orders import Appointing, Panel, Seat
from domain.thai import arabic, normalise

MARK: Final = "tidtam-order-{}"  # among the keywords of a file that we made
Rows = tuple[tuple[str, ...], ...]

_NUMBERED: Final = re.compile(r"^[0-9๐-๙]{1,2}\s*[.)]\s*")
_RULE: Final = re.compile(r"^[-–—_.\s]+$")
_LABEL: Final = re.compile(r"^(?:โดย)?(?:ให้)?มีหน้าที่\s*(?:ดังนี้|ดังต่อไปนี้)?\s*:?$")
_ENDS: Final = re.compile(r"^สั่ง\s*ณ")
_CLOSES: Final = "ทั้งนี้"
_USUAL_CLOSING: Final = "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"
_COLUMNS: Final = 4
_MOST_PANELS, _MOST_SEATS, _MOST_LINES, _LONGEST = 50, 100, 50, 1_000  # no order has more


@dataclass(frozen=True, slots=True)
class PaperPanel:
    """A committee on paper. `seats`: names with positions and duties; `duties`: what it is to do."""

    title: str
    seats: tuple[tuple[str, str, str], ...]
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """An order on paper. `order`: the id in the file, 0 for none; `unread`: what stands where no order has anything."""

    order: int
    subject: str
    preamble: str
    panels: tuple[PaperPanel, ...]
    unread: tuple[str, ...] = ()


def read_paper(blocks: Iterable[str | Rows], order: int = 0) -> OrderPaper | None:
    """What paragraphs and tables of a file say if they are an order that appoints committees; None if they are not."""
    reader = _Reader()
    for block in blocks:
        if isinstance(block, str):
            text = _line(block)
            if _ENDS.match(text) and reader.panels:
                break
            reader.line(text)
        else:
            reader.table(block)
    reader.close()
    if not reader.is_order or not reader.subject or not reader.panels:
        return None
    return OrderPaper(
        order,
        reader.subject,
        "\n".join(reader.preamble[:_MOST_LINES]),
        tuple(reader.panels[:_MOST_PANELS]),
        tuple(reader.unread[:_MOST_LINES]),
    )


class _Reader:
    """Goes through an order from its head; lines wait until it is known what they belong to."""

    def __init__(self) -> None:
        self.is_order, self.subject = False, ""
        self.preamble: list[str] = []
        self.panels: list[PaperPanel] = []
        self.unread: list[str] = []
        self._waiting: list[str] = []

    def line(self, text: str) -> None:
        if not text or _RULE.match(text):
            return
        if not self.subject:
            self.is_order = self.is_order or text.startswith("คำสั่ง")
            self.subject = text.removeprefix("เรื่อง").strip() if text.startswith("เรื่อง") else ""
            return
        self._waiting.append(text)

    def table(self, rows: Rows) -> None:
        people = [row for row in rows if len(row) >= _COLUMNS]
        if not self._waiting or not people or "ชื่อ" not in people[0][1]:
            self.unread += [_line(" ".join(row)) for row in rows]
            return
        title = _NUMBERED.sub("", self._waiting.pop())
        self._settle()
        seats = tuple(_seat(row) for row in people[1 : _MOST_SEATS + 1] if row[1].strip())
        self.panels.append(PaperPanel(title, seats))

    def close(self) -> None:
        """What comes after the last committee's duties closes the order."""
        at = next((n for n, text in enumerate(self._waiting) if text.startswith(_CLOSES)), len(self._waiting))
        closing, self._waiting = self._waiting[at:], self._waiting[:at]
        self.unread += [text for text in closing if not _same(text, _USUAL_CLOSING)]
        self._settle()

    def _settle(self) -> None:
        """Lines above the first committee are why it is appointed, those below one are what it is to do."""
        if not self.panels:
            self.preamble += self._waiting
        else:
            duties = tuple(_NUMBERED.sub("", text) for text in self._waiting if not _LABEL.match(text))
            self.panels[-1] = replace(self.panels[-1], duties=duties[:_MOST_LINES])
        self._waiting = []


def _seat(row: Sequence[str]) -> tuple[str, str, str]:
    name, position, duty = map(_line, row[1:_COLUMNS])
    return name, position, duty


def _line(text: str) -> str:
    return " ".join(normalise(text).split())[:_LONGEST]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a paper changes of a draft. `duties`: of which committees, counted from 1; `came`, `gone`: names."""

    subject: bool = False
    preamble: bool = False
    committees: bool = False
    duties: tuple[int, ...] = ()
    seats: bool = False
    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def as_on_paper(old: Appointing, paper: OrderPaper, of_the_office: Callable[[str, str], Seat]) -> Appointing:
    """The draft as the paper has it. What differs by nothing but spaces and the kind of digits stays as it was.

    `of_the_office`: the seat of a name with a duty that the draft does not know, of whoever is of the office.
    """
    panels = tuple(_panel(place, one, old, of_the_office) for place, one in enumerate(paper.panels))
    return replace(
        old, subject=_kept(old.subject, paper.subject), preamble=_kept(old.preamble, paper.preamble), panels=panels,
        guest=None,
    )  # fmt: skip


def changes(old: Appointing, new: Appointing) -> Changes:
    """What differs between two of a draft."""
    before, after = ([seat.name for panel in each.panels for seat in panel.seats] for each in (old, new))
    titles = [panel.title for panel in old.panels] != [panel.title for panel in new.panels]
    pairs = list(zip(old.panels, new.panels, strict=False))
    return Changes(
        subject=old.subject != new.subject,
        preamble=old.preamble != new.preamble,
        committees=titles,
        duties=tuple(n for n, (was, now) in enumerate(pairs, start=1) if was.duties != now.duties),
        seats=any(was.seats != now.seats for was, now in pairs),
        came=tuple(dict.fromkeys(name for name in after if name not in before)),
        gone=tuple(dict.fromkeys(name for name in before if name not in after)),
    )


def _panel(place: int, paper: PaperPanel, old: Appointing, of_the_office: Callable[[str, str], Seat]) -> Panel:
    """A committee of the paper, which is the draft's of that title, else the one that stands in its place."""
    here = old.panels[place] if place < len(old.panels) else None
    was = next((one for one in old.panels if _same(one.title, paper.title)), here) or Panel(paper.title)
    known = {bare_name(seat.name): seat for panel in (*old.panels, was) for seat in panel.seats}
    duties = tuple(map(_kept, was.duties, paper.duties)) if len(was.duties) == len(paper.duties) else paper.duties
    return Panel(
        title=_kept(was.title, paper.title),
        seats=tuple(_seated(seat, known, of_the_office) for seat in paper.seats),
        duties=duties,
        subject=was.subject,
    )


def _seated(paper: tuple[str, str, str], known: dict[str, Seat], of_the_office: Callable[[str, str], Seat]) -> Seat:
    name, position, duty = paper
    seat = known.get(bare_name(name)) or of_the_office(name, duty)
    return Seat(
        duty=_kept(seat.duty, duty or seat.duty),
        person=seat.person,
        name=_kept(seat.name, name),
        position=_kept(seat.position, position or seat.position),
    )


def _kept(old: str, new: str) -> str:
    return old if _same(old, new) else new


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return "".join(arabic(normalise(text)).split())

"""Messes of Thai text (domain.md 4.6: M19-M25, M32, M33, M40-M42): what is repaired, and what must stay as it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from domain.thai import thai_digits
from tests.corpus.model import Book, Slot, Title

TEXTS = ("text", "long", "person", "no", "school")
_AM = "ำ"  # sara am
_NIKHAHIT, _AA = "\u0e4d", "\u0e32"
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4b]")
_THAI = re.compile("[\u0e01-\u0e2e]{2}")


def _slots(book: Book, *kinds: str) -> list[Slot]:
    """Cells with words, the labels' values among them."""
    found = [slot for draft in book.drafts for line in draft.lines for slot in line.slots.values()]
    found += [label.slot for draft in book.drafts for label in draft.labels]
    return [slot for slot in found if isinstance(slot.raw, str) and slot.raw and not slot.raw.startswith("=")
            and "://" not in slot.raw and (not kinds or slot.kind in kinds)]  # fmt: skip


def _dirty(book: Book, change: Callable[[str], str], share: float, *kinds: str) -> bool:
    """Change the writing of some cells, titles and headings, not their meaning."""
    touched = False
    for slot in _slots(book, *kinds):
        if book.dice.random() < share and (told := change(slot.raw)) != slot.raw:
            slot.raw, slot.plain, touched = told, False, True
    for draft in book.drafts:
        for title in draft.titles:
            touched |= book.dice.random() < share and _retitle(title, change)
        for head in draft.heads:
            if book.dice.random() < share and (told := change(head.heading)) != head.heading:
                head.heading, touched = told, True
    return touched


def _retitle(title: Title, change: Callable[[str], str]) -> bool:
    told = change(title.text)
    if told == title.text:
        return False
    title.meant, title.text = title.meant or title.text, told
    return True


def m19_two_e(book: Book) -> bool:
    """เเบบ."""
    return _dirty(book, lambda text: text.replace("แ", "เเ"), 0.25)


def m20_apart_am(book: Book) -> bool:
    """ดําเนินการ, นํ้า."""

    def change(text: str) -> str:
        way = book.dice.random() < 0.5
        text = re.sub(f"([\u0e48-\u0e4b]){_AM}", rf"{_NIKHAHIT}\1{_AA}" if way else rf"\1{_NIKHAHIT}{_AA}", text)
        return re.sub(f"(?<=\\S){_AM}", _NIKHAHIT + _AA, text)  # after a space it was torn off (M24)

    return _dirty(book, change, 0.25)


def m21_doubled(book: Book) -> bool:
    """กลยุุทธ์."""

    def change(text: str) -> str:
        marks = list(_MARKS.finditer(text))
        if not marks:
            return text
        at = book.dice.choice(marks).start()
        return text[: at + 1] + text[at:]

    return _dirty(book, change, 0.2)


def m22_unseen(book: Book) -> bool:
    """A zero-width space inside words."""

    def change(text: str) -> str:
        places = [found.end() - 1 for found in _THAI.finditer(text)] or ([len(text) // 2] if text.isdigit() else [])
        if not places:
            return text
        at = book.dice.choice(places)
        return text[:at] + "\u200b" + text[at:]

    return _dirty(book, change, 0.12)


def m23_hard_spaces(book: Book) -> bool:
    """NBSP for a space or at the end, BOM before."""

    def change(text: str) -> str:
        way = book.dice.choice(("inside", "end", "before"))
        if way == "inside" and " " in text:
            return text.replace(" ", "\u00a0", 1)
        return "\ufeff" + text if way == "before" else text + "\u00a0"

    return _dirty(book, change, 0.15)


def m24_lost_am(book: Book) -> bool:
    """สานักงาน, ส ำนัก: read, and left as typed."""

    def change(text: str) -> str:
        return text.replace(_AM, _AA) if book.dice.random() < 0.7 else text.replace(_AM, f" {_AM}")

    touched = False
    for slot in _slots(book, "long"):
        if book.dice.random() < 0.25 and slot.truth == slot.raw and (told := change(slot.raw)) != slot.raw:
            slot.raw = slot.truth = told
            touched = True
    for draft in book.drafts:
        for head in draft.heads:
            if book.dice.random() < 0.5 and _AM in head.heading + head.group:
                head.heading = change(head.heading)
                touched = True
    return touched


_TYPOS = (
    ("งบประมาณ", "งบประมาน"), ("กลยุทธ์", "กลยุทธ"), ("ดำเนินการ", "ดำเนินการณ์"), ("สรุป", "สรุบ"), ("สถานะ", "สถาณะ"),
    ("โครงการ", "โครงการณ์"), ("เสนอแนะ", "เสนอเเน่ะ"), ("อุปสรรค", "อุปสรรด"), ("ร้อยละ", "ร้อยล่ะ"), ("หมายเหตุ", "หมายเหต"),
)  # fmt: skip


def m25_typos(book: Book) -> bool:
    """งบประมาน: headings and titles are recognised all the same, texts are left as typed."""
    touched = False
    for draft in book.drafts:
        for head in draft.heads:
            for right, wrong in _TYPOS:
                if right in head.heading and book.dice.random() < 0.3:
                    head.heading, touched = head.heading.replace(right, wrong, 1), True
        for title in draft.titles:
            for right, wrong in _TYPOS[:3]:
                if "title" in title.says and right in title.text and book.dice.random() < 0.3:
                    title.text, touched = title.text.replace(right, wrong, 1), True
                    title.meant = title.meant.replace(right, wrong, 1)
    return touched


def m32_bullets(book: Book) -> bool:
    """Several things in one cell, with bullets."""
    touched = False
    for slot in _slots(book, "long"):
        if slot.truth == slot.raw and "\n" in slot.raw and book.dice.random() < 0.6:
            lines = [re.sub(r"^[0-9๐-๙]+\) ", book.dice.choice(("- ", "• ", "")), one) for one in slot.raw.split("\n")]
            slot.raw = slot.truth = "\n".join(lines)
            touched = True
    return touched


def m33_repeats(book: Book) -> bool:
    """ต่าง ๆ, ต่างๆ."""
    told = ("จัดกิจกรรมต่าง ๆ ตามแผน", "จัดกิจกรรมต่างๆ ตามแผน", "ทุกโรงเรียนมีมาตรการต่าง 1 ที่ชัดเจน")
    slots = [slot for slot in _slots(book, "long") if slot.plain and slot.truth == slot.raw]
    for slot in slots[:2]:
        text = book.dice.choice(told)
        slot.spoil(text, text)
    return bool(slots)


def m40_phones(book: Book) -> bool:
    """Telephones in Thai digits or without their 0: text."""
    touched = False
    for draft in book.drafts:
        for label in draft.labels:
            if label.slot.kind == "phone":
                number = label.slot.raw
                told = book.dice.choice((thai_digits(number), number[1:], number.replace("-", "")[1:]))
                label.slot.raw = label.slot.truth = told
                touched = True
    return touched


def m41_ranks(book: Book) -> bool:
    """น.ส., ว่าที่ ร.ต.: the name is kept whole."""
    touched = False
    for slot in _slots(book, "person"):
        if slot.truth == slot.raw and "นางสาว" in slot.raw and book.dice.random() < 0.6:
            slot.raw = slot.truth = slot.raw.replace("นางสาว", book.dice.choice(("น.ส.", "น.ส. ", "นางสาว ")), 1)
            touched = True
    return touched


def m42_formula_texts(book: Book) -> bool:
    """Text that begins like a formula."""
    told = ["+ เพิ่มเติมตามเอกสารแนบ", "@ทีมงาน ส่งแล้วค่ะ", "-รออนุมัติ-"]
    told += ["=ดูไฟล์แนบ"] if book.container != "ods" else []
    slots = [slot for slot in _slots(book, "long") if slot.plain and slot.truth == slot.raw]
    for slot in book.dice.sample(slots, min(2, len(slots))):
        text = book.dice.choice(told)
        slot.spoil(text, text)
    return bool(slots)

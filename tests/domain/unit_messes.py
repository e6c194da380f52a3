"""What people make of a unit's name when they type it: parts left out, parts added, slips of the finger."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from domain.plan import UnitKind
from domain.thai import arabic, normalise, thai_digits
from domain.units.known import KnownUnit

KINDS = ("โรงเรียน", "รร.", "ร.ร.", "ร ร ", "รร", "รร. ", "", "")
BEFORE = ("", "", "", "ผอ.", "ธุรการ ", "ส่งของ ", "ครู", "สวัสดีค่ะ ", "ชื่อสมหญิง ธุรการ ")
AFTER = ("", "", "", "ค่ะ", " ครับ", " ด้วยค่ะ ดูแล 2 โรง", " ส่งยังคะ", " สพป.ศรีธารา เขต ๑", " สังกัดสพป.ศรีธารา เขต 1")
LETTERS = "กขคงจชดตทนบปพมยรลวสหอาิีุู่้ัเแ"
MARKS = re.compile("[\u0e31\u0e34-\u0e39\u0e47-\u0e4c]")


def slip(text: str, rng: random.Random) -> str:
    """The text with one letter wrong: lost, doubled, swapped with the next, or another one. Never a digit: it names."""
    at = rng.choice([at for at in range(1, len(text) - 1) if not re.search(r"\d", text[at : at + 2])])
    kind = rng.choice(("lost", "doubled", "swapped", "other"))
    if kind == "lost":
        return text[:at] + text[at + 1 :]
    if kind == "doubled":
        return text[:at] + text[at] + text[at:]
    if kind == "swapped":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice(LETTERS) + text[at + 1 :]


def without_a_mark(text: str, rng: random.Random) -> str:
    """A tone or a vowel above or below left out."""
    marks = [found.start() for found in MARKS.finditer(text)]
    at = rng.choice(marks) if marks else len(text)
    return text[:at] + text[at + 1 :]


def same_to_the_eye(text: str, rng: random.Random) -> str:
    """Other code points that look the same: เเ for แ, ํ+า for ำ, a zero-width space, Thai digits."""
    at = rng.randrange(len(text))
    text = text[:at] + "\u200b" + text[at:]
    return thai_digits(text.replace("แ", "เเ").replace("ำ", "ํา"))


def spelt(name: str) -> str:
    """What is left of a name without all that may be left out: namesakes are the same then."""
    bare = re.sub(r"^\s*(โรงเรียน|กลุ่มโรงเรียน|กลุ่ม|หน่วย)|\(.*|ฯ", "", arabic(normalise(name)))
    return re.sub(r"^(ชุมชนบ้าน|ชุมชนวัด|ชุมชน|บ้าน|วัด)|[\s.]", "", bare)


class Typist:
    """Somebody who types the names of units, never so wrong that it is another unit's very name: nobody could tell."""

    def __init__(self, units: Sequence[KnownUnit], seed: int) -> None:
        self._rng = random.Random(seed)  # noqa: S311 - the same messes in every run
        self._names = {spelt(name) for unit in units for name in (unit.name, *unit.short_names)}

    def types(self, unit: KnownUnit, slips: int) -> str:
        """One way to type the unit, with at most so many slips of the finger."""
        name = self._school(unit, slips) if unit.kind is UnitKind.SCHOOL else self._group(unit, slips)
        return self._rng.choice(BEFORE) + name + self._rng.choice(AFTER)

    def _school(self, unit: KnownUnit, slips: int) -> str:
        name = self._bracket(unit.name.removeprefix("โรงเรียน"))
        if self._rng.random() < 0.2:
            name = re.sub("^(ชุมชนบ้าน|ชุมชนวัด|บ้าน|วัด)", "", name)
        place = self._rng.choice(("", "", f" {unit.district}", f" อ.{unit.district}", f" อำเภอ{unit.district}"))
        return self._rng.choice(KINDS) + self._worn(name, slips) + place

    def _bracket(self, name: str) -> str:
        """The bracketed part dropped, without brackets, cut short, or as it is."""
        found = re.search(r"\s*\((.*?)\)", name)
        if not found:
            return name
        inside = found[1]
        ways = ("", "", f" {inside}", f"({inside})", f" ({inside})", f" ({inside[:6]}ฯ)")
        return name[: found.start()] + self._rng.choice(ways)

    def _group(self, unit: KnownUnit, slips: int) -> str:
        name = self._rng.choice((unit.name, unit.name, *unit.short_names))
        if self._rng.random() < 0.3:
            name = name.replace("งาน", "", 1)
        if self._rng.random() < 0.3:
            name = name.replace(" ", "")
        return self._worn(name, slips)

    def _worn(self, name: str, slips: int) -> str:
        if self._rng.random() < 0.3:
            name = same_to_the_eye(name, self._rng)
        for _ in range(slips):
            changed = self._rng.choice((slip, without_a_mark))(name, self._rng) if len(name) > 3 else name
            if spelt(changed) == spelt(name) or spelt(changed) not in self._names:
                name = changed
        return name

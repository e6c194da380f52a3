"""One file of the corpus: filled, retyped, spoiled and packed. The same seed gives the same file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.corpus import errors, messes_cells, messes_forms, messes_texts, words
from tests.corpus.canvas import draw
from tests.corpus.containers import ONE_SHEET, SUFFIX, pack
from tests.corpus.fill_emes import emes
from tests.corpus.fill_inspection import inspection
from tests.corpus.fill_project import own_pages, project
from tests.corpus.fill_strategy import strategy
from tests.corpus.model import Book, Made, dice_of
from tests.corpus.truth import truth_of

FILLS: dict[str, Callable[..., Book]] = {
    "strategy": strategy, "inspection": inspection, "emes": emes, "project": project,
}  # fmt: skip
KINDS = tuple(FILLS)
CONTAINERS = ("xlsx",) * 11 + ("xls", "xls", "ods", "ods", "html", "html", "csv", "csv_cp874", "csv_cp874", "tsv")
Mess = Callable[[Book], bool]
# In the order people make them: the form is worded and laid out, then filled, then copied about.
FORM_MESSES: dict[str, Mess] = {
    "M26": messes_forms.m26_other_headings, "title": messes_forms.other_title, "M27": messes_forms.m27_merged_down,
    "M29": messes_forms.m29_moved, "M30": messes_forms.m30_sums_and_signs, "M34": messes_forms.m34_short_names,
    "reordered": messes_forms.reorder, "added": messes_forms.add_column, "lost": messes_forms.lose_optional,
}  # fmt: skip
CELL_MESSES: dict[str, Mess] = {
    "M18": messes_cells.m18_ranges, "M03": messes_cells.m03_none_words, "M02": messes_cells.m02_dashes,
    "M28": messes_cells.m28_formulas, "M11": messes_cells.m11_thousand_point, "M10": messes_cells.m10_spelled,
    "M09": messes_cells.m09_level_words, "M07": messes_cells.m07_fractions, "M06": messes_cells.m06_percent_words,
    "M05": messes_cells.m05_classifiers, "M04": messes_cells.m04_baht, "M08": messes_cells.m08_targets,
    "M17": messes_cells.m17_christian_years, "M14": messes_cells.m14_buddhist_excel,
    "M15": messes_cells.m15_short_year_excel, "M16": messes_cells.m16_day_texts,
    "M13": messes_cells.m13_texts_and_numbers, "M01": messes_cells.m01_thai_digits,
}  # fmt: skip
TEXT_MESSES: dict[str, Mess] = {
    "M42": messes_texts.m42_formula_texts, "M33": messes_texts.m33_repeats, "M32": messes_texts.m32_bullets,
    "M41": messes_texts.m41_ranks, "M40": messes_texts.m40_phones, "M24": messes_texts.m24_lost_am,
    "M25": messes_texts.m25_typos, "M19": messes_texts.m19_two_e, "M20": messes_texts.m20_apart_am,
    "M21": messes_texts.m21_doubled, "M22": messes_texts.m22_unseen, "M23": messes_texts.m23_hard_spaces,
}  # fmt: skip
NAME_MESSES: dict[str, Mess] = {"M36": messes_forms.m36_lying_name, "M37": messes_forms.m37_second_copy}
BOOKS = frozenset({"xlsx", "ods"})  # containers of several sheets


@dataclass(frozen=True)
class Wish:
    """What file is wanted. `messes` None: as the dice fall; `errors` None: some, () none; `container` "": any."""

    kind: str
    container: str = ""
    messes: tuple[str, ...] | None = None
    errors: tuple[str, ...] | None = None
    year: int = 2570


def make(
    seed: int,
    kind: str,
    *,
    container: str = "",
    messes: tuple[str, ...] | None = None,
    errors: tuple[str, ...] | None = None,
    change: Callable[[Book], None] | None = None,
) -> Made:
    """The file of a seed. `messes` and `errors` by name; None: as the dice fall; an empty tuple: none.

    `change`: something done to the form when everything else is done.
    """
    book = filled(seed, Wish(kind, container, messes, errors))
    if change is not None:
        change(book)
    canvases = [draw(draft) for draft in book.drafts]
    others = [draw(draft) for draft in book.others]
    if book.container in ONE_SHEET:
        canvases[0].name = book.first.name = "กลยุทธ์" if book.container == "xls" else "Sheet1"
    front = book.dice.random() < 0.5
    sheets = [*others, *canvases] if front else [*canvases, *others]
    book.name = f"{book.name}.{SUFFIX[book.container]}"
    return Made(pack(book.container, sheets), book.name, truth_of(book, canvases) | {"seed": seed})


def filled(seed: int, wish: Wish) -> Book:
    """The book before it is packed."""
    dice = dice_of(seed, wish.kind)
    container = wish.container or dice.choice(CONTAINERS)
    thai = dice.random() < 0.45
    book = FILLS[wish.kind](dice, thai, wish.year)
    book.container = container
    if container in ONE_SHEET:
        _one_sheet(book)
    book.name = _name(book)
    _mess(book, FORM_MESSES, wish.messes, 0.35)
    if container in BOOKS:
        _mess(book, {"M31": partial(messes_forms.m31_last_year, fill=FILLS[wish.kind])}, wish.messes, 0.2)
        book.others += own_pages(book) if wish.kind == "project" and dice.random() < 0.7 else []
    _plant(book, wish.errors)
    _mess(book, CELL_MESSES, wish.messes, 0.4)
    _mess(book, TEXT_MESSES, wish.messes, 0.3)
    _mess(book, NAME_MESSES, wish.messes, 0.2)
    book.messes |= {"csv_cp874": {"M39"}, "xls": {"M35"}, "html": {"M35"}}.get(container, set())
    return book


def _one_sheet(book: Book) -> None:
    del book.drafts[1:]
    if book.kind == "inspection":
        book.subject = book.subject | {"topics": book.subject["topics"][:1]}


def _name(book: Book) -> str:
    which = next(iter(book.subject.values())) if book.kind != "inspection" else book.subject["agency"]
    whose = book.unit["name"] if book.unit else "ศรีธารา 1"
    return book.dice.choice(words.FILES[book.kind]).format(which if not isinstance(which, list) else which[0], whose)


def _mess(book: Book, table: dict[str, Mess], wanted: tuple[str, ...] | None, share: float) -> None:
    for name, mess in table.items():
        chosen = book.dice.random() < share if wanted is None else name in wanted
        if chosen and mess(book) and name.startswith("M"):
            book.messes.add(name)


def _plant(book: Book, wanted: tuple[str, ...] | None) -> None:
    plants = {plant.__name__: plant for plant in errors.PLANTS[book.kind]}
    if wanted is None:
        wanted = tuple(book.dice.sample(sorted(plants), book.dice.choice((0, 0, 1, 1, 1, 2, 3))))
    for name in wanted:
        if name in plants and plants[name](book):
            book.errors.append(name)

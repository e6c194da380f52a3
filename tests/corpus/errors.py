"""Errors planted on purpose: what is wrong, where it must be told, and what may be told besides because of it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from tests.corpus import district, words
from tests.corpus.model import Book, Draft, Line, Slot, Told

PLANT = Callable[[Book], bool]
SINGLE = "follows from a planted error"
QUOTIENTS = {
    "strategy": ("population", "achieved_n", "achieved_pct"),
    "inspection": ("target_n", "result_n", "result_pct"),
    "project": ("budget_allocated", "budget_spent", "spent_pct"),
}
NEEDED = {"strategy": ("population", "achieved_n", "score_level"), "inspection": ("result_n",),
          "emes": ("n_read", "emes_status"), "project": ("status",)}  # fmt: skip
LOSABLE = {"strategy": ("population", "achieved_n", "score_level"), "inspection": ("result_n", "target_n"),
           "emes": ("emes_status", "n_read"), "project": ("status", "budget_spent")}  # fmt: skip


def _lines(book: Book, *names: str) -> list[tuple[Draft, int, Line]]:
    """Main rows whose cells of these fields are filled, in columns that stand, and not touched by another error."""
    found = []
    for draft in book.drafts:
        taken = {one.line for one in draft.problems}
        taken |= {one.line for one in draft.warnings if one.code == "duplicate"}  # the row that stands twice
        for at, line in enumerate(draft.lines):
            whole = all(name in line.slots and draft.has(name) and line[name].truth not in (None, "") for name in names)
            if line.main and at not in taken and whole:
                found.append((draft, at, line))
    return found


def _pick(book: Book, *names: str) -> tuple[Draft, int, Line] | None:
    found = _lines(book, *names)
    return book.dice.choice(found) if found else None


def _may(draft: Draft, at: int, *told: tuple[str, str]) -> None:
    draft.warnings += [Told(code, name, at, why=SINGLE) for code, name in told]


def _row_in_doubt(draft: Draft, at: int, but: str = "") -> None:
    """Anything that follows in the row's other figures."""
    for name, slot in draft.lines[at].slots.items():
        if slot.kind in ("int", "money", "pct", "score") and name != but:
            _may(draft, at, ("inconsistent", name), ("not_in_range", name))


def unreadable_number(book: Book) -> bool:
    """l00, 3O2 (M12)."""
    kinds = {name for name, (_, _, kind) in words.PRINTED[book.kind].items() if kind in ("int", "money", "pct")}
    pairs = [(draft, at, name) for name in sorted(kinds) for draft, at, line in _lines(book, name)
             if isinstance(line[name].truth, int | float) and line[name].truth >= 10]  # fmt: skip
    if not pairs:
        return False
    draft, at, name = book.dice.choice(pairs)
    slot = draft.lines[at][name]
    told = f"{slot.truth:g}" if slot.truth < 1_000_000 else str(slot.truth)
    letters = {"0": "O", "1": "l", "5": "S"}
    swapped = [one for one in letters if one in told]
    broken = told.replace(swapped[0], letters[swapped[0]], 1) if swapped else told[:-1] + book.dice.choice("lO")
    told = book.dice.choice((broken, broken, "ประมาณ 8o", "รอข้อมูล"))
    slot.spoil(told, None)
    slot.accept, slot.doubts = [], []
    draft.problems.append(Told("unreadable_number", name, at, why=f"{told!r} is no number"))
    _row_in_doubt(draft, at, name)
    _may(draft, at, ("missing", name))
    book.messes.add("M12")
    return True


def inconsistent_quotient(book: Book) -> bool:
    """A per cent that is not the quotient."""
    if book.kind not in QUOTIENTS:
        return False
    whole, part, rate = QUOTIENTS[book.kind]
    picked = _pick(book, whole, part, rate)
    if picked is None:
        return False
    draft, at, line = picked
    right = line[rate].truth
    wrong = round(right - book.dice.uniform(8, 30), 2) if right > 50 else round(right + book.dice.uniform(8, 30), 2)
    line[rate].spoil(wrong, wrong)
    line[rate].accept, line[rate].doubts = [], []
    draft.problems.append(Told("inconsistent", rate, at, (whole, part), why="not the quotient of its neighbours"))
    _row_in_doubt(draft, at)
    _may(draft, at, ("missing", "evidence"))
    return True


def more_than_there_are(book: Book) -> bool:
    """Achieved more than the population."""
    picked = _pick(book, "population", "achieved_n", "achieved_pct") if book.kind == "strategy" else None
    if picked is None:
        return False
    draft, at, line = picked
    more = round(line["population"].truth * 1.15) + 1
    line["achieved_n"].spoil(more, more)
    line["achieved_n"].accept = []
    rate = round(more / line["population"].truth * 100, 2)
    line["achieved_pct"].spoil(rate, rate)
    line["achieved_pct"].accept = []
    draft.problems.append(Told("inconsistent", "achieved_n", at, ("population", "achieved_pct"), ("not_in_range",),
                               why="achieved more than there are"))  # fmt: skip
    _row_in_doubt(draft, at, "")
    return True


def left_is_wrong(book: Book) -> bool:
    """What is left is not allocated less spent."""
    picked = _pick(book, "budget_allocated", "budget_spent", "budget_left")
    if picked is None:
        return False
    draft, at, line = picked
    wrong = line["budget_left"].truth + book.dice.choice((1000, 2500, 90))
    line["budget_left"].spoil(wrong, wrong)
    draft.problems.append(
        Told("inconsistent", "budget_left", at, ("budget_allocated", "budget_spent"), why="not the difference")
    )
    _row_in_doubt(draft, at)
    return True


def reading_and_writing(book: Book) -> bool:
    """Reading and writing count different pupils."""
    picked = _pick(book, "n_read", "n_write") if book.kind == "emes" else None
    if picked is None:
        return False
    draft, at, line = picked
    wrong = line["n_write"].truth - book.dice.randint(1, 4)
    line["n_write"].spoil(wrong, wrong)
    draft.problems.append(Told("inconsistent", "n_write", at, ("n_read",), why="reading and writing differ"))
    _row_in_doubt(draft, at)
    return True


def levels_do_not_add_up(book: Book) -> bool:
    """The four levels are not the pupils."""
    picked = _pick(book, "n_read", "lv4", "lv3", "lv2", "lv1") if book.kind == "emes" else None
    if picked is None:
        return False
    draft, at, line = picked
    wrong = line["lv3"].truth + book.dice.randint(2, 9)
    line["lv3"].spoil(wrong, wrong)
    others = ("n_write", "lv4", "lv3", "lv2", "lv1")
    draft.problems.append(Told("inconsistent", "n_read", at, others, why="the levels do not add up"))
    _row_in_doubt(draft, at)
    return True


def out_of_range(book: Book) -> bool:
    """A level of 6; a state that is none of the form's words."""
    name = {"strategy": "score_level", "emes": "emes_status", "project": "status"}.get(book.kind)
    picked = _pick(book, name) if name else None
    if picked is None or name is None:
        return False
    draft, at, line = picked
    if book.kind == "strategy":
        level = book.dice.choice((6, 7, 0))
        line[name].spoil(level, level)
        line[name].accept = [None]
    else:
        told = book.dice.choice(
            ("ตามแผน", "OK", "รอ ผอ.", "เรียบร้อยดี") if book.kind == "project" else ("OK", "รอ", "ตามระบบ")
        )
        line[name].spoil(told, None)
        line[name].accept = [told]
    draft.problems.append(
        Told("not_in_range", name, at, alt_codes=("missing", "unreadable_number"), why="no such value")
    )
    _may(draft, at, ("inconsistent", name), ("missing", "evidence"), ("missing", "reported_on"))
    return True


def missing_cell(book: Book) -> bool:
    """A needed cell left empty."""
    name = book.dice.choice(NEEDED[book.kind])
    picked = _pick(book, name)
    if picked is None or (
        book.kind == "emes" and name != "emes_status" and picked[2]["emes_status"].truth != "รายงานแล้ว"
    ):
        return False
    draft, at, line = picked
    line[name].spoil("", None)
    line[name].accept, line[name].doubts = [], []
    draft.problems.append(Told("missing", name, at, why="left blank"))
    _row_in_doubt(draft, at)
    return True


def missing_evidence(book: Book) -> bool:
    """Level 4 or 5 without evidence."""
    picked = [one for one in _lines(book, "score_level", "evidence") if one[2]["score_level"].truth >= 4]
    if book.kind != "strategy" or not picked:
        return False
    draft, at, line = book.dice.choice(picked)
    if any(name == "evidence" and top <= at <= bottom for name, top, bottom in draft.down):
        return False
    line["evidence"].spoil(book.dice.choice(("", "-")), None)
    draft.problems.append(Told("missing", "evidence", at, why="level 4 or 5 needs evidence"))
    return True


def missing_indicator(book: Book) -> bool:
    """An indicator of the strategy is not there."""
    draft = book.first
    alone = [at for at, line in enumerate(draft.lines)
             if line.main and (at + 1 == len(draft.lines) or draft.lines[at + 1].main)]  # fmt: skip
    if book.kind != "strategy" or len(alone) < 2 or draft.problems or draft.down or draft.across:
        return False
    del draft.lines[book.dice.choice(alone)]
    draft.problems.append(Told("missing", "indicator_no", why="an indicator is not there"))
    return True


def lost_column(book: Book) -> bool:
    """A needed column is gone."""
    name = book.dice.choice(LOSABLE[book.kind])
    draft = book.first
    if draft.problems or not draft.has(name) or len(book.drafts) > 1:
        return False
    draft.heads.remove(draft.head(name))
    draft.problems.append(Told("missing", name, why="the column is gone"))
    for at, line in enumerate(draft.lines):
        _may(
            draft,
            at,
            *(("missing", other) for other in line.slots if line.slots[other].kind in ("int", "pct", "money")),
        )
    for line in draft.lines:  # formulas over it come to nothing
        for slot in line.slots.values():
            if isinstance(slot.raw, str) and f"[{name}]" in slot.raw:
                slot.raw = slot.shown
    return True


def duplicate_row(book: Book) -> bool:
    """The same indicator, school or project twice."""
    draft = book.first
    keys = {"strategy": ("indicator_no", "indicator_name"), "emes": ("smis_code", "school_name"),
            "project": ("project_code", "project_name")}.get(book.kind)  # fmt: skip
    picked = _pick(book, *keys) if keys else None
    if picked is None or keys is None or draft.down or draft.across:
        return False
    _, at, line = picked
    draft.lines.append(Line(deepcopy(line.slots)))
    last = len(draft.lines) - 1
    for warning in [one for one in draft.warnings if one.line == at]:
        draft.warnings.append(Told(warning.code, warning.field, last, why=warning.why))
    if "seq" in line.slots:
        draft.lines[last].slots["seq"] = Slot(last + 1, last + 1, "seq", "0")
    draft.problems.append(Told("duplicate", keys[0], last, (keys[1],), why="stands there already"))
    _may(draft, at, ("duplicate", keys[0]), ("duplicate", keys[1]))
    _may(draft, last, ("duplicate", keys[1]))
    return True


def unknown_school(book: Book) -> bool:
    """A school the district does not have, or two have the name and no code says which."""
    picked = _pick(book, "smis_code", "school_name") if book.kind == "emes" else None
    if picked is None:
        return False
    draft, at, line = picked
    slot = line["school_name"]
    told = book.dice.choice(("โรงเรียนบ้านดอนมะขาม", "โรงเรียนวัดสระเกตุ", "รร.บ้านใหม่"))
    slot.spoil(told, told)
    slot.accept = [told.replace("รร.", "โรงเรียน")]
    line["smis_code"].spoil("", None)
    line["smis_code"].accept = []
    _may(draft, at, ("missing", "smis_code"), ("missing", "district"), ("missing", "cluster"))
    if told == "รร.บ้านใหม่":
        for name in ("district", "cluster"):
            if draft.has(name) and not draft.down:
                line[name].spoil("", None)
        if draft.down:
            slot.spoil("โรงเรียนบ้านดอนมะขาม", "โรงเรียนบ้านดอนมะขาม")
            slot.accept = []
    others, codes = ("smis_code", "district"), ("missing", "inconsistent")
    draft.problems.append(Told("unknown_school", "school_name", at, others, codes, why="no such school, or two"))
    if book.unit_state == "known":
        book.unit, book.unit_state = None, "ambiguous"
    return True


def date_order(book: Book) -> bool:
    """The end before the start."""
    picked = _pick(book, "date_start", "date_end") if book.kind == "project" else None
    if picked is None or picked[0].across:
        return False
    draft, at, line = picked
    start, end = line["date_start"], line["date_end"]
    if start.truth >= end.truth:
        return False
    line.slots["date_start"], line.slots["date_end"] = end, start
    draft.problems.append(Told("date_order", "date_end", at, ("date_start",), why="the end is before the start"))
    return True


def over_budget(book: Book) -> bool:
    """Spent more than allocated."""
    found = [
        one
        for one in _lines(book, "budget_allocated", "budget_spent", "budget_left")
        if one[2]["budget_allocated"].truth
    ]
    if not found:
        return False
    draft, at, line = book.dice.choice(found)
    allocated = line["budget_allocated"].truth
    spent = allocated + book.dice.choice((500, 1200, 15000))
    line["budget_spent"].spoil(spent, spent)
    line["budget_left"].spoil(allocated - spent, allocated - spent)
    if "spent_pct" in line.slots:
        rate = round(spent / allocated * 100, 2)
        line["spent_pct"].spoil(rate, rate)
        line["spent_pct"].accept, line["spent_pct"].doubts = [], []
    draft.problems.append(Told("over_budget", "budget_spent", at, ("budget_allocated", "budget_left"),
                               why="spent more than allocated"))  # fmt: skip
    _row_in_doubt(draft, at)
    return True


def wrong_year(book: Book) -> bool:
    """The form is of another year than was asked for (M38)."""
    book.expected["fiscal_year_be"] = book.year + book.dice.choice((1, 1, -1))
    for draft in book.drafts:
        draft.problems.append(Told("wrong_year", "fiscal_year_be", title="year", why="another year was asked for"))
        for at in range(len(draft.lines)):
            _may(draft, at, *(("wrong_year", name) for name in ("date_start", "date_end", "reported_on")))
    book.messes.add("M38")
    return True


def wrong_round(book: Book) -> bool:
    """The form is of another round than was asked for (M38)."""
    others = [one for one in words.ROUNDS[book.kind] if one != book.round]
    book.expected["round"] = book.dice.choice(others)
    for draft in book.drafts:
        draft.problems.append(Told("wrong_round", "round", title="round", why="another round was asked for"))
    book.messes.add("M38")
    return True


def wrong_form(book: Book) -> bool:
    """The form is about another subject than was asked for."""
    if book.kind == "strategy":
        book.expected["subject"] = {"strategy_no": book.subject["strategy_no"] % 4 + 1}
        book.expected.pop("indicators", None)
    elif book.kind == "emes":
        book.expected["subject"] = {"item": book.subject["item"] % len(district.ITEMS) + 1}
    elif book.kind == "inspection":
        told = set(book.subject["topics"])
        others = [topic.no for policy in district.POLICIES for topic in policy.topics if topic.no not in told]
        book.expected["subject"] = book.subject | {"topics": [book.dice.choice(others)]}
    else:
        return _other_project(book)
    for one in book.drafts:
        one.problems.append(Told("wrong_form", "subject", title="subject", why="another subject was asked for"))
    return True


def _other_project(book: Book) -> bool:
    """Another project was asked for: told at each row."""
    draft = book.first
    codes = {line["project_code"].truth for line in draft.lines}
    if draft.problems:
        return False
    others = [f"{book.year % 100}-{one.code}" for one in district.PROJECTS]
    book.expected["subject"] = {"project_code": book.dice.choice([code for code in others if code not in codes])}
    for at in range(len(draft.lines)):
        draft.problems.append(
            Told("wrong_form", "project_code", at, ("project_name",), why="another project was asked for")
        )
    return True


def wrong_agency(book: Book) -> bool:
    """The topics are those asked for, the inspector is another one."""
    if book.kind != "inspection" or "subject" in book.expected:
        return False
    other = next(one for one in district.AGENCIES if one != book.subject["agency"])
    book.expected["subject"] = book.subject | {"agency": other}
    for one in book.drafts:
        one.problems.append(Told("wrong_form", "agency", title="agency", why="another inspector asked"))
    return True


def other_form(book: Book) -> bool:
    """Another form altogether was asked for."""
    if "subject" in book.expected:
        return False
    others = [kind for kind in words.PRINTED if kind != book.kind]
    book.expected |= {"kind": book.dice.choice(others), "subject": {}}
    book.expected.pop("indicators", None)
    book.first.problems.append(Told("wrong_form", "kind", title="title", why="another form was asked for"))
    return True


PLANTS: dict[str, tuple[PLANT, ...]] = {
    "strategy": (
        unreadable_number, inconsistent_quotient, more_than_there_are, left_is_wrong, out_of_range, missing_cell,
        missing_evidence, over_budget, duplicate_row, missing_indicator, lost_column, wrong_year, wrong_round,
        wrong_form, other_form,
    ),
    "inspection": (
        unreadable_number, inconsistent_quotient, missing_cell, lost_column, wrong_year, wrong_round,
        wrong_form, wrong_agency, other_form,
    ),
    "emes": (
        unreadable_number, reading_and_writing, levels_do_not_add_up, out_of_range, missing_cell, duplicate_row,
        unknown_school, lost_column, wrong_year, wrong_round, wrong_form, other_form,
    ),
    "project": (
        unreadable_number, inconsistent_quotient, left_is_wrong, out_of_range, missing_cell, date_order, over_budget,
        duplicate_row, lost_column, wrong_year, wrong_round, wrong_form, other_form,
    ),
}  # fmt: skip

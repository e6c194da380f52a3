"""Messes of the whole form: wording, layout, extra sheets, file names (domain.md 4.6: M26, M27, M29-M31, M34-M37)."""

from __future__ import annotations

from collections.abc import Callable

from domain.thai import thai_digits
from tests.corpus import words
from tests.corpus.model import Book, Draft, Head, Told

DOWN = {"strategy": "evidence", "inspection": "data_source", "emes": "cluster", "project": "group"}


def m26_other_headings(book: Book) -> bool:
    """Headings as people retype them."""
    share = book.dice.choice((0.15, 0.3, 0.6))
    for draft in book.drafts:
        groups = {head.group for head in draft.heads if head.group}
        renamed = {group: book.dice.choice(words.GROUP_DRIFT[group]) for group in sorted(groups)
                   if book.dice.random() < share}  # fmt: skip
        for head in draft.heads:
            head.group = renamed.get(head.group, head.group)
            drifts = words.DRIFT[draft.kind].get(head.field, ())
            if drifts and book.dice.random() < share:
                head.heading = book.dice.choice(drifts)
        if not book.thai:
            for head in draft.heads:
                head.heading = head.heading.replace("๑–๕", "1–5")
    return True


def other_title(book: Book) -> bool:
    """Another wording of the titles and labels."""
    dice = book.dice
    title, year = dice.choice(words.TITLES[book.kind]), dice.choice(words.YEARS).format(book.year)
    round_ = dice.choice(words.ROUNDS[book.kind][book.round]).format(before=book.year - 1, year=book.year)
    for draft in book.drafts:
        for line in draft.titles:
            if "title" in line.says:
                line.text = _digits(book, " ".join(title.format(year=year, round=round_).split()))
            elif book.kind == "strategy" and "round" in line.says:
                office = dice.choice(("สพป.ศรีธารา เขต 1", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต 1"))
                line.text = _digits(book, f"{office} {round_}")
            elif book.kind == "project" and "round" in line.says:
                line.text = _digits(book, f"สพป.ศรีธารา เขต 1 {round_}")
        for label in draft.labels:
            choices = (
                words.INFORMERS
                if (book.kind, label.field) == ("inspection", "reporter")
                else words.LABELS.get(label.field)
            )
            if choices and dice.random() < 0.3:
                label.text = dice.choice(choices)
    return True


def _digits(book: Book, text: str) -> str:
    return thai_digits(text) if book.thai else text


def m27_merged_down(book: Book) -> bool:
    """One cell over several rows."""
    if book.container not in ("xlsx", "xls", "ods", "html"):
        return False
    touched = False
    for draft in book.drafts:
        name = DOWN[draft.kind]
        at = book.dice.randrange(max(1, len(draft.lines) - 1))
        last = min(len(draft.lines) - 1, at + book.dice.choice((1, 1, 2)))
        if last <= at or not draft.has(name):
            continue
        first = draft.lines[at][name]
        for line in draft.lines[at + 1 : last + 1]:
            line[name].spoil("", first.truth)
        if first.truth:
            draft.down.append((name, at, last))
            touched = True
    return touched


def m29_moved(book: Book) -> bool:
    """Rows above, an empty first column, an empty row before the headings."""
    dice = book.dice
    for draft in book.drafts:
        draft.above = dice.sample(words.ABOVE, dice.choice((0, 1, 1, 2)))
        draft.right = dice.choice((0, 0, 1)) if book.kind != "strategy" or dice.random() < 0.7 else 0
        draft.gap = dice.random() < 0.3 and not draft.tight
    book.layout["shifted"] = True
    return True


def m30_sums_and_signs(book: Book) -> bool:
    """A row of sums, notes and signatures after the data."""
    for draft in book.drafts:
        draft.total_word = book.dice.choice(words.SUM_WORDS)
        draft.notes = book.dice.sample(words.NOTES, book.dice.choice((0, 1, 1)))
        if book.kind == "project" and len(draft.lines) > 1 and book.dice.random() < 0.5:
            draft.totals = ("budget_allocated", "budget_spent", "budget_left")
    return True


def m31_last_year(book: Book, fill: Callable[..., Book]) -> bool:
    """Last year's sheet still in the file, hidden or not."""
    old = fill(book.dice, book.thai, book.year - 1).first
    old.visible = book.dice.random() < 0.3 and book.kind != "inspection"
    old.name = book.dice.choice((f"ปี {book.year - 1}", f"{book.first.name[:20]} ({book.year - 1})", "ของเดิม"))
    book.others.append(old)
    return True


def m34_short_names(book: Book) -> bool:
    """รร.บ้านใหม่: the school's other writings; its code says which."""
    touched = False
    for draft in book.drafts:
        for line in draft.lines:
            slot = line.slots.get("school_name")
            if slot is None or not slot.plain or book.dice.random() < 0.4:
                continue
            told = slot.raw.replace("โรงเรียน", book.dice.choice(("รร.", "ร.ร.", "", "โรงเรียน ", "รร. ")), 1)
            slot.accept = [*slot.accept, slot.raw, slot.raw.replace("โรงเรียน", "", 1)]
            slot.raw = slot.truth = told
            touched = True
    return touched


def m36_lying_name(book: Book) -> bool:
    """A file name that says nothing."""
    book.name = book.dice.choice(words.LIES)
    return True


def m37_second_copy(book: Book) -> bool:
    """The name of a file that was sent before."""
    book.name += book.dice.choice((" (1)", " (2)", " - Copy", " - สำเนา"))
    return True


def reorder(book: Book) -> bool:
    """Two neighbouring columns change places."""
    for draft in book.drafts:
        pairs = [at for at in range(1, len(draft.heads) - 1) if draft.heads[at].group == draft.heads[at + 1].group]
        at = book.dice.choice(pairs)
        if {draft.heads[at].field, draft.heads[at + 1].field} & {"date_start", "indicator_name", "smis_code", "seq"}:
            continue
        draft.heads[at], draft.heads[at + 1] = draft.heads[at + 1], draft.heads[at]
        book.layout["reordered"] = [draft.heads[at].field, draft.heads[at + 1].field]
    return "reordered" in book.layout


def add_column(book: Book) -> bool:
    """A column the form does not know."""
    heading, cells = book.dice.choice(words.ADDED)
    for draft in book.drafts:
        spots = [at for at in range(4, len(draft.heads) + 1) if at == len(draft.heads) or _between(draft, at)]
        draft.heads.insert(book.dice.choice(spots), Head("", heading, cells=list(cells)))
    book.layout["added"] = heading
    return True


def _between(draft: Draft, at: int) -> bool:
    before, after = draft.heads[at - 1], draft.heads[at]
    return not before.group or before.group != after.group


OPTIONAL = {"strategy": ("note", "suggestions"), "inspection": ("attachments", "innovation", "suggest_policy"),
            "emes": ("cluster", "problems"), "project": ("problems", "owner")}  # fmt: skip


def lose_optional(book: Book) -> bool:
    """A column the office can do without is gone."""
    name = book.dice.choice(OPTIONAL[book.kind])
    for draft in book.drafts:
        if draft.has(name) and not any(name == one for one, _, _ in draft.down):
            draft.heads.remove(draft.head(name))
            draft.warnings.append(Told("missing", name, why="a column that is not needed is gone"))
            book.layout["lost"] = name
    return True

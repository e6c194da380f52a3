"""The notes of a sheet with ours among them: one note a cell, after what somebody else has written there.

Ours are known by their author. Some programs forget authors: then a note is ours that stands in a cell of our colours,
or begins with our title. A note we only added to is known by the line that parts its words from ours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from domain.forms.grid import address
from reports.marked_sheet import Place, parsed_place
from reports.marked_xml import Edits, Node, as_text, outline

_LOOK: Final = '<rPr>{bold}<sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr>'
_MOST: Final = 30_000  # letters; Excel shows 32,767
_BREAK: Final = re.compile(rb"(?:\r|&#13;|&#x0*d;)?(?:\n|&#10;|&#x0*a;)\Z", re.IGNORECASE)
_RUNS: Final = ("t", "r")


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said at one cell."""

    title: str
    text: str


@dataclass(slots=True)
class Outcome:
    """The notes part as it is to be, the cells whose notes went, the cells that have a new one."""

    xml: bytes
    gone: set[Place] = field(default_factory=set)
    new: set[Place] = field(default_factory=set)


def no_notes(uri: str) -> bytes:
    """A notes part without notes."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<comments xmlns="{uri}"><authors/><commentList/></comments>'.encode()


@dataclass(frozen=True, slots=True)
class Signs:
    """What our notes are known by: their author, the title they begin with, the cells painted by us."""

    author: str
    title: str
    painted: Collection[Place]


def with_notes(xml: bytes, notes: Mapping[Place, Note], signs: Signs) -> Outcome:
    """The part without our old notes and with these."""
    outcome = Outcome(xml)
    _take_out(outcome, signs)
    _put_in(outcome, notes, signs.author)
    return outcome


def _divider(author: str) -> str:
    return f"──── {author} ────"


def _authors(root: Node, xml: bytes) -> list[str]:
    section = root.first("authors")
    nodes = section.all("author") if section else ()
    return [_content(node, xml) for node in nodes]


def _content(node: Node, xml: bytes) -> str:
    """The text of an element without entities in it: enough to know our own."""
    return xml[node.inner : node.inner_end].decode("utf-8", "replace").strip()


def _comments(root: Node) -> list[Node]:
    section = root.first("commentList")
    return list(section.all("comment")) if section else []


def _take_out(outcome: Outcome, signs: Signs) -> None:
    xml = outcome.xml
    root = outline(xml)
    authors = {str(number): name for number, name in enumerate(_authors(root, xml))}
    edits = Edits(xml)
    divider = _divider(signs.author)
    for comment in _comments(root):
        place = parsed_place(comment.attributes.get("ref", ""))
        words = _words(comment, xml)
        author = authors.get(comment.attributes.get("authorId", ""), "")
        nameless = not author and (place in signs.painted or words.startswith(f"{signs.title}\n"))
        if any(divider.encode() in xml[one.inner : one.inner_end] for _, one in _runs(comment)):
            _cut(comment, edits, divider.encode())
        elif author == signs.author or nameless:
            edits.replace(comment.start, comment.end, b"")
            if place:
                outcome.gone.add(place)
    outcome.xml = edits.result()


def _words(comment: Node, xml: bytes) -> str:
    """The text of a note."""
    return "".join(
        unescape(xml[words.inner : words.inner_end].decode("utf-8", "replace")) for _, words in _runs(comment)
    )


def _cut(comment: Node, edits: Edits, divider: bytes) -> None:
    """Take out of somebody's note what we had added: all from our line on, with the line break before it."""
    runs = _runs(comment)
    contents = [edits.xml[words.inner : words.inner_end] for _, words in runs]
    first = next(number for number, content in enumerate(contents) if divider in content)
    for run, _ in runs[first + 1 :]:
        edits.replace(run.start, run.end, b"")
    run, words = runs[first]
    before = contents[first].partition(divider)[0]
    if before.strip():
        edits.replace(words.inner, words.inner_end, _BREAK.sub(b"", before))
        return
    edits.replace(run.start, run.end, b"")
    if not before and first:  # a program has put the line break into the run before
        last = runs[first - 1][1]
        edits.replace(last.inner, last.inner_end, _BREAK.sub(b"", contents[first - 1]))


def _runs(comment: Node) -> list[tuple[Node, Node]]:
    """The pieces of a note's text, each with the element that holds its words."""
    text = comment.first("text")
    pieces = [(one, one if one.name == "t" else one.first("t")) for one in text.children] if text else []
    return [(run, words) for run, words in pieces if words is not None and run.name in _RUNS]


def _put_in(outcome: Outcome, notes: Mapping[Place, Note], author: str) -> None:
    if not notes:
        return
    xml = outcome.xml
    root = outline(xml)
    edits = Edits(xml)
    theirs = {parsed_place(one.attributes.get("ref", "")): one for one in _comments(root)}
    number = _author_number(root, edits, author)
    new = []
    for place, note in sorted(notes.items()):
        if place in theirs:
            _add_to(theirs[place], note, edits, author)
        else:
            new.append(_comment(root, place, note, number))
            outcome.new.add(place)
    if new:
        _append_new(root, edits, b"".join(new))
    outcome.xml = edits.result()


def _author_number(root: Node, edits: Edits, author: str) -> int:
    known = _authors(root, edits.xml)
    if author in known:
        return known.index(author)
    piece = f"<{root.prefix}author>".encode() + as_text(author) + f"</{root.prefix}author>".encode()
    section = root.first("authors")
    if section is None:
        piece = f"<{root.prefix}authors>".encode() + piece + f"</{root.prefix}authors>".encode()
        edits.replace(root.inner, root.inner, piece)
    else:
        edits.append(section, piece)
    return len(known)


def _append_new(root: Node, edits: Edits, comments: bytes) -> None:
    section = root.first("commentList")
    if section is not None:
        edits.append(section, comments)
        return
    tag = f"{root.prefix}commentList".encode()
    before = root.first("authors")
    at = before.end if before else root.inner
    edits.replace(at, at, b"<%s>%s</%s>" % (tag, comments, tag))


def _comment(root: Node, place: Place, note: Note, author: int) -> bytes:
    prefix = root.prefix
    head = f'<{prefix}comment ref="{address(*place)}" authorId="{author}"><{prefix}text>'
    runs = _run(prefix, note.title, bold=True) + _run(prefix, f"\n{note.text[:_MOST]}")
    return head.encode() + runs + f"</{prefix}text></{prefix}comment>".encode()


def _run(prefix: str, text: str, *, bold: bool = False) -> bytes:
    """A piece of text in one look."""
    look = _LOOK.format(bold="<b/>" if bold else "").replace("<", f"<{prefix}").replace(f"<{prefix}/", f"</{prefix}")
    start = f'<{prefix}r>{look}<{prefix}t xml:space="preserve">'
    return start.encode() + as_text(text) + f"</{prefix}t></{prefix}r>".encode()


def _add_to(comment: Node, note: Note, edits: Edits, author: str) -> None:
    """Our words after theirs."""
    text = comment.first("text")
    prefix = comment.prefix
    piece = _run(prefix, f"\n{_divider(author)}\n", bold=True) + _run(prefix, f"{note.title}\n{note.text[:_MOST]}")
    if text is None:
        whole = f"<{prefix}text>".encode() + piece + f"</{prefix}text>".encode()
        edits.append(comment, whole)
        return
    runs = [one for one in text.children if one.name in _RUNS]
    for one in runs:
        if one.name == "t":  # text without a look cannot stand beside text with one
            edits.replace(one.start, one.start, f"<{prefix}r>".encode())
            edits.replace(one.end, one.end, f"</{prefix}r>".encode())
    if runs:
        edits.replace(runs[-1].end, runs[-1].end, piece)
    elif text.hollow:
        edits.append(text, piece)
    else:
        edits.replace(text.inner, text.inner, piece)

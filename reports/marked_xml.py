"""XML by its byte offsets: where elements stand, and changes made to the bytes around them.

A tree written out again is never quite the file that came in. Here everything that is not changed keeps its bytes:
prefixes, declarations nobody uses, white space, what newer programs have added.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape

from domain.errors import UnreadableFileError

_SEPARATOR: Final = "\n"
_DEEPEST: Final = 256
_TAG: Final = re.compile(rb"<[^\s/>]+(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE: Final = re.compile(rb"\s([^\s=/>\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_DECLARED: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"'][^>]*\?>")
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_ANY_DECLARATION: Final = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_PLAIN: Final = frozenset({"utf-8", "us-ascii", "ascii"})
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPE_LIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(slots=True)
class Node:
    """An element: its bytes are `start` to `end`, its content `inner` to `inner_end`.

    `uri` is its namespace, `prefix` what is written before its name, with the colon. Attributes by their names without
    a prefix; where two share one, the plain one counts.
    """

    name: str
    prefix: str
    uri: str
    attributes: Mapping[str, str]
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def hollow(self) -> bool:
        """Written as one tag, `<a/>`."""
        return self.inner == self.end

    def all(self, name: str) -> Iterator[Node]:
        """The children of that name and of this element's own namespace."""
        return (child for child in self.children if child.name == name and child.uri == self.uri)

    def first(self, name: str) -> Node | None:
        """The first of them."""
        return next(self.all(name), None)

    def raw(self, xml: bytes) -> bytes:
        """Its bytes."""
        return xml[self.start : self.end]

    def tag(self, xml: bytes) -> bytes:
        """The bytes of its start tag."""
        return xml[self.start : self.inner]


def as_utf8(xml: bytes) -> bytes:
    """The same document in UTF-8, untouched when it is that already."""
    if xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        declared = _DECLARED.match(xml)
        encoding = declared[1].decode("ascii", "replace").lower().replace("windows-", "cp") if declared else "utf-8"
        if encoding in _PLAIN:
            return xml
    try:
        text = xml.decode(encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise UnreadableFileError("damaged", str(error)) from error
    return _ANY_DECLARATION.sub(_DECLARATION, text, count=1).encode()


def tag_at(xml: bytes, at: int) -> bytes:
    """The start tag that begins there."""
    found = _TAG.match(xml, at)
    if found is None:
        raise UnreadableFileError("damaged", "a tag without an end")
    return found[0]


def local_attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes by their names without namespace and prefix."""
    named = {name: value for name, value in attributes.items() if _SEPARATOR not in name and ":" not in name}
    for name, value in attributes.items():
        if _SEPARATOR in name:
            named.setdefault(name.split(_SEPARATOR)[1], value)
        elif ":" in name:
            named.setdefault(name.rpartition(":")[2], value)
    return named


def refusing_parser(*, namespaces: bool = True) -> expat.XMLParserType:
    """A parser that refuses what no workbook has: a document type, and with it entities."""
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR if namespaces else None)
    parser.namespace_prefixes = namespaces
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def run(parser: expat.XMLParserType, xml: bytes) -> None:
    """Let it read the document; UnreadableFileError when it is no XML."""
    try:
        parser.Parse(xml, True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise UnreadableFileError("damaged", str(error)) from error


def _refuse(*_: object) -> None:
    raise UnreadableFileError("damaged", "a document type")


def split_name(name: str) -> tuple[str, str, str]:
    """Namespace, local name and prefix (with its colon) of a name as the parser tells it."""
    parts = name.split(_SEPARATOR)
    if len(parts) == 1:
        prefix, colon, local = name.rpartition(":")
        return "", local, prefix + colon
    return parts[0], parts[1], f"{parts[2]}:" if len(parts) > 2 else ""  # noqa: PLR2004  (URI, name and prefix)


class _Walk:
    def __init__(self, xml: bytes, parser: expat.XMLParserType, depth: int) -> None:
        self.xml, self.parser, self.most = xml, parser, depth
        self.open: list[Node] = []
        self.depth = 0
        self.root: Node | None = None
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > self.most:
            if self.depth > _DEEPEST:
                raise UnreadableFileError("damaged", "too deep")
            return
        at = self.parser.CurrentByteIndex
        uri, local, prefix = split_name(name)
        inner = at + len(tag_at(self.xml, at))
        node = Node(local, prefix, uri, local_attributes(attributes), at, inner)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def end(self, _: str) -> None:
        self.depth -= 1
        if self.depth >= self.most:
            return
        node = self.open.pop()
        if self.xml[node.inner - 2 : node.inner] == b"/>":
            node.inner_end = node.end = node.inner
        else:
            node.inner_end = self.parser.CurrentByteIndex
            node.end = self.xml.index(b">", node.inner_end) + 1


def outline(xml: bytes, *, depth: int = _DEEPEST, namespaces: bool = True) -> Node:
    """The elements of a document down to `depth`; without namespaces also of a piece cut out of one."""
    parser = refusing_parser(namespaces=namespaces)
    walk = _Walk(xml, parser, depth)
    run(parser, xml)
    assert walk.root is not None  # else the parser would have refused
    return walk.root


class Edits:
    """Changes to some bytes, gathered and then made at once."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self._pieces: list[tuple[int, int, bytes]] = []

    def replace(self, start: int, end: int, piece: bytes) -> None:
        """Put a piece in the place of what stands between two offsets; what is put in at one place keeps its order."""
        self._pieces.append((start, end, piece))

    def append(self, node: Node, piece: bytes) -> None:
        """Put a piece in as the last content of an element."""
        if not node.hollow:
            self.replace(node.inner_end, node.inner_end, piece)
            return
        tag = node.tag(self.xml)
        opened = tag[:-2].rstrip() + b">"
        self.replace(node.start, node.end, opened + piece + closing(tag))

    def result(self) -> bytes:
        """The bytes with every change made."""
        done = 0
        parts: list[bytes] = []
        for start, end, piece in sorted(self._pieces, key=lambda one: one[:2]):
            parts += self.xml[done:start], piece
            done = max(done, end)
        return b"".join((*parts, self.xml[done:]))


def closing(tag: bytes) -> bytes:
    """The end tag that belongs to a start tag."""
    name = re.match(rb"<([^\s/>]+)", tag)
    assert name is not None
    return b"</" + name[1] + b">"


def with_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    """A start tag with an attribute set, or taken out for None; the others stay as they are written."""
    wanted = name.encode()
    piece = b"" if value is None else b" %s=%s" % (wanted, quoted(value))
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == wanted:
            return tag[: found.start()] + piece + tag[found.end() :]
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:at].rstrip() + piece + tag[at:]


def attribute_of(tag: bytes, name: str) -> str | None:
    """An attribute of a start tag as written; for those that hold numbers and references."""
    wanted = name.encode()
    found = (one[2][1:-1] for one in _ATTRIBUTE.finditer(tag) if one[1] == wanted)
    value = next(found, None)
    return None if value is None else value.decode("utf-8", "replace")


def quoted(text: str) -> bytes:
    """An attribute's value with its quotes."""
    return b'"' + escape(text, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}).encode("utf-8", "replace") + b'"'


def as_text(text: str) -> bytes:
    """Text as a workbook's XML holds it: always text, whatever it begins with or looks like."""
    plain = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return escape(_ESCAPE_LIKE.sub("_x005F_", plain)).encode("utf-8", "replace")

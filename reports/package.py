"""An xlsx file as the parts it is made of, so that one can be changed and every other stay as it is, byte for byte."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from domain.errors import UnreadableFileError
from reports.filled_guard import guard
from reports.filled_kind import FileKind, kind_of, kind_of_archive, opened

TYPES: Final = "[Content_Types].xml"
ROOT_RELATIONS: Final = "_rels/.rels"
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_RELATIONS: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, UnicodeError)


def attribute(tag: str, name: str) -> str:
    """An attribute of a tag as it is written, empty where it has none."""
    found = re.search(rf"(?<![\w:]){name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return (found[1] or found[2] or "") if found else ""


class Package:
    """The parts by their names. Raises UnreadableFileError for what is no xlsx file, with the reason."""

    def __init__(self, data: bytes) -> None:
        archive = opened(data)
        if archive is None:
            kind_of(data)
            raise UnreadableFileError("not_a_table", "not xlsx")
        try:
            with archive:
                if kind_of_archive(archive) is not FileKind.XLSX:
                    raise UnreadableFileError("not_a_table", "not xlsx")
                guard(archive, len(data))
                self._infos = archive.infolist()
                self._parts = {info.filename: archive.read(info) for info in self._infos}
        except _BROKEN as error:
            raise UnreadableFileError("damaged", str(error)) from error
        self._new: list[str] = []

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def text(self, name: str) -> str:
        """A part's XML; UnreadableFileError where there is none or it is not UTF-8."""
        try:
            return self._parts[name].decode("utf-8-sig")
        except (KeyError, UnicodeError) as error:
            raise UnreadableFileError("damaged", name) from error

    def raw(self, name: str) -> bytes:
        """A part as it is; KeyError where there is none."""
        return self._parts[name]

    def put(self, name: str, text: str) -> None:
        """Change a part, or add it."""
        if name not in self._parts:
            self._new.append(name)
        self._parts[name] = text.encode()

    def bytes(self) -> bytes:
        """The file: the parts in the order they had, new ones at the end."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for info in self._infos:
                target.writestr(_copied(info), self._parts[info.filename])
            for name in self._new:
                fresh = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                fresh.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(fresh, self._parts[name])
        return out.getvalue()

    def free(self, pattern: str) -> str:
        """The first name of that pattern ({} for a number) which no part has."""
        return next(name for n in range(1, 10_000) if (name := pattern.format(n)) not in self._parts)

    def targets(self, source: str, kind: str) -> list[tuple[str, str]]:
        """(id, part) of what the part named `source` ("" for the whole) points to, where the type ends in `kind`."""
        relations = _relations_of(source)
        if relations not in self._parts:
            return []
        tags = _RELATION.findall(self.text(relations))
        folder = posixpath.dirname(source)
        return [
            (
                attribute(tag, "Id"),
                posixpath.normpath(posixpath.join(f"/{folder}", attribute(tag, "Target"))).lstrip("/"),
            )
            for tag in tags
            if attribute(tag, "Type").endswith(f"/{kind}")
        ]

    def relate(self, source: str, part: str, kind: str) -> str:
        """Make `source` point to a part; the relation's id. `kind`: the whole type."""
        relations = _relations_of(source)
        text = self.text(relations) if relations in self._parts else _HEAD + _RELATIONS
        taken = {attribute(tag, "Id") for tag in _RELATION.findall(text)}
        ident = next(name for n in range(1, 10_000) if (name := f"rIdTidtam{n}") not in taken)
        tag = _tag(text, "Relationships", "Relationship")
        new = f"<{tag} Id={quoteattr(ident)} Type={quoteattr(kind)} Target={quoteattr('/' + part)}/>"
        self.put(relations, before_end(text, "Relationships", new))
        return ident

    def declare(self, part: str, content_type: str) -> None:
        """Say what kind of content a new part has."""
        text = self.text(TYPES)
        tag = _tag(text, "Types", "Override")
        new = f"<{tag} PartName={quoteattr('/' + part)} ContentType={quoteattr(content_type)}/>"
        self.put(TYPES, before_end(text, "Types", new))


def _relations_of(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels") if source else ROOT_RELATIONS


def _resolved(source: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(f"/{posixpath.dirname(source)}", target)).lstrip("/")


def _copied(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(info.filename, info.date_time)
    copy.compress_type, copy.external_attr, copy.create_system = (
        info.compress_type,
        info.external_attr,
        info.create_system,
    )
    return copy


def prefix_of(text: str, element: str) -> str:
    """The prefix with which an element is written, with its colon; UnreadableFileError where there is none."""
    found = re.search(rf"<(\w+:)?{element}[\s/>]", text)
    if found is None:
        raise UnreadableFileError("damaged", f"no {element}")
    return found[1] or ""


def _tag(text: str, parent: str, child: str) -> str:
    return prefix_of(text, parent) + child


def before_end(text: str, element: str, new: str) -> str:
    """The text with something added as the last inside an element, also where that was empty and closed itself."""
    prefix = prefix_of(text, element)
    end = text.rfind(f"</{prefix}{element}>")
    if end >= 0:
        return text[:end] + new + text[end:]
    empty = re.search(rf"<{prefix}{element}(\s[^>]*?)?\s*/>", text)
    if empty is None:
        raise UnreadableFileError("damaged", f"no end of {element}")
    return f"{text[: empty.start()]}<{prefix}{element}{empty[1] or ''}>{new}</{prefix}{element}>{text[empty.end() :]}"


def counted(text: str, element: str, attributes: Mapping[str, str]) -> str:
    """The text with attributes of the first such element set."""
    found = re.search(rf"<{prefix_of(text, element)}{element}\b[^>]*>", text)
    assert found is not None
    tag = found[0]
    for name, value in attributes.items():
        if attribute(tag, name):
            old = re.search(rf"(?<![\w:]){name}\s*=\s*[\"']([^\"']*)", tag)
            tag = tag[: old.start(1)] + value + tag[old.end(1) :] if old else tag
    return text[: found.start()] + tag + text[found.end() :]


def xml_text(text: str) -> str:
    """Text for between two tags."""
    return escape(text)

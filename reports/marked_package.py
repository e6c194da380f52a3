"""A workbook as a package of parts: read by name, some replaced or added, all others copied as they lie there."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from urllib.parse import unquote

from domain.errors import UnreadableFileError
from reports.marked_xml import Edits, Node, as_utf8, outline, quoted

_TYPES: Final = "[Content_Types].xml"
_RELATIONS_URI: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION_BASE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip member can bear
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_UTF8_NAME: Final = 0x800
_TRAILING_SIZES: Final = 0x08
_NEEDED: Final = 20  # version 2.0 of the format: deflate
_LEVEL: Final = 6
_MOST: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part says of another one: an id, a kind such as `worksheet`, the other's name."""

    ident: str
    kind: str
    target: str


class Package:
    """The parts of a workbook. Names are found whatever their case and slashes, as the format has it."""

    def __init__(self, archive: zipfile.ZipFile, data: bytes) -> None:
        self._archive, self._data = archive, data
        self._members = {_key(name): info for name, info in archive.NameToInfo.items()}
        self._changed: dict[str, bytes] = {}
        self._added: dict[str, str] = {}  # key -> name

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return _key(name) in self._members or _key(name) in self._changed

    def read(self, name: str) -> bytes:
        """A part's bytes in UTF-8; UnreadableFileError when there is none."""
        key = _key(name)
        if key in self._changed:
            return self._changed[key]
        if key not in self._members:
            raise UnreadableFileError("damaged", f"no {name}")
        return self._archive.read(self._members[key])

    def xml(self, name: str) -> bytes:
        """A part's XML, in UTF-8 whatever it was written in."""
        return as_utf8(self.read(name))

    def put(self, name: str, content: bytes) -> None:
        """Replace a part, or add it after all others."""
        key = _key(name)
        if key not in self._members:
            self._added.setdefault(key, name)
        elif key not in self._changed and self._archive.read(self._members[key]) == content:
            return
        self._changed[key] = content

    def fresh(self, pattern: str) -> str:
        """A name no part has yet; the pattern has one place for a number."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def ending_with(self, suffix: str) -> list[str]:
        """The names of the parts that end so."""
        names = [info.filename for info in self._members.values()] + list(self._added.values())
        return [name for name in names if name.lower().endswith(suffix)]

    def result(self) -> bytes:
        """The package with its changes. What is not changed is not even unpacked."""
        if not self._changed:
            return self._data
        writing = _Writing()
        for info in self._archive.infolist():
            key = _key(info.filename)
            if key in self._changed and info is self._members[key]:
                writing.pack(info, self._changed[key])
            else:
                writing.copy(info, self._packed(info))
        for key, name in self._added.items():
            writing.pack(zipfile.ZipInfo(name, _EPOCH), self._changed[key])
        return writing.result()

    def _packed(self, info: zipfile.ZipInfo) -> bytes:
        """A member's bytes as they lie in the file, compressed."""
        head = self._data[info.header_offset : info.header_offset + _LOCAL.size]
        if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
            raise UnreadableFileError("damaged", info.filename)
        *_, name_size, extra_size = _LOCAL.unpack(head)
        at = info.header_offset + _LOCAL.size + name_size + extra_size
        packed = self._data[at : at + info.compress_size]
        if len(packed) != info.compress_size:
            raise UnreadableFileError("damaged", info.filename)
        return packed


class _Writing:
    """A zip file as it grows."""

    def __init__(self) -> None:
        self._file = BytesIO()
        self._directory: list[bytes] = []

    def pack(self, info: zipfile.ZipInfo, content: bytes) -> None:
        """Add a member with new content."""
        deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = deflate.compress(content) + deflate.flush()
        flags = info.flag_bits & _UTF8_NAME
        self._add(info, packed, (flags, zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content)))

    def copy(self, info: zipfile.ZipInfo, packed: bytes) -> None:
        """Add a member as it is."""
        flags = info.flag_bits & ~_TRAILING_SIZES
        self._add(info, packed, (flags, info.compress_type, info.CRC, info.file_size))

    def _add(self, info: zipfile.ZipInfo, packed: bytes, told: tuple[int, int, int, int]) -> None:
        flags, method, checksum, size = told
        name, flags = _name(info, flags)
        year, month, day, hour, minute, second = info.date_time
        moment = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
        needed = max(_NEEDED, info.extract_version)
        common = (needed, flags, method, *moment, checksum, len(packed), size, len(name))
        at = self._file.tell()
        if at + len(packed) > _MOST:
            raise UnreadableFileError("too_large", "zip")
        self._file.write(_LOCAL.pack(b"PK\x03\x04", *common, 0) + name + packed)
        made_by = info.create_system << 8 | max(info.create_version, needed)
        entry = _CENTRAL.pack(
            b"PK\x01\x02", made_by, *common, 0, 0, 0, info.internal_attr, info.external_attr & _MOST, at
        )
        self._directory.append(entry + name)

    def result(self) -> bytes:
        """The whole file."""
        at, directory = self._file.tell(), b"".join(self._directory)
        count = len(self._directory)
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), at, 0)
        return self._file.getvalue() + directory + end


def _name(info: zipfile.ZipInfo, flags: int) -> tuple[bytes, int]:
    """A member's name as it stood in the file."""
    if not flags & _UTF8_NAME:
        try:
            return info.orig_filename.encode("cp437"), flags
        except UnicodeEncodeError:
            flags |= _UTF8_NAME
    return info.orig_filename.encode(), flags


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


class Relations:
    """What one part says of others; "" stands for the package itself."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._folder, base = posixpath.split(part)
        self._name = posixpath.join(self._folder, "_rels", f"{base}.rels")
        self._xml = package.xml(self._name) if package.has(self._name) else _no_relations()
        self._root = outline(self._xml, depth=2)
        self.every = [_relation(node, self._folder) for node in self._root.all("Relationship") if _is_inside(node)]

    @property
    def base(self) -> str:
        """What the kinds begin with: the strict form of the format has other words."""
        for node in self._root.all("Relationship"):
            address, _, kind = node.attributes.get("Type", "").rpartition("/")
            if kind == "officeDocument":
                return address
        return _RELATION_BASE

    def of_kind(self, kind: str) -> Relation | None:
        """The first of a kind."""
        return next((one for one in self.every if one.kind == kind), None)

    def of_id(self, ident: str) -> Relation | None:
        """The one of an id."""
        return next((one for one in self.every if one.ident == ident), None)

    def add(self, base: str, kind: str, target: str) -> str:
        """Say something more; the new id."""
        taken = {node.attributes.get("Id", "") for node in self._root.all("Relationship")}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        told = quoted(f"{base}/{kind}"), quoted(f"/{target}")
        piece = f"<{self._root.prefix}Relationship".encode() + b' Id="rId%d" Type=%s Target=%s/>' % (number, *told)
        edits = Edits(self._xml)
        edits.append(self._root, piece)
        self._xml = edits.result()
        self._root = outline(self._xml, depth=2)
        self.every.append(Relation(f"rId{number}", kind, target))
        self._package.put(self._name, self._xml)
        return f"rId{number}"


def _no_relations() -> bytes:
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return head + f'<Relationships xmlns="{_RELATIONS_URI}"/>'.encode()


def _is_inside(node: Node) -> bool:
    return node.attributes.get("TargetMode") != "External"


def _relation(node: Node, folder: str) -> Relation:
    told = node.attributes
    target = unquote(told.get("Target", "")).replace("\\", "/")
    name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(told.get("Id", ""), told.get("Type", "").rpartition("/")[2], name)


def tell_type(package: Package, part: str, content_type: str) -> None:
    """Say what a new part is."""
    _tell(package, "Override", "PartName", f"/{part}", content_type)


def tell_extension(package: Package, extension: str, content_type: str) -> None:
    """Say what all parts of an extension are, unless that is said."""
    root = outline(package.xml(_TYPES), depth=2)
    if not any(node.attributes.get("Extension", "").lower() == extension for node in root.all("Default")):
        _tell(package, "Default", "Extension", extension, content_type)


def _tell(package: Package, tag: str, attribute: str, value: str, content_type: str) -> None:
    xml = package.xml(_TYPES)
    root = outline(xml, depth=2)
    told = attribute.encode(), quoted(value), quoted(content_type)
    piece = f"<{root.prefix}{tag}".encode() + b" %s=%s ContentType=%s/>" % told
    edits = Edits(xml)
    if tag == "Default" and (first := next(iter(root.children), None)):
        edits.replace(first.start, first.start, piece)  # these stand before the others
    else:
        edits.append(root, piece)
    package.put(_TYPES, edits.result())


def type_of(package: Package, part: str) -> str:
    """The content type of a part, as its own entry tells it."""
    root = outline(package.xml(_TYPES), depth=2)
    own = (node for node in root.all("Override") if _key(node.attributes.get("PartName", "")) == _key(part))
    found = next(own, None)
    return found.attributes.get("ContentType", "") if found else ""

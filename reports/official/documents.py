"""Official documents as Word files that staff go on editing. The same document and moment give the same bytes.

A template is a Word file with Jinja in it (docxtpl): code, run in a sandbox. What a document says is data and never
run, whatever it looks like. Whoever imports this module loads docxtpl and python-docx, about 15 MB.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from domain.errors import TidtamError
from reports.official.faces import Face, MemoFace, MinutesFace, OrderFace, face_of, places_of
from reports.official.model import Official
from reports.official.word import pack
from reports.official.writing import Writing

DOCX_MIME: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CREATOR: Final = "ติดตาม"
SHIPPED: Final = Path(__file__).parent / "templates"
_TEMPLATES: Final[dict[type[Face], str]] = {
    MemoFace: "memo.docx",
    OrderFace: "order.docx",
    MinutesFace: "minutes.docx",
}
_TITLES: Final[dict[type[Face], str]] = {
    MemoFace: "บันทึกข้อความ",
    OrderFace: "คำสั่ง",
    MinutesFace: "รายงานการประชุม",
}
_UNFIT: Final = (OpcError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError)


class OfficialTemplateError(TidtamError):
    """This Word template cannot be used."""


def to_docx(document: Official, *, made_at: datetime, thai_digits: bool = True, folder: Path | None = None) -> bytes:
    """The document as a docx file.

    `folder`: where an office keeps templates of its own, under the names of those that ship; what is not there is
    taken from those. OfficialTemplateError names the template and what is wrong with it.
    """
    face = face_of(document, Writing(thai_digits))
    name = _TEMPLATES[type(face)]
    template = _opened(_path(name, folder))
    _check(template, name, type(face))
    try:
        template.render({place: getattr(face, place) for place in face.__slots__}, _environment())
    except (TemplateError, *_UNFIT) as wrong:
        raise OfficialTemplateError(f"{name}: {wrong}") from wrong
    _date(template, _TITLES[type(face)], made_at)
    if not thai_digits:
        _number_pages_with_arabic_digits(template)
    return _packed(template)


def check_templates(folder: Path) -> None:
    """Raise OfficialTemplateError for the first of an office's templates that cannot be used."""
    for face, name in _TEMPLATES.items():
        if (folder / name).is_file():
            _check(_opened(folder / name), name, face)


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template whose broken XML is an error: docxtpl mends it silently, and what it cannot mend is lost."""

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml.encode())
        return super().fix_tables(xml)


def _path(name: str, folder: Path | None) -> Path:
    own = folder / name if folder else None
    return own if own and own.is_file() else SHIPPED / name


def _opened(path: Path) -> _Template:
    template = _Template(io.BytesIO(path.read_bytes()))
    try:
        template.init_docx()
    except _UNFIT as wrong:
        raise OfficialTemplateError(f"{path.name}: {wrong}") from wrong
    return template


def _environment() -> SandboxedEnvironment:
    """Where templates run: no name may be missing, no value may be taken for XML or for code."""
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_harmless)
    del environment.filters["safe"]
    return environment


def _harmless(value: object) -> object:
    """Text without XML, nor the braces that docxtpl makes out of {_{ in what was rendered."""
    return Markup(escape(value).replace("{", "&#123;").replace("}", "&#125;")) if isinstance(value, str) else value


def _check(template: _Template, name: str, face: type[Face]) -> None:
    """Every place of the face must be in the template, and nothing else: a slip must not drop what an order says."""
    try:
        asked, own = _asked(template)
    except TemplateError as wrong:
        raise OfficialTemplateError(f"{name}: {wrong}") from wrong
    places = places_of(face)
    if unknown := asked - places - own:
        raise OfficialTemplateError(f"{name}: unknown fields {', '.join(sorted(unknown))}")
    if missing := places - asked:
        raise OfficialTemplateError(f"{name}: missing fields {', '.join(sorted(missing))}")


def _asked(template: _Template) -> tuple[set[str], set[str]]:
    """Names and attributes that a template reads, and the names that it sets itself."""
    asked: set[str] = set()
    own: set[str] = {"loop"}
    for tree in _trees(template):
        if next(tree.find_all(nodes.EvalContextModifier), None):
            raise TemplateError("autoescape")
        for node in tree.find_all(nodes.Name):
            (asked if node.ctx == "load" else own).add(node.name)
        for node in tree.find_all(nodes.Getattr):
            if not (isinstance(node.node, nodes.Name) and node.node.name == "loop"):
                asked.add(node.attr)
    return asked, own


def _trees(template: _Template) -> list[nodes.Template]:
    environment = _environment()
    texts = [template.get_xml()]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        texts += [template.get_part_xml(part) for _, part in template.get_headers_footers(uri)]
    return [environment.parse(template.patch_xml(text)) for text in texts]


def _date(template: _Template, title: str, made_at: datetime) -> None:
    """The file's own facts: not the template's, nor the present moment."""
    facts = template.docx.core_properties
    facts.title, facts.author, facts.last_modified_by, facts.revision = title, CREATOR, CREATOR, 1
    facts.created = facts.modified = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def _number_pages_with_arabic_digits(template: _Template) -> None:
    for numbering in template.docx.element.body.iter("{*}pgNumType"):
        for attribute in [name for name in numbering.attrib if name.endswith("}fmt")]:
            del numbering.attrib[attribute]


def _packed(template: _Template) -> bytes:
    loose = io.BytesIO()
    template.save(loose)
    with zipfile.ZipFile(loose) as source:
        return pack({name: source.read(name) for name in source.namelist()})

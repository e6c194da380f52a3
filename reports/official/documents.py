"""Official documents as Word files that staff go on editing. The same document and moment give the same bytes.

A template is a Word file with Jinja in it (docxtpl): code, run in a sandbox. What a document says is data and never
run, whatever it looks like. Whoever imports this module loads docxtpl and python-docx, about 25 MB.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from reports.official.faces import Face, MemoFace, MinutesFace, OrderFace, face_of, places_of
from reports.official.folder import OfficialTemplateError, garuda_of, template_path
from reports.official.model import Official
from reports.official.word import CREATOR, FRAME_NAME, PICTURE, pack
from reports.official.writing import Writing

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


def to_docx(
    document: Official, *, made_at: datetime, thai_digits: bool = True, folder: Path | None = None, mark: str = ""
) -> bytes:
    """The document as a docx file. `mark`: kept among its keywords, by which it is known when it comes back.

    `folder`: where an office keeps templates and a Garuda of its own (`reports.official.folder`); what is not there is
    taken from what ships. OfficialTemplateError names the file and what is wrong with it.
    """
    face = face_of(document, Writing(thai_digits))
    name = _TEMPLATES[type(face)]
    template = _opened(template_path(name, folder))
    _check(template, name, type(face))
    try:
        template.render({place: getattr(face, place) for place in face.__slots__}, _environment())
    except (TemplateError, *_UNFIT) as wrong:
        raise OfficialTemplateError(f"{name}: {wrong}") from wrong
    _date(template, _TITLES[type(face)], made_at)
    template.docx.core_properties.keywords = mark
    if not thai_digits:
        _number_pages_with_arabic_digits(template)
    crest = garuda_of(folder)
    if crest:
        _widen_frame(template, crest[1])
    return _packed(template, {PICTURE: crest[0]} if crest else {})


def check_templates(folder: Path) -> None:
    """Raise OfficialTemplateError with every one of an office's own files that cannot be used."""
    checks: list[Callable[[], object]] = [partial(garuda_of, folder)]
    checks += [partial(_check_own, folder, *one) for one in _TEMPLATES.items()]
    problems = []
    for check in checks:
        try:
            check()
        except OfficialTemplateError as wrong:
            problems.append(str(wrong))
    if problems:
        raise OfficialTemplateError("\n".join(problems))


def _check_own(folder: Path, face: type[Face], name: str) -> None:
    if (folder / name).is_file():
        _check(_opened(folder / name), name, face)


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template whose broken XML is an error: docxtpl mends it silently, and what it cannot mend is lost."""

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml.encode())
        return super().fix_tables(xml)


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
    if not isinstance(value, str):
        return value
    return Markup(str(escape(value)).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - escaped here


def _check(template: _Template, name: str, face: type[Face]) -> None:
    """Every place of the face must be in the template, and nothing else: a slip must not drop what an order says."""
    try:
        asked = _asked(template)
    except TemplateError as wrong:
        raise OfficialTemplateError(f"{name}: {wrong}") from wrong
    places = places_of(face)
    if unknown := asked - places:
        raise OfficialTemplateError(f"{name}: unknown fields {', '.join(sorted(unknown))}")
    if missing := places - asked:
        raise OfficialTemplateError(f"{name}: missing fields {', '.join(sorted(missing))}")


def _asked(template: _Template) -> set[str]:
    """The names of what is given that a template reads, and the attributes it reads of anything but its loops."""
    asked: set[str] = set()
    for tree in _trees(template):
        if next(tree.find_all(nodes.EvalContextModifier), None):
            raise TemplateError("autoescape must stay on")
        asked |= meta.find_undeclared_variables(tree) - _environment().globals.keys()
        for read in tree.find_all(nodes.Getattr):
            if not (isinstance(read.node, nodes.Name) and read.node.name == "loop"):
                asked.add(read.attr)
    return asked


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


def _widen_frame(template: _Template, ratio: float) -> None:
    """Give the Garuda's frame the width that belongs to its height."""
    for drawing in template.docx.element.body.iter("{*}inline", "{*}anchor"):
        if any(named.get("name") == FRAME_NAME for named in drawing.iter("{*}docPr")):
            for size in drawing.iter("{*}extent", "{*}ext"):
                size.set("cx", str(round(int(size.get("cy")) * ratio)))


def _packed(template: _Template, instead: dict[str, bytes]) -> bytes:
    """The file; of parts that are there, those `instead` are put in their places."""
    loose = io.BytesIO()
    template.save(loose)
    with zipfile.ZipFile(loose) as source:
        return pack({name: instead.get(name) or source.read(name) for name in source.namelist()})

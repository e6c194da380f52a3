"""An office's own templates: used where they are, refused by name where they would drop or break what is written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from reports.official import draw_templates
from reports.official.documents import check_templates, to_docx
from reports.official.folder import SHIPPED, OfficialTemplateError
from reports.official.pictures import to_pdf, to_preview
from reports.official.word import PICTURE
from tests.reports.official_samples import DOCUMENTS, MEMO, MINUTES, NOW, ORDER, edited, lines_of, opened


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", draw_templates.TEMPLATES)
def test_templates_that_ship_are_those_that_are_drawn(name: str) -> None:
    drawn = draw_templates.TEMPLATES[name]()
    assert parts_of((SHIPPED / name).read_bytes()) == parts_of(drawn), "python -m reports.official.draw_templates"


def test_an_offices_own_template_is_used_and_the_others_are_those_that_ship(tmp_path: Path) -> None:
    own = edited(tmp_path, "memo.docx", ("สิ่งที่ส่งมาด้วย", "เอกสารแนบ"))
    check_templates(own)

    assert "เอกสารแนบ" in lines_of(opened(to_docx(MEMO, made_at=NOW, folder=own)))
    assert to_docx(ORDER, made_at=NOW, folder=own) == to_docx(ORDER, made_at=NOW)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("{{ subject }}", "{{ subjekt }}"), "memo.docx: unknown fields subjekt"),
        (("signer.name", "signer.nmae"), "memo.docx: unknown fields nmae"),
        (("{{ subject }}", ""), "memo.docx: missing fields subject"),
        (("signer.name", "to.name"), "memo.docx: .*has no attribute 'name'"),
        (("{{ subject }}", "{{ subject"), "memo.docx: "),
        (("{{ subject }}", "{{ subject|safe }}"), "memo.docx: No filter named 'safe'"),
        (("{{ subject }}", "{% autoescape false %}{{ subject }}{% endautoescape %}"), "memo.docx: autoescape"),
        (("{{ subject }}", "{{ subject.__class__ }}"), "memo.docx: unknown fields __class__"),
        (("{{ subject }}", "{{ subject['__class__'] }}"), "memo.docx: access to attribute '__class__'"),
        (("{{ subject }}", "{{ subject }}</w:t>"), "memo.docx: "),
    ],
)
def test_a_template_that_would_not_do_is_refused_and_the_slip_named(
    tmp_path: Path, change: tuple[str, str], complaint: str
) -> None:
    own = edited(tmp_path, "memo.docx", change)

    with pytest.raises(OfficialTemplateError, match=complaint):
        to_docx(MEMO, made_at=NOW, folder=own)


def test_a_condition_that_tears_a_table_is_refused_and_loses_nothing_silently(tmp_path: Path) -> None:
    tearing = (("{{ ended }}", "{{ ended }}{% if not ended %}"), ("ผู้จดรายงาน", "{% endif %}ผู้จดรายงาน"))
    own = edited(tmp_path, "minutes.docx", *tearing)

    with pytest.raises(OfficialTemplateError, match=r"minutes\.docx"):
        to_docx(MINUTES, made_at=NOW, folder=own)


def test_slips_are_found_before_anything_is_written_with_a_template(tmp_path: Path) -> None:
    """Also inside a list that today's document leaves empty."""
    own = edited(tmp_path, "order.docx", ("{{ person.duty }}", "{{ person.duti }}"))

    with pytest.raises(OfficialTemplateError, match=r"order.docx: unknown fields duti"):
        check_templates(own)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip"])
def test_what_is_no_word_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "minutes.docx").write_bytes(content)

    with pytest.raises(OfficialTemplateError, match=r"minutes\.docx"):
        check_templates(tmp_path)


def test_an_offices_garuda_stands_in_its_frame_at_its_own_width(tmp_path: Path) -> None:
    Image.new("RGB", (110, 100), "#b00020").save(tmp_path / "garuda.png")
    picture = (tmp_path / "garuda.png").read_bytes()

    order = to_docx(ORDER, made_at=NOW, folder=tmp_path)
    (frame,) = opened(order).inline_shapes
    assert parts_of(order)[PICTURE] == picture
    assert (round(frame.height.cm, 2), round(frame.width.cm, 2)) == (3, 3.3)

    for document in DOCUMENTS[:2]:
        with Image.open(io.BytesIO(to_preview(document, folder=tmp_path))) as seen:
            red = seen.convert("RGB").getcolors(1 << 20) or []
        assert any(colour == (0xB0, 0, 0x20) for _, colour in red)
        assert to_pdf(document, made_at=NOW, folder=tmp_path) != to_pdf(document, made_at=NOW)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\nbroken"])
def test_a_garuda_that_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "garuda.png").write_bytes(content)

    with pytest.raises(OfficialTemplateError, match=r"garuda\.png"):
        check_templates(tmp_path)

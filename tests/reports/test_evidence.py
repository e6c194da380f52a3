"""Photos, scans and documents: what they are, and the identity of the blank that they show."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from domain.forms.identity import Identity
from reports.evidence import look
from reports.seen import Kind, Seen
from tests.reports.paper import Shot, as_jpeg, as_pdf, page, photo, picture_of

BLANK = Identity("ST-2570-R6", "ST3", "SUPERVISION", 1)
OTHER = Identity("ST-2570-R6", "ST1", "GENERAL", 1)
SHEET = page(BLANK.encode())
AS_PHONES_DO = {
    "straight": Shot(),
    "turned a little": Shot(turn=8, light=0.7),
    "turned half": Shot(turn=45, fills=0.8, width=2000),
    "on its side": Shot(turn=90),
    "upside down": Shot(turn=183),
    "aslant": Shot(slant=0.08, turn=-5),
    "very aslant": Shot(slant=0.15, width=3024),
    "dim, weak and noisy, packed hard": Shot(light=0.45, contrast=0.6, noise=25, quality=40),
    "bright": Shot(light=1.4),
    "out of focus": Shot(blur=1.2, quality=40),
    "a small photo": Shot(width=1108, quality=60),
    "a large photo": Shot(width=3472, blur=2, quality=60),
    "a part of a larger one": Shot(width=3024, fills=0.5),
}


@pytest.mark.parametrize("shot", AS_PHONES_DO.values(), ids=AS_PHONES_DO)
def test_the_code_of_a_printed_blank_is_read_from_a_photo(shot: Shot) -> None:
    assert look(photo(SHEET, shot)) == Seen(Kind.PICTURE, identities=(BLANK,))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_read_whichever_way_the_phone_was_held(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert look(as_jpeg(SHEET, exif=exif)).identities == (BLANK,)


def test_a_sheet_without_a_code_and_a_code_of_somebody_else_name_nothing() -> None:
    assert look(photo(page(), Shot())) == Seen(Kind.PICTURE)
    assert look(photo(page("https://example.com/x"), Shot())) == Seen(Kind.PICTURE)
    assert look(photo(page(BLANK.encode()[:-1] + "x"), Shot())) == Seen(Kind.PICTURE)


def test_two_blanks_in_a_photo_are_both_named() -> None:
    both = Image.new("L", (2480, 1754), 255)
    both.paste(SHEET, (0, 0))
    both.paste(page(OTHER.encode()), (1240, 0))
    assert set(look(as_jpeg(both)).identities) == {BLANK, OTHER}


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "TIFF"])
def test_pictures_of_other_kinds_are_looked_at_too(kind: str) -> None:
    out = io.BytesIO()
    SHEET.save(out, kind)
    assert look(out.getvalue()) == Seen(Kind.PICTURE, identities=(BLANK,))


def test_a_code_on_nothing_is_dark_on_white() -> None:
    code, out = picture_of(BLANK.encode()), io.BytesIO()
    Image.merge("LA", (code, code.point(lambda grey: 255 - grey))).save(out, "PNG")
    assert look(out.getvalue()).identities == (BLANK,)


def test_a_scan_is_a_pdf_whose_pages_are_looked_at() -> None:
    assert look(as_pdf(SHEET)) == Seen(Kind.PDF, 1, (BLANK,))
    assert look(as_pdf(page(), page(), page(OTHER.encode()))) == Seen(Kind.PDF, 3, (OTHER,))


def test_only_the_first_pages_of_a_long_pdf_are_looked_at() -> None:
    assert look(as_pdf(*[page()] * 5, SHEET)) == Seen(Kind.PDF, 6)


def test_a_printed_identity_in_a_pdf_is_read() -> None:
    assert look(pdf_that_says(BLANK.encode())) == Seen(Kind.PDF, 1, (BLANK,))


def test_a_pdf_that_is_locked_or_broken_is_a_pdf_all_the_same() -> None:
    whole = as_pdf(SHEET)
    assert look(whole[: len(whole) // 3]).kind is Kind.PDF
    assert look(b"%PDF-1.7\nnothing") == Seen(Kind.PDF)
    assert look(locked_pdf()) == Seen(Kind.PDF)


def test_a_page_as_large_as_a_field_is_not_drawn() -> None:
    assert look(pdf_that_says("x", width=10**7, height=3)) == Seen(Kind.PDF, 1)
    assert look(pdf_that_says("x", width=14_000, height=1)) == Seen(Kind.PDF, 1)


def test_text_and_pictures_of_a_word_file_are_looked_at() -> None:
    text = BLANK.encode()
    assert look(word_file(f"<w:t>{text[:9]}</w:t></w:r><w:r><w:t>{text[9:]}</w:t>")).identities == (BLANK,)
    assert look(word_file("<w:t>x</w:t>", picture=photo(SHEET, Shot()))) == Seen(Kind.DOCUMENT, identities=(BLANK,))
    assert look(word_file("<w:t>x</w:t>")) == Seen(Kind.DOCUMENT)


def test_slides_open_documents_and_old_ones_are_documents() -> None:
    assert look(zipped({"ppt/presentation.xml": b"", "ppt/slides/slide1.xml": b""})).kind is Kind.DOCUMENT
    writer = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": BLANK.encode().encode()}
    assert look(zipped(writer)) == Seen(Kind.DOCUMENT, identities=(BLANK,))
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "WordDocument".encode("utf-16-le")
    assert look(old + BLANK.encode().encode("utf-16-le")) == Seen(Kind.DOCUMENT, identities=(BLANK,))
    assert look(b"{\\rtf1 x}").kind is Kind.DOCUMENT


def test_tables_programs_and_the_rest_are_no_evidence_by_themselves() -> None:
    tables = [zipped({"xl/workbook.xml": b"", "[Content_Types].xml": b""}), zipped({"Index/Document.iwa": b""})]
    others = [
        *tables,
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        b"PK\x03\x04",
        b"",
        b"a,b",
    ]
    assert [look(data).kind for data in others] == [Kind.OTHER] * len(others)


def test_files_put_together_are_not_looked_into() -> None:
    archives = [zipped({"a.txt": b"x", "b.pdf": as_pdf(SHEET)}), b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c"]
    assert [look(data) for data in archives] == [Seen(Kind.ARCHIVE)] * 3


def test_what_a_phone_records_is_known_by_its_brand() -> None:
    assert look(bytes(4) + b"ftypheic" + bytes(40)) == Seen(Kind.PICTURE)
    assert look(bytes(4) + b"ftypmp42" + bytes(40)) == Seen(Kind.VIDEO)


def test_a_picture_that_would_unpack_to_gigabytes_is_not_unpacked() -> None:
    rows = zlib.compress(bytes(1000))
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    assert look(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")) == Seen(
        Kind.PICTURE
    )


def test_a_part_that_unpacks_to_more_than_a_document_holds_is_read_in_part() -> None:
    endless = b" " * (40 * 1024 * 1024) + BLANK.encode().encode()
    assert look(zipped({"word/document.xml": endless})) == Seen(Kind.DOCUMENT)


WHOLE = {
    "jpeg": as_jpeg(SHEET.resize((310, 438))),
    "pdf": as_pdf(page().resize((310, 438))),
    "word": b"",
}


@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 4000), st.binary(min_size=1, max_size=30))
def test_bytes_that_somebody_has_broken_are_never_a_reason_to_fail(kind: str, at: int, broken: bytes) -> None:
    data = WHOLE[kind] or word_file("<w:t>x</w:t>", picture=WHOLE["jpeg"])
    look(data[:at] + broken + data[at + len(broken) :])


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def word_file(runs: str, picture: bytes = b"") -> bytes:
    """As much of a .docx as anybody looks at."""
    body = f'<?xml version="1.0"?><w:document><w:body><w:p><w:r>{runs}</w:r></w:p></w:body></w:document>'
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode()}
    return zipped({**parts, "word/media/image1.jpeg": picture} if picture else parts)


def pdf_that_says(text: str, *, width: int = 595, height: int = 842, encrypt: str = "") -> bytes:
    """A PDF of one page with a line of text, written by hand."""
    stream = f"BT /F1 9 Tf 40 40 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R"
        "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj%s endobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(f"trailer<</Size 5/Root 1 0 R{encrypt}>>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def locked_pdf() -> bytes:
    """One that asks for a password: no password makes these keys."""
    key = "41" * 32
    encrypt = f"/ID[<{'00' * 16}><{'00' * 16}>]/Encrypt<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -44>>"
    return pdf_that_says(BLANK.encode(), encrypt=encrypt)

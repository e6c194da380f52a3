"""Photos as they are printed, whatever was sent; the pictures on a report's sheets; all of it in a reader's bounds."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

import openpyxl
import pytest
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from domain.albums import Fault, Flaw, flaws_of, is_alike
from handlers.file_reading import FileReader
from reports.book_pictures import book_pictures
from reports.print_copy import many_on_one, print_copy
from reports.reading_room import ReadingRoom
from tests.reports.hostile import CASES
from tests.reports.photos import blurred, held, packed, photo, scene
from tests.samples.making import MANIFEST, definitions, zipped


@pytest.fixture(scope="module")
def reader() -> Iterator[FileReader]:
    room = ReadingRoom(most=1, seconds=60)
    yield FileReader(room, definitions(), ())
    room.close()


@pytest.fixture(scope="module")
def hurried() -> Iterator[FileReader]:
    """As the product has it: what takes longer than five seconds is ended with its process, which is no accident."""
    room = ReadingRoom(most=1)
    yield FileReader(room, definitions(), ())
    room.close()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_copy_stands_upright_whichever_way_the_phone_was_held(orientation: int) -> None:
    copy = print_copy(held(3, orientation))
    on_its_side = orientation > 4

    assert (copy.tall > copy.wide) is on_its_side
    assert copy.looked is not None
    assert copy.looked.wide == 1477
    assert max(copy.wide, copy.tall) == 1024


def test_a_copy_knows_nothing_but_pixels() -> None:
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "a phone's maker"
    scene(1).save(made, "JPEG", exif=exif, comment=b"a remark", icc_profile=b"a profile")
    copy = Image.open(io.BytesIO(print_copy(made.getvalue()).data))

    assert dict(copy.getexif()) == {}
    assert not {"comment", "icc_profile", "exif"} & set(copy.info)


def test_the_same_photo_gives_the_same_copy() -> None:
    assert print_copy(photo(2)) == print_copy(photo(2))


def test_a_shaken_photo_is_told_from_one_in_focus() -> None:
    for seed in range(6):
        sharp, shaken = print_copy(photo(seed)).looked, print_copy(blurred(seed)).looked
        assert sharp is not None
        assert shaken is not None
        assert flaws_of(sharp) == ()
        assert flaws_of(shaken) == (Flaw.BLURRED,)


def test_the_same_picture_smaller_and_packed_harder_is_known_and_another_is_not() -> None:
    prints = [found.fingerprint for seed in range(8) if (found := print_copy(photo(seed)).looked)]
    for seed, one in enumerate(prints):
        again = print_copy(packed(scene(seed).resize((800, 600)), quality=35)).looked
        assert again is not None
        assert is_alike(one, again.fingerprint)
        assert not any(is_alike(one, other) for place, other in enumerate(prints) if place != seed)


def _png(wide: int, tall: int) -> bytes:
    """A PNG that says it is so large, and has no pixels."""
    head = struct.pack(">IIBBBBB", wide, tall, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    body = b"".join(struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\0\0\0\x18ftypheic" + bytes(100), Fault.HEIC),
        (b"\0\0\0\x18ftypmif1" + bytes(100), Fault.HEIC),
        (_png(20_000, 20_000), Fault.TOO_LARGE),
        (_png(1_000, 1_000), Fault.DAMAGED),
        (photo(1)[:3000], Fault.DAMAGED),
        (b"", Fault.DAMAGED),
        (b"%PDF-1.7", Fault.DAMAGED),
    ],
)
def test_what_cannot_be_printed_says_why(data: bytes, fault: Fault) -> None:
    copy = print_copy(data)
    assert (copy.fault, copy.data, copy.looked) == (fault, b"", None)


def test_a_picture_too_large_for_a_reader_is_refused_and_the_reader_goes_on(reader: FileReader) -> None:
    large = packed(Image.new("RGB", (7700, 7700), "white"), "PNG")  # 178 MB of pixels, a few kilobytes
    assert reader.print_copy(large).fault is Fault.TOO_LARGE
    assert reader.print_copy(photo(1)).fault is None


def test_many_on_one_is_small_and_refuses_nothing_that_is_a_copy(reader: FileReader) -> None:
    copies = [(number, print_copy(photo(number)).data) for number in range(1, 25)]
    drawn = reader.many_on_one(copies)

    assert drawn is not None
    assert len(drawn) <= 1_000_000
    assert Image.open(io.BytesIO(drawn)).size == (1240, 1856)
    assert many_on_one(copies[:1]).startswith(b"\xff\xd8")
    assert reader.many_on_one([(1, b"no picture")]) is None


def _book(*pictures: tuple[str, bytes], words: dict[str, str], hidden: bool = False) -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first["A1"] = "สรุป"
    sheet = book.create_sheet("ภาพกิจกรรม")
    sheet.sheet_state = "hidden" if hidden else "visible"
    for cell, text in words.items():
        sheet[cell] = text
    for cell, data in pictures:
        sheet.add_image(SheetImage(io.BytesIO(data)), cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_pictures_on_a_sheet_are_found_from_above_with_the_words_below_them() -> None:
    words = {"A18": "ภาพที่ ๑ พิธีเปิด", "E18": "ภาพที่ ๒ อบรม", "A35": "ภาพที่ ๓"}
    book = _book(("A20", photo(3)), ("E3", photo(2)), ("A3", photo(1)), words=words)
    found = book_pictures(book, ("ภาพที่",))

    assert [(one.sheet, one.cell, one.caption) for one in found] == [
        ("ภาพกิจกรรม", "A3", "ภาพที่ ๑ พิธีเปิด"),
        ("ภาพกิจกรรม", "E3", "ภาพที่ ๒ อบรม"),
        ("ภาพกิจกรรม", "A20", "ภาพที่ ๓"),
    ]
    assert [one.data for one in found] == [photo(1), photo(2), photo(3)]


def _ods(*rows: str) -> bytes:
    """A sheet saved by LibreOffice, its rows given as their XML, with two photos in the file."""
    names = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")}
    names |= {"draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "xlink": "http://www.w3.org/1999/xlink"}
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in names.items())
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="ภาพกิจกรรม">'
        f"{''.join(rows)}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": MANIFEST,
            "Pictures/1.jpg": photo(1),
            "Pictures/2.jpg": photo(2),
        }
    )


def test_pictures_of_an_opendocument_sheet_are_found_where_they_lie() -> None:
    def lying(part: str) -> str:
        return f'<draw:frame><draw:image xlink:href="{part}"/></draw:frame>'

    found = book_pictures(
        _ods(
            '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>',
            '<table:table-row><table:table-cell table:number-columns-repeated="4"/>'
            f"<table:table-cell>{lying('Pictures/2.jpg')}</table:table-cell></table:table-row>",
            f"<table:table-row><table:table-cell>{lying('Pictures/1.jpg')}{lying('ObjectReplacements/Object 1')}"
            f"{lying('Pictures/missing.jpg')}</table:table-cell></table:table-row>",
            '<table:table-row><table:table-cell table:number-columns-repeated="4"/>'
            '<table:table-cell office:value-type="string"><text:p>ภาพที่ ๒ อบรม</text:p></table:table-cell>'
            "</table:table-row>",
        ),
        ("ภาพที่",),
    )

    assert [(one.cell, one.caption) for one in found] == [("E3", "ภาพที่ ๒ อบรม"), ("A4", "")]
    assert [one.data for one in found] == [photo(2), photo(1)]


def test_a_hidden_sheet_and_another_kind_of_file_have_no_pictures() -> None:
    assert book_pictures(_book(("A3", photo(1)), words={}, hidden=True), ("ภาพที่",)) == ()
    assert book_pictures(b"a,b\n1,2\n", ("ภาพที่",)) == ()


def test_no_more_are_taken_than_somewhat_more_than_an_album_holds() -> None:
    tiny = packed(scene(1, (64, 48)))
    assert len(book_pictures(_book(*((f"A{3 * n + 1}", tiny) for n in range(40)), words={}), ("ภาพที่",))) == 30


@pytest.mark.parametrize("what", [what for what, case in CASES.items() if not case.heavy])
def test_a_hostile_file_hurts_neither_the_copies_nor_the_sheets(hurried: FileReader, what: str) -> None:
    data = CASES[what].make()
    copy = hurried.print_copy(data)
    assert (copy.fault is None) is bool(copy.data)
    assert all(lying.data == b"" for lying, _ in hurried._pictures(data, ("ภาพที่",)))

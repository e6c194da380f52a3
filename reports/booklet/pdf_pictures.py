"""Pictures put into a PDF that was drawn with places for them.

Typst unpacks every picture it is given, which for five hundred photos takes more memory than a small machine has. So it
draws places: pictures a pixel tall, each as wide as its number. Here each of these is said anew, as a PDF allows at the
end of a file (ISO 32000-2, 7.5.6): the JPEG as it is, which every reader of PDF files unpacks by itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from reports.booklet.blocks import Photo

FIRST_WIDTH: Final = 2  # of the first place, in pixels
_PLACE: Final = re.compile(rb"(?<=\n)(\d+) 0 obj\s*<<([^<>]{0,400})>>\s*stream")
_WIDTH: Final = re.compile(rb"/Width (\d+)/Height 1(?!\d)")
_END: Final = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.DOTALL)


def with_pictures(pdf: bytes, pictures: Sequence[Photo], read: Callable[[str], bytes]) -> bytes:
    """The PDF with the JPEGs in their places, in their order; read one after the other.

    Raises ValueError where a place for one is not there.
    """
    if not pictures:
        return pdf
    end = _END.search(pdf, max(len(pdf) - 4096, 0))
    if end is None:
        raise ValueError("no end of a PDF")
    out = io.BytesIO()  # grows where it lies, and gives its bytes away without a copy
    out.write(pdf + b"\n")
    places: dict[int, int] = {}
    for number, photo in _placed(pdf, pictures):
        places[number] = out.tell()
        data = read(photo.sha256)
        out.write(
            b"%d 0 obj\n<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
            b"/Filter/DCTDecode/Length %d>>\nstream\n" % (number, *photo.pixels, len(data))
        )
        out.write(data)
        out.write(b"\nendstream\nendobj\n")
    start = out.tell()
    told = b"".join(b"%d 1\n%010d 00000 n\r\n" % (number, places[number]) for number in sorted(places))
    out.write(b"xref\n%btrailer\n<<%b/Prev %b>>\nstartxref\n%d\n%%%%EOF\n" % (told, end[1], end[2], start))
    return out.getvalue()


def _placed(pdf: bytes, pictures: Sequence[Photo]) -> Iterator[tuple[int, Photo]]:
    """Each picture with the number of the object that holds its place."""
    found = {int(wide[1]): int(place[1]) for place in _PLACE.finditer(pdf) if (wide := _WIDTH.search(place[2]))}
    for number, photo in enumerate(pictures, start=FIRST_WIDTH):
        if number not in found:
            raise ValueError(f"no place for picture {number}")
        yield found[number], photo

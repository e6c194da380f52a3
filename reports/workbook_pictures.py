"""Pictures on a sheet: a PNG with its alternative text, drawn without a library for pictures."""

from __future__ import annotations

from typing import Final

from openpyxl.drawing.fill import Blip
from openpyxl.drawing.geometry import PresetGeometry2D
from openpyxl.drawing.image import Image
from openpyxl.drawing.picture import PictureFrame
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D

from reports.sheet import Picture

_EMU: Final = 360_000  # in a centimetre


class _Drawn(Image):  # type: ignore[misc, unused-ignore]  # openpyxl's own reads every picture with Pillow, only to learn its size
    def __init__(self, picture: Picture) -> None:
        self.format = "png"
        self._png = picture.data
        corner = AnchorMarker(
            col=picture.column - 1,
            row=picture.row - 1,
            colOff=_emu(picture.right),
            rowOff=_emu(picture.down),
        )
        size = XDRPositiveSize2D(_emu(picture.width), _emu(picture.height))
        self.anchor = OneCellAnchor(_from=corner, ext=size, pic=_frame(picture.alt))

    def _data(self) -> bytes:
        return self._png


def drawn(picture: Picture) -> Image:
    """The picture for openpyxl."""
    return _Drawn(picture)


def _emu(centimetres: float) -> int:
    return round(centimetres * _EMU)


def _frame(alt: str) -> PictureFrame:
    frame = PictureFrame()
    named = frame.nvPicPr.cNvPr
    named.id, named.name, named.descr = 1, "picture", alt
    frame.blipFill.blip = Blip(cstate="print")
    frame.spPr.prstGeom = PresetGeometry2D(prst="rect")
    frame.spPr.ln = None
    return frame

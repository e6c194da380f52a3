"""What an office keeps of its own for its documents: Word templates under the names of those that ship, its Garuda."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from PIL import Image

from domain.errors import TidtamError

SHIPPED: Final = Path(__file__).parent / "templates"
GARUDA: Final = "garuda.png"


class OfficialTemplateError(TidtamError):
    """This template of a document cannot be used."""


def template_path(name: str, folder: Path | None) -> Path:
    """The office's own template, otherwise the one that ships."""
    own = folder / name if folder else None
    return own if own and own.is_file() else SHIPPED / name


def garuda_of(folder: Path | None) -> tuple[bytes, float] | None:
    """The office's picture of the Garuda and its width for a height of one; None where it has none.

    OfficialTemplateError for what is no PNG.
    """
    path = folder / GARUDA if folder else None
    if path is None or not path.is_file():
        return None
    data = path.read_bytes()
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
            width, height = picture.size
            picture.verify()
    except (OSError, SyntaxError, ValueError) as wrong:  # Pillow calls a broken PNG a syntax error
        raise OfficialTemplateError(f"{GARUDA}: {wrong}") from wrong
    return data, width / height

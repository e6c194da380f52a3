"""Pictures of phones and pages in headless Chromium: small, and the same in every run."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import fontpkg_sarabun
from PIL import Image, ImageChops

from tests.chromium import opened

PHONE, COMPUTER, TALL = 390, 1100, 6000  # widths of what is seen, and a height that no chat fills
COLOURS, SCALE = 48, 2
NEARLY: Final = 0.002  # share of points that may differ from the picture there is: it then stays as it is
_BARE: Final = (
    ".top, .composer, .chips, .phone-top, .foot, .banner { display: none !important; } .in-chat .rich { display: none }"
    " .line { animation: none !important } * { caret-color: transparent !important }"
)
_WHOLE: Final = ".top, .foot { display: none !important; } .line { animation: none !important }"
_ALONE: Final = (
    "ids => document.querySelectorAll('#bubbles > *')"
    ".forEach(one => { if (!ids.includes(one.dataset.id)) one.remove() })"
)
_MARGIN: Final = 10


class Camera:
    """Keeps pictures in a folder under their names."""

    def __init__(self, page: Any, address: str, folder: Path) -> None:
        self._page, self._address, self._folder = page, address, folder

    def sees_bubbles(self, name: str, chat: str, ids: Sequence[str]) -> None:
        """Keep these bubbles of a chat, alone: what was said before would shift them by parts of a point."""
        self._page.set_viewport_size({"width": PHONE, "height": TALL})
        self._open(chat, _BARE)
        self._page.evaluate(_ALONE, list(ids))
        bubbles = [self._page.locator(f'article[data-id="{one}"]') for one in ids]
        boxes = [bubble.bounding_box() for bubble in bubbles if bubble.count()]
        top = max(min(box["y"] for box in boxes) - _MARGIN, 0)
        bottom = max(box["y"] + box["height"] for box in boxes) + _MARGIN
        self._keep(name, clip={"x": 0, "y": top, "width": PHONE, "height": bottom - top})

    def sees_phone(self, name: str, chat: str) -> None:
        """Keep the whole phone, with its menu."""
        self._page.set_viewport_size({"width": PHONE, "height": 844})
        self._open(chat, _WHOLE)
        self._page.wait_for_function("[...document.images].every(one => one.complete && one.naturalWidth)")
        self._page.wait_for_function("document.getElementById('scroll').scrollTop > 0")
        self._keep(name)

    def sees_page(self, name: str, url: str, *, wide: bool) -> None:
        """Keep what a link opens, at most as much as a screen and a half shows."""
        width = COMPUTER if wide else PHONE
        self._page.set_viewport_size({"width": width, "height": 760 if wide else 1050})
        self._page.goto(url)
        self._style("")
        self._keep(name, scale=1 if wide else SCALE)

    def _open(self, chat: str, style: str) -> None:
        self._page.goto(self._address)
        kind = "group" if chat.startswith("C") else "person"
        self._page.get_by_test_id(f"{kind}-{chat}").click()
        self._style(style)
        self._page.get_by_test_id("bubble").last.wait_for()

    def _style(self, style: str) -> None:
        self._page.add_style_tag(content=fonts() + style)
        self._page.evaluate("document.fonts.ready.then(() => true)")

    def _keep(self, name: str, *, scale: int = SCALE, **more: Any) -> None:
        whole = Image.open(io.BytesIO(self._page.screenshot(animations="disabled", caret="hide", **more))).convert(
            "RGB"
        )
        if scale != SCALE:
            whole = whole.resize(
                (whole.width * scale // SCALE, whole.height * scale // SCALE), Image.Resampling.LANCZOS
            )
        picture = whole.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        path = self._folder / f"{name}.png"
        if path.exists():
            with Image.open(path) as before:
                if _nearly_same(before, picture):
                    return
        picture.save(path, optimize=True)


def _nearly_same(before: Image.Image, now: Image.Image) -> bool:
    if before.size != now.size:
        return False
    difference = ImageChops.difference(before.convert("L"), now.convert("L")).point(lambda depth: 255 * (depth > 24))
    return difference.histogram()[255] <= NEARLY * now.width * now.height


def fonts() -> str:
    """Sarabun for pages that name it: a machine that has it not would draw other words of another width."""
    faces = []
    for weight, name in ((400, "Regular"), (500, "Medium"), (600, "SemiBold"), (700, "Bold")):
        data = base64.b64encode((Path(fontpkg_sarabun.ROOT) / "files" / f"Sarabun-{name}.ttf").read_bytes()).decode()
        faces.append(
            f"@font-face {{ font-family: Sarabun; font-weight: {weight}; src: url(data:font/ttf;base64,{data}); }}"
        )
    return "".join(faces)


@contextmanager
def camera(address: str, folder: Path) -> Iterator[Camera]:
    """A camera before the page of phones at that address."""
    with opened(PHONE, TALL, 20, device_scale_factor=SCALE, bypass_csp=True, locale="th-TH") as page:
        yield Camera(page, address, folder)

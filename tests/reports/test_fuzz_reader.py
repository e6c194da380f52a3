"""Files nobody thought of: valid ones with bytes or elements changed, and grids of anything. Nothing but reasons comes.

The short runs belong to `make test`; `make soak` goes on for longer.
"""

from __future__ import annotations

import atexit
import io
import json
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.forms.checks import Expectation, check_form
from domain.forms.grid import Grid, Sheet
from domain.forms.reading import read_form
from domain.forms.reading_result import Reading
from domain.forms.record import findings_to_json, rows_to_json
from domain.forms.unneeded import without_national_ids
from handlers.file_reading import FAULT, FileReader
from reports.reading_room import ReadingRoom
from tests.reports.hostile import REFUSED, form, ods, old
from tests.samples.making import ROW_31, ROW_32, ROW_33, SUB_ROW, definitions, draw, to_csv, to_html, zipped

LONG: Final = 20_000
DRAWN: Final = draw([ROW_31, SUB_ROW, ROW_32, ROW_33])
EXPECTED: Final = Expectation(fiscal_year_be=2570, round="6m", subject="3", indicators=(("๓.๑", "ร้อยละของนักเรียน"),))
WHOLE: Final[dict[str, Callable[[], bytes]]] = {
    "xlsx": form,
    "ods": ods,
    "xls": old,
    "csv": lambda: to_csv(DRAWN),
    "html": lambda: to_html(DRAWN),
}
quick = settings(max_examples=60, deadline=None)
lengthy = settings(
    max_examples=LONG, deadline=None, phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck)
)


def read_all_through(grid: Grid) -> None:
    """What is done with a grid up to what is stored."""
    reading = read_form(grid, definitions())
    if reading is not None:
        kept(without_national_ids(reading))


def kept(reading: Reading) -> None:
    """Check it, and make of it what is stored."""
    findings = check_form(reading, definitions()[reading.form], EXPECTED)
    json.dumps([rows_to_json(reading.rows), findings_to_json(findings)], ensure_ascii=False).encode()


@cache
def reader() -> FileReader:
    """Where the files are read: there are some that end a process."""
    room = ReadingRoom(most=1, seconds=60)
    atexit.register(room.close)
    return FileReader(room, definitions(), ())


def opened_or_refused(data: bytes) -> None:
    """Only the known reasons come out."""
    read = reader().read_file(data, "x")
    assert not read.detail.startswith(FAULT), read.detail
    assert read.unreadable in REFUSED | {""}
    if read.reading is not None:
        kept(read.reading)


@cache
def parts(kind: str) -> dict[str, bytes]:
    """The parts of a container."""
    with zipfile.ZipFile(io.BytesIO(WHOLE[kind]())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PIECES: Final = (
    b"",
    b"\x00",
    b"\xff\xff\xff\xff",
    b"\x00\x00\x00\x80",
    b"9" * 30,
    b"-1",
    b"1e999",
    b"NaN",
    b"<",
    b">",
    b'"',
    b"&",
    b"&#0;",
    b"&#x110000;",
    b"]]>",
    b"<!--",
    b"<![CDATA[",
    b"PK\x03\x04",
    b"\xed\xa0\x80",
    b"\xe0\xb8",
    b",",
    b"\n",
    b"</td>",
    b"<table>",
    b'r="A0"',
    b'r="XFD1048577"',
    b't="s"',
    b't="d"',
    b't="b"',
    b't="e"',
    b's="99999"',
    b'table:number-columns-repeated="0"',
    b'office:value-type="time"',
    b'office:date-value="9999-99-99"',
    b"<v>99999999999</v>",
    b"<v>-1</v>",
)


@st.composite
def spoilt(draw_: st.DrawFn, data: bytes) -> bytes:
    """Bytes changed, cut out, doubled or put in, here and there."""
    made = bytearray(data)
    for _ in range(draw_(st.integers(1, 6))):
        at = draw_(st.integers(0, max(0, len(made) - 1)))
        length = draw_(st.sampled_from([0, 1, 1, 2, 4, 17, 300]))
        what = draw_(st.sampled_from(["piece", "flip", "double", "cut"]))
        if what == "piece":
            made[at : at + length] = draw_(st.sampled_from(PIECES))
        elif what == "flip" and made:
            made[at] ^= 1 << draw_(st.integers(0, 7))
        elif what == "double":
            made[at:at] = made[at : at + length * 9]
        else:
            del made[at : at + length]
    return bytes(made)


@st.composite
def spoilt_container(draw_: st.DrawFn, kind: str) -> bytes:
    """A part spoilt within a sound zip file, or the file's own bytes."""
    if draw_(st.integers(0, 3)) == 0 or kind not in ("xlsx", "ods"):
        return draw_(spoilt(WHOLE[kind]()))
    whole = parts(kind)
    name = draw_(st.sampled_from(sorted(whole, key=lambda one: ("sheet1" not in one and "content" not in one, one))))
    return zipped(whole | {name: draw_(spoilt(whole[name]))})


_TAG: Final = re.compile(rb"<[^>]*>[^<]*")


@st.composite
def rearranged(draw_: st.DrawFn, kind: str) -> bytes:
    """Elements of a part left out, doubled or in another's place."""
    whole = parts(kind)
    names = [name for name in sorted(whole) if name.endswith((".xml", ".rels"))]
    name = draw_(st.sampled_from(names))
    tags = _TAG.findall(whole[name])
    for _ in range(draw_(st.integers(1, 5))):
        if tags:
            at, other = draw_(st.integers(0, len(tags) - 1)), draw_(st.integers(0, len(tags) - 1))
            deed = draw_(st.integers(0, 3))
            if deed == 0:
                del tags[at]
            elif deed == 1:
                tags.insert(at, tags[other])
            elif deed == 2:
                tags[at], tags[other] = tags[other], tags[at]
            else:
                words = re.findall(rb'="([^"]*)"', tags[other]) or [b"1"]
                tags[at] = re.sub(rb'="[^"]*"', b'="' + words[0] + b'"', tags[at].replace(b"\\", b""), count=2)
    return zipped(whole | {name: b"".join(tags)})


HEADS: Final = [cell for line in DRAWN.lines for cell in line if isinstance(cell, str) and cell]
TEXT: Final = st.characters(exclude_categories=["Cs"])  # no decoder gives half a letter
raws = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "",
            "-",
            "๑๒,๓๔๕",
            "1,2,3",
            "๙๙%",
            "≥ 80",
            "=1+1",
            "ดีมาก",
            "#REF!",
            "รวม",
            "1e400",
            "31/02/2570",
            "๓๑ ก.พ. ๗๐",
        ]
    ),
    st.sampled_from(HEADS),
    st.text(TEXT, max_size=30),
    st.integers(-(10**25), 10**25),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
merge = st.tuples(st.tuples(st.integers(0, 30), st.integers(0, 20)), st.tuples(st.integers(0, 40), st.integers(0, 30)))


@st.composite
def grids(draw_: st.DrawFn) -> Grid:
    """The form with cells of anything, or anything alone."""
    lines: list[list[Any]] = [list(line) for line in DRAWN.lines] if draw_(st.integers(0, 4)) else []
    for _ in range(draw_(st.integers(0, 12))):
        if lines:
            row = lines[draw_(st.integers(0, len(lines) - 1))]
            at = draw_(st.integers(0, len(row)))
            row[at : at + draw_(st.integers(0, 2))] = [draw_(raws)]
    lines += draw_(st.lists(st.lists(raws, max_size=6), max_size=3))
    merges = draw_(st.lists(merge, max_size=4))
    visible = draw_(st.booleans())
    sheet = Sheet(name=draw_(st.text(TEXT, max_size=9)), rows=lines, merges=merges, visible=visible)
    return Grid((sheet,) * draw_(st.integers(1, 2)))


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_a_file_with_bytes_changed_is_read_or_refused(kind: str) -> None:
    quick(given(spoilt_container(kind))(opened_or_refused))()


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_file_with_elements_changed_is_read_or_refused(kind: str) -> None:
    quick(given(rearranged(kind))(opened_or_refused))()


def test_a_grid_of_anything_is_read_checked_and_kept() -> None:
    quick(given(grids())(read_all_through))()


@pytest.mark.soak
@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_a_file_with_bytes_changed_is_read_or_refused_at_length(kind: str) -> None:
    lengthy(given(spoilt_container(kind))(opened_or_refused))()


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_file_with_elements_changed_is_read_or_refused_at_length(kind: str) -> None:
    lengthy(given(rearranged(kind))(opened_or_refused))()


@pytest.mark.soak
def test_a_grid_of_anything_is_read_checked_and_kept_at_length() -> None:
    lengthy(given(grids())(read_all_through))()

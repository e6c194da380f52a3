"""Names that strangers gave their files are shown as they are, and as nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import may_be_form
from domain.file_names import KEPT, NAMELESS, SHOWN, harmless, shown


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("แบบกลยุทธ์ final จริงๆ (2).xlsx", "แบบกลยุทธ์ final จริงๆ (2).xlsx"),
        ("งานที่ ๓ น้ำใจ ปู่ย่า.xlsx", "งานที่ ๓ น้ำใจ ปู่ย่า.xlsx"),
        ("invoice\u202excod.exe", "invoicexcod.exe"),
        ("\u2066a\u2069\u200e\u200f\u061cb.xlsx", "ab.xlsx"),
        ("ก\u200bข\ufeff.xlsx", "กข.xlsx"),
        ("a\r\nSet-Cookie: x=1.xlsx", "a Set-Cookie: x=1.xlsx"),
        ("a\x00b\x1b[31m\x7f.xlsx", "ab[31m.xlsx"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("C:\\Windows\\a.xls", "C:_Windows_a.xls"),
        ("“คำ” 'x' \"y\" <b>.xlsx", "“คำ” 'x' \"y\" <b>.xlsx"),
        ("👩\u200d🏫 งาน 🎉.xlsx", "👩\u200d🏫 งาน 🎉.xlsx"),
        ("ก" + "\u0e49" * 50 + ".xlsx", "ก" + "\u0e49" * 4 + ".xlsx"),
        ("a\u3000b\u2028c.csv", "a b c.csv"),
        ("\ud800x.csv", "x.csv"),
        ("", NAMELESS),
        ("\u202e\n", NAMELESS),
    ],
)
def test_a_name_becomes_harmless(given_name: str, expected: str) -> None:
    assert harmless(given_name) == expected


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    name = "แบบรายงาน" + "ก" * 300 + " ฉบับแก้ไข.xlsx"

    assert shown(name).startswith("แบบรายงาน")
    assert shown(name).endswith(" ฉบับแก้ไข.xlsx")
    assert len(shown(name)) <= SHOWN
    assert may_be_form(harmless(name))


@given(st.text(st.characters(), max_size=600))
def test_no_name_turns_writing_round_breaks_a_line_or_grows(name: str) -> None:
    for made, most in ((harmless(name), KEPT), (shown(name), SHOWN)):
        assert 1 <= len(made) <= most
        assert all(unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} for c in made)
        assert not any(unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "LRI", "RLI", "FSI"} for c in made)
        assert not set(made) & set("/\\")
        made.encode()
    assert harmless(harmless(name)) == harmless(name)

"""Links in what people type, with Thai glued to them."""

from __future__ import annotations

import pytest

from domain.links import Host, find_links, host_of
from domain.phrases.understanding import Intent, understand

DRIVE = "https://drive.google.com/file/d/1AbC-_9/view?usp=sharing"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (f"ส่งตามลิงก์นี้ค่ะ {DRIVE}", [DRIVE]),
        (f"ส่งตามลิงก์นี้{DRIVE}ค่ะ", [DRIVE]),
        (f"({DRIVE})", [DRIVE]),
        (f"“{DRIVE}” นะคะ", [DRIVE]),
        (f"อยู่ที่ {DRIVE}. ขอบคุณครับ", [DRIVE]),
        (f"{DRIVE},{DRIVE}", [f"{DRIVE},{DRIVE}"]),
        (f"{DRIVE}\n{DRIVE}\nhttp://1drv.ms/x/s!Aa", [DRIVE, "http://1drv.ms/x/s!Aa"]),
        ("https://th.wikipedia.org/wiki/A_(b)", ["https://th.wikipedia.org/wiki/A_(b)"]),
        ("drive.google.com/drive/folders/x ค่ะ", ["drive.google.com/drive/folders/x"]),
        ("https://srithara.sharepoint.com/:x:/g/Ea?e=1", ["https://srithara.sharepoint.com/:x:/g/Ea?e=1"]),
        ("HTTPS://BIT.LY/abc", ["HTTPS://BIT.LY/abc"]),
        ("ส่งแล้วค่ะ", []),
        ("http:// ไม่มีอะไร", []),
        ("https://x", []),
        ("ถึง a@drive.google.com/x", []),
        ("รอบ 6.9 แบบ กย.1/2570", []),
    ],
)
def test_links_are_found_without_the_sentence_around_them(text: str, links: list[str]) -> None:
    assert list(find_links(text)) == links


def test_a_text_of_links_only_is_cut_somewhere() -> None:
    assert len(find_links(" ".join(f"https://a.th/{n}" for n in range(500)))) == 20


@pytest.mark.parametrize(
    ("link", "host"),
    [
        (DRIVE, Host.DRIVE),
        ("https://docs.google.com/spreadsheets/d/1/edit#gid=0", Host.SHEET),
        ("https://docs.google.com/forms/d/e/1/viewform", Host.FORM),
        ("https://forms.gle/a", Host.FORM),
        ("https://1drv.ms/x/s!A", Host.ONEDRIVE),
        ("https://srithara-my.sharepoint.com/:x:/g/a", Host.ONEDRIVE),
        ("https://www.dropbox.com/s/a/b.xlsx?dl=0", Host.DROPBOX),
        ("https://bit.ly/a", Host.ELSEWHERE),
        ("https://drive.google.com.example.com/a", Host.ELSEWHERE),
        ("https://example.com/drive.google.com/a", Host.ELSEWHERE),
    ],
)
def test_where_a_link_leads(link: str, host: Host) -> None:
    assert host_of(link) is host


@pytest.mark.parametrize(
    "words", ["", "ส่งตามลิงก์นี้ค่ะ ", "ส่งกลยุทธ์ที่ 3 ค่ะ ", "ส่งแล้วค่ะ ", "ส่งงานทางลิงก์ ", "สวัสดีค่ะ ", "อยู่ในไดรฟ์ "]
)
def test_words_that_hand_in_a_link_or_say_nothing_else_are_about_the_link(words: str) -> None:
    assert understand(words + DRIVE).hands_in_a_link


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("งานของฉัน ", Intent.MY_TASKS),
        ("ใครยังไม่ส่งบ้าง ", Intent.WHO_MISSING),
        ("ขอแบบฟอร์มหน่อยค่ะ ", Intent.GET_FORM),
        ("เปิดลิงก์นี้ไม่ได้ ", Intent.UPLOAD_TROUBLE),
        ("ส่งลิงก์ยังไงคะ ", Intent.HELP),
        ("เดี๋ยวส่งค่ะ ", Intent.PROMISE),
        ("ลงทะเบียน ABCD-2345 ", Intent.REGISTER_USER),
    ],
)
def test_a_command_with_a_link_in_it_is_that_command(words: str, intent: Intent) -> None:
    said = understand(words + DRIVE)
    assert said.intent is intent
    assert not said.hands_in_a_link


def test_words_without_a_link_hand_in_none() -> None:
    assert not understand("ส่งตามลิงก์นี้ค่ะ").hands_in_a_link

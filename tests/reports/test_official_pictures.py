"""The same documents to look at: as PDF and as a card's picture; and how Word files look in a word processor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reports.official.documents import to_docx
from reports.official.model import Committee, CommitteeOrder, Member, Official, Signer
from reports.official.pictures import PREVIEW_WIDTH, to_pdf, to_preview
from tests.reports.office import convert
from tests.reports.official_samples import DOCUMENTS, MEMO, MINUTES, NOW, ORDER, edges_of, members, pages_of
from tests.reports.pixels import size_of

CM = 72 / 2.54
HEADS = "ที่ชื่อ–สกุลตำแหน่งหน้าที่"


def order_of(count: int) -> CommitteeOrder:
    return replace(ORDER, committees=(Committee("คณะกรรมการ", members(count), ("ตรวจสอบข้อมูล",)),))


def test_a_pdf_says_what_the_word_file_says() -> None:
    for document, words in (
        (MEMO, ("บันทึกข้อความ", "ศธ๐๔๙๙๙/๕๗", "๒๓พฤศจิกายน๒๕๖๙", "ST-2570-R6จำนวน๔ชุด", "(นางสาวรินรดา")),
        (ORDER, ("ที่๓๕/๒๕๗๐", "๑.คณะกรรมการอำนวยการ", HEADS, "๒)สรุปผลภายใน๗วัน", "สั่งณวันที่๑มีนาคมพ.ศ.๒๕๗๐")),
        (MINUTES, ("๑/๒๕๗๐", "ติดราชการ", "๐๙.๓๐น.", "๔.๑ผลรอบ๖เดือน", "มติที่ประชุมรับทราบ", "ผู้จดรายงาน")),
    ):
        said = "".join(pages_of(to_pdf(document, made_at=NOW)))
        places = [said.find(word) for word in words]
        assert -1 not in places, words[places.index(-1)]
        assert places == sorted(places)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_same_document_and_moment_are_the_same_bytes(document: Official) -> None:
    assert to_pdf(document, made_at=NOW) == to_pdf(document, made_at=NOW)
    assert to_preview(document) == to_preview(document)


def test_heads_stand_on_every_page_of_a_long_list() -> None:
    first, second, *_ = pages_of(to_pdf(order_of(30), made_at=NOW))
    assert HEADS in first
    assert HEADS in second
    assert second.startswith("-๒")


@pytest.mark.parametrize("count", range(8, 17))
def test_a_signature_never_stands_on_a_page_of_its_own(count: int) -> None:
    """The last words go with it, wherever on the page the order ends."""
    order = replace(order_of(1), preamble="\n".join(["เพื่อให้การรายงานผลเป็นไปด้วยความเรียบร้อย"] * count))
    *_, last = pages_of(to_pdf(order, made_at=NOW))

    assert "เป็นต้นไป" in last
    assert "ณวันที่๑มีนาคมพ.ศ.๒๕๗๐(นายสมมติศรีธารา)" in last


@pytest.mark.parametrize("count", range(5, 14))
def test_what_closes_an_order_is_never_all_there_is_on_its_last_page(count: int) -> None:
    """Something of what is ordered goes with it, wherever on the page the list of people ends."""
    *_, last = pages_of(to_pdf(order_of(count), made_at=NOW))

    assert "ตรวจสอบข้อมูล" in last


def test_a_card_has_the_first_page_as_wide_as_a_phone() -> None:
    width, height = size_of(to_preview(order_of(30)))
    assert width == PREVIEW_WIDTH
    assert round(height / width, 2) == 1.41


@pytest.mark.parametrize(
    "text", ["#panic()", "$ x $ *หนา* _เอน_", '"); #read("/etc/passwd")', "{{ 7*7 }}", "<w:p>", "\\u{41}"]
)
def test_whatever_is_written_is_drawn_and_never_run(text: str) -> None:
    order = replace(order_of(1), subject=text, signer=Signer(text, text))
    (page,) = pages_of(to_pdf(order, made_at=NOW, thai_digits=False))
    assert page.count("".join(text.split())) == 3


@pytest.mark.parametrize("text", ["W" * 400, "ก" * 400, "๑" * 400, "https://a.example/" + "x" * 200, "คำสั่งที่" * 60])
def test_words_without_end_stay_between_the_margins(text: str) -> None:
    order = replace(order_of(1), subject=text, preamble=text, signer=Signer(text, text))
    order = replace(order, committees=(Committee(text, (Member(text, text, text),), (text, text)),))
    memo = replace(MEMO, section=text, subject=text, to=text, attachments=(text,))

    for document in (order, memo):
        first, last = edges_of(to_pdf(document, made_at=NOW))
        assert first >= 3 * CM
        assert last <= 19 * CM


def test_a_word_processor_sees_heads_on_every_page_and_no_signature_alone(tmp_path: Path) -> None:
    (tmp_path / "order.docx").write_bytes(to_docx(order_of(30), made_at=NOW))

    first, second, *_, last = pages_of(convert(tmp_path, "order.docx", "pdf").read_bytes())
    assert HEADS in first
    assert HEADS in second
    assert "ตรวจสอบข้อมูล" in last
    assert "สั่งณวันที่" in last
    assert "(นายสมมติศรีธารา)" in last

"""Sentences about what an office makes public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain.messages import Message
from domain.publishing import Audience, Change
from domain.thai import BANGKOK
from handlers.wording import publications
from handlers.wording.voice import Voice

NOW = datetime(2026, 12, 16, 9, 0, tzinfo=BANGKOK)
PUBLIC = publications.PageView(
    id=7, mark=12, title="E-MES รายการที่ ๑ การอ่านออกเขียนได้ ครั้งที่ ๒", facts=(("รายงานแล้ว", "11 จาก 13 หน่วยงาน"),),
    tables=("ภาพรวม", "แยกตามอำเภอ", "แยกตามกลุ่มโรงเรียน"), note="นับเฉพาะข้อมูลที่ตรวจแล้ว ยังไม่รวมอีก 2 หน่วยงาน",
    booklet="", ordered=True, out=False,
)  # fmt: skip
PUBLISHED = publications.PublicationView(
    id=3, title=PUBLIC.title, published_at=NOW, is_open=True, files=2,
    links={one: f"https://bot.example/p/{one.value}" for one in Audience},
    openings={(Audience.SCHOOLS, False): 1204, (Audience.SCHOOLS, True): 37, (Audience.AGENCIES, False): 5},
    log=((Change.PUBLISHED, NOW, "นางสาวรินรดา ทดสอบวัฒนา"), (Change.CLOSED, NOW, "นางสาวรินรดา ทดสอบวัฒนา")),
)  # fmt: skip


def about_publications(v: Voice) -> Iterator[tuple[str, Message]]:
    book = replace(PUBLIC, booklet="รูปเล่ม รายงานผลโครงการ.pdf", ordered=False, out=True, tables=(), note="")
    yield "publication, whether", publications.really(v, PUBLIC)
    yield "publication, whether, with a booklet", publications.really(v, book)
    yield "publication, out", publications.published(v, PUBLISHED)
    yield "publication, how often", publications.how_often(PUBLISHED)
    yield (
        "publication, how often, closed",
        publications.how_often(replace(PUBLISHED, is_open=False, openings={}, log=())),
    )
    yield "publications", publications.listed(v, [(3, PUBLIC.title, True), (4, "โครงการ", False)], [(9, "E-MES ๒")])
    yield "publication, closed", publications.switched(v, PUBLIC.title, is_open=False)
    yield "publication, open again", publications.switched(v, PUBLIC.title, is_open=True)
    yield "publication, closed before", publications.stands_so(v, PUBLIC.title, is_open=False)
    yield "publication, nothing accepted", publications.nothing_accepted(v, PUBLIC.title)
    yield "publication, people named", publications.names_people(v, ["นางสาวฝน ตัวอย่าง"])
    yield "publication, not of this work", publications.not_published(v)
    yield "publication, none such", publications.no_such_page(v)

"""A round of E-MES as lists have it: two lists as files, read as the program reads them, and made into a summary."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from bot.config import load_config
from domain.forms.definition import FormDefinition
from domain.forms.reading import read_form
from domain.forms.reading_result import Row
from domain.lifecycle import STATE_WORDS, State
from domain.thai import BANGKOK
from reports.filled_form import open_grid
from reports.summary_data import Received, SummaryData, SummaryLine
from tests.emes_office import CLOSES, SCHOOLS, Line, exported, idle, well

AS_OF = datetime(2026, 12, 16, 9, 30, tzinfo=BANGKOK)
NOW_LINES = (
    well("S1", 40), Line("S2", 150, 150, (30, 60, 40, 20)), Line("S3", 33, 33, (None, 20, 10, 3)), idle("S4"),
    Line("S5", 700, 700, (210, 290, 150, 50)), well("S6", 61),
)  # fmt: skip
BEFORE_LINES = (well("S1", 44), Line("S2", 148, 148, (20, 50, 50, 28)), Line("S5", 690, 690, (190, 280, 160, 60)))
FILES = {"ครั้งที่ 1.xlsx": exported(BEFORE_LINES, round_name="ครั้งที่ ๑"), "ครั้งที่ 2.xlsx": exported(NOW_LINES)}
CONTENT: Mapping[str, bytes] = {hashlib.sha256(data).hexdigest(): data for data in FILES.values()}


@cache
def emes_form() -> FormDefinition:
    return load_config().forms["emes"]


@cache
def _rows(name: str) -> Mapping[str, Row]:
    reading = read_form(open_grid(FILES[name], name), {"emes": emes_form()}, fiscal_year_be=2570)
    assert reading is not None
    codes = {smis: code for code, _, _, smis in SCHOOLS}
    return {codes[str(row.value("smis_code"))]: row for row in reading.rows}


def received(name: str, school: str, seq: int) -> Received:
    return Received(
        submitted_at=AS_OF, sender="นางสาวรินรดา ทดสอบวัฒนา", receipt_no=f"EM-2570-01/{seq:04d}", version=1,
        file_name=name, sha256=hashlib.sha256(FILES[name]).hexdigest(), sheet="EMES-2570-01",
        rows=(_rows(name)[school],),
    )  # fmt: skip


def a_round() -> SummaryData:
    """S4 has not reported, S6's report is not verified, S7 is in no list; S1, S2 and S5 have a round before."""
    earlier = {line.school for line in BEFORE_LINES}
    lines = []
    for seq, (code, name, district, smis) in enumerate(SCHOOLS, 1):
        verified = code in {"S1", "S2", "S3", "S5"}
        state = State.VERIFIED if verified else State.CLAIMED if code == "S6" else State.PENDING
        lines.append(
            SummaryLine(
                subject_no=1, subject_title="การอ่านออกเขียนได้ของนักเรียน", unit=name, state_text=STATE_WORDS[state],
                standing="in" if state is not State.PENDING else "missing",
                received=received("ครั้งที่ 2.xlsx", code, seq) if verified or code == "S6" else None,
                accepted=verified, smis_code=smis, district=district, cluster=f"กลุ่มโรงเรียน{district}",
                before=received("ครั้งที่ 1.xlsx", code, seq) if code in earlier else None,
            )
        )  # fmt: skip
    return SummaryData(
        office_name="สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑", code="EM-2570-01",
        title="E-MES รายการที่ ๑ การอ่านออกเขียนได้ ครั้งที่ ๒", fiscal_year_be=2570, round_name="ครั้งที่ ๒",
        due_at=CLOSES, as_of=AS_OF, definition=emes_form(), lines=tuple(lines),
    )  # fmt: skip


def many(data: SummaryData, times: int) -> SummaryData:
    """The same with so many times the schools, of more districts: to see how it looks."""
    lines: Sequence[SummaryLine] = [
        replace(
            line, unit=f"{line.unit} {n}", district=f"{line.district} {n % 7}", cluster=f"{line.cluster} {n % 9}",
        )
        for n in range(times)
        for line in data.lines
    ]  # fmt: skip
    return replace(data, lines=tuple(lines))

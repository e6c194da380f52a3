"""An officer sends the list exported from E-MES: one card before anything changes, one tap that does it all, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from bot.demo.units import UNITS
from domain.plan import Plan, UnitKind
from storage.schema import Obligation, Review, Submission, Upload
from tests.corpus.make import make
from tests.emes_office import Line, emes_plan, exported, idle, well
from tests.stories.begun import begun
from tests.stories.stage import ARUNEE, EK, NITI, OFFICER, PO, USERS, Stage, actions, staged
from tests.stories.test_emes_claims import standing

S4_WRONG = Line("S4", 118, 116, (60, 40, 18, 0))
# S1 claims and is reported; S2 claims and is not; S3 claims and is not named; S4 has wrong figures; S5 says nothing.
ROWS = (well("S1", 40), idle("S2"), S4_WRONG, well("S5", 30), idle("S6"))


def three_claim(stage: Stage) -> None:
    stage.says(EK, "รายงาน emes แล้ว")
    stage.says(NITI, "รายงาน emes แล้ว")
    stage.presses(NITI, "ทุกรายการข้างต้น")
    stage.says(ARUNEE, "รายงาน emes แล้ว")


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with begun(tmp_path, template, three_claim, plan=emes_plan()) as stage:
        yield stage


def later(stage: Stage, minutes: int) -> None:
    stage.travel(stage.clock.now() + timedelta(minutes=minutes))


def test_the_card_shows_everything_and_changes_nothing(office: Stage) -> None:
    before = standing(office)
    card = office.sends(OFFICER, "emes.xlsx", exported(ROWS, extra="โรงเรียนบ้านอื่นไกล"))
    assert "รายงานแล้ว ตรงกับที่แจ้ง 1 แห่ง / บ้านหนองบัวงาม" in card
    assert "รายงานแล้ว แต่ยังไม่ได้แจ้งในไลน์ 1 แห่ง / บ้านทุ่งตะวัน" in card
    assert "แจ้งว่ารายงานแล้ว แต่บัญชีว่ายังไม่รายงาน 1 แห่ง / วัดธารทอง" in card
    assert "แจ้งว่ารายงานแล้ว แต่ไม่มีชื่อในบัญชี 1 แห่ง / บ้านใหม่" in card
    assert "• บ้านใหม่: จำนวนนักเรียนด้านการเขียน 116 ไม่เท่ากับด้านการอ่าน 118" in card
    assert "ยังไม่รายงาน 2 แห่ง" in card
    assert "โรงเรียนบ้านอื่นไกล (ช่อง C10) ไม่พบในแผน" in card
    assert standing(office) == before


def test_one_tap_verifies_returns_and_doubts_and_each_hears_of_their_own(office: Stage) -> None:
    office.sends(OFFICER, "emes.xlsx", exported(ROWS))
    done = office.presses(OFFICER, "ยืนยันตามนี้")
    assert "ตรวจสอบแล้ว 2 แห่ง" in done
    assert {code: state for code, state in standing(office).items() if code != "PLAN"} == {
        "S1": "verified", "S2": "claimed", "S3": "claimed", "S4": "returned", "S5": "verified", "S6": "pending",
        "S7": "pending",
    }  # fmt: skip
    counts = {code: len(office.heard(code)) for code in (EK, NITI, ARUNEE, PO)}
    later(office, minutes=2)
    mine = "\n".join(office.heard(ARUNEE)[counts[ARUNEE] :])
    assert "จำนวนนักเรียนด้านการเขียน 116 ไม่เท่ากับด้านการอ่าน 118" in mine
    assert "แก้ไขใน E-MES" in mine
    assert "เครื่องหมาย" not in mine, "the list is the office's: a school sees nothing of others"
    both = office.heard(NITI)[counts[NITI] :]
    assert len(both) == 1, "one message for one person"
    assert "บัญชีจากระบบระบุว่ายังไม่รายงาน" in both[0]
    assert "ไม่พบชื่อโรงเรียนในบัญชีจากระบบ" in both[0]
    assert len(office.heard(EK)) == counts[EK], "good news rides along"
    assert "ตรวจรับเรียบร้อยแล้ว" in office.says(EK, "งานของฉัน")
    assert len(office.heard(PO)) == counts[PO]


def test_each_verified_school_has_its_cells(office: Stage) -> None:
    data = exported(ROWS)
    office.sends(OFFICER, "emes.xlsx", data)
    office.presses(OFFICER, "ยืนยันตามนี้")
    with Session(office.store.engine) as session:
        (debt,) = [o for o in session.scalars(select(Obligation)).unique() if o.unit.code == "S5"]
        version = debt.standing
        assert version is not None
        assert (version.sheet, version.portion, version.upload.name) == (
            "EMES-2570-01",
            "โรงเรียนบ้านทุ่งตะวัน",
            "emes.xlsx",
        )
        assert version.rows[0]["cells"]["n_read"] == {"v": 30, "t": "30", "a": "F8", "nil": False}
        assert version.upload.outcome == "listed"


def test_the_same_tap_again_and_one_of_an_old_card_do_nothing(office: Stage) -> None:
    office.sends(OFFICER, "emes.xlsx", exported(ROWS))
    office.presses(OFFICER, "ยืนยันตามนี้")
    with Session(office.store.engine) as session:
        before = len(session.scalars(select(Review)).all()), len(session.scalars(select(Submission)).unique().all())
    assert "ยืนยันไปแล้ว" in office.presses(OFFICER, "ยืนยันตามนี้")
    assert "ยืนยันไปแล้ว" in office.presses(OFFICER, "ไม่ใช้บัญชีนี้")
    with Session(office.store.engine) as session:
        after = len(session.scalars(select(Review)).all()), len(session.scalars(select(Submission)).unique().all())
    assert before == after


def test_what_changed_since_the_card_is_shown_anew(office: Stage) -> None:
    office.sends(OFFICER, "emes.xlsx", exported(ROWS))
    office.says(PO, "รายงาน emes แล้ว")
    shown = office.presses(OFFICER, "ยืนยันตามนี้")
    assert "มีการเปลี่ยนแปลง" in shown
    assert "รายงานแล้ว ตรงกับที่แจ้ง 2 แห่ง" in shown
    assert standing(office)["S5"] == "claimed"
    assert "ตรวจสอบแล้ว 2 แห่ง" in office.presses(OFFICER, "ยืนยันตามนี้")


def test_a_newer_list_wins(office: Stage) -> None:
    office.sends(OFFICER, "emes.xlsx", exported(ROWS))
    first = office.line.messages(USERS[OFFICER])[-1]
    office.sends(OFFICER, "emes 2.xlsx", exported((*ROWS[:2], well("S3", 25), *ROWS[2:])))
    old = next(a["data"] for a in actions(first.message) if a["label"] == "ยืนยันตามนี้")
    office.line.press(USERS[OFFICER], old, "")
    office.settle()
    assert "มีบัญชีใหม่กว่านี้แล้ว" in office.heard(OFFICER)[-1]
    assert standing(office)["S1"] == "claimed"
    assert "รายงานแล้ว ตรงกับที่แจ้ง 2 แห่ง" in office.presses(OFFICER, "ดูบัญชีใหม่")
    office.presses(OFFICER, "ยืนยันตามนี้")
    assert standing(office)["S3"] == "verified"


def district_plan() -> Plan:
    """The office with the schools of the fictional district in place of its own."""
    plan = emes_plan()
    schools = tuple(replace(unit, parent="") for unit in UNITS if unit.kind is UnitKind.SCHOOL)
    groups = tuple(unit for unit in plan.units if unit.kind is UnitKind.GROUP)
    people = tuple(one for one in plan.people if not one.unit.startswith("S"))
    return replace(plan, units=(*groups, *schools), people=people)


def test_it_is_undone_while_nobody_has_been_told(office: Stage) -> None:
    before = standing(office)
    office.sends(OFFICER, "emes.xlsx", exported(ROWS))
    office.presses(OFFICER, "ยืนยันตามนี้")
    assert "ย้อนผลของบัญชีแล้ว 5 แห่ง" in office.says(OFFICER, "เมื่อกี้ผิด")
    assert standing(office) == before
    heard = len(office.heard(ARUNEE))
    later(office, minutes=2)
    assert len(office.heard(ARUNEE)) == heard
    office.sends(OFFICER, "emes.xlsx", exported(ROWS))
    assert "ตรวจสอบแล้ว 2 แห่ง" in office.presses(OFFICER, "ยืนยันตามนี้")


def test_what_schools_were_told_stays_when_it_is_undone(office: Stage) -> None:
    office.sends(OFFICER, "emes.xlsx", exported(ROWS))
    office.presses(OFFICER, "ยืนยันตามนี้")
    later(office, minutes=2)
    assert "คงไว้" in office.says(OFFICER, "เมื่อกี้ผิด")
    found = standing(office)
    assert (found["S1"], found["S4"], found["S5"]) == ("claimed", "returned", "pending")


def test_a_school_that_mended_is_verified_by_the_next_list(office: Stage) -> None:
    office.sends(OFFICER, "emes.xlsx", exported(ROWS))
    office.presses(OFFICER, "ยืนยันตามนี้")
    later(office, minutes=2)
    office.presses(ARUNEE, "แก้ไขใน E-MES แล้ว")
    assert standing(office)["S4"] == "claimed"
    later(office, minutes=60)
    card = office.sends(OFFICER, "emes 2.xlsx", exported((well("S1", 40), well("S4", 118), well("S5", 30))))
    assert "ตรวจสอบไว้ก่อนแล้ว ยังตรงกัน 2 แห่ง" in card
    office.presses(OFFICER, "ยืนยันตามนี้")
    assert standing(office)["S4"] == "verified"
    contrary = office.sends(OFFICER, "emes 3.xlsx", exported((idle("S1"), well("S4", 118), well("S5", 30))))
    assert "แต่บัญชีต่างไป 1 แห่ง / บ้านหนองบัวงาม" in contrary
    assert standing(office)["S1"] == "verified"


def test_a_school_may_send_no_list_and_an_officer_in_a_group_neither(office: Stage) -> None:
    answer = office.sends(EK, "emes.xlsx", exported((well("S1", 40), well("S5", 30))))
    assert "ตรวจกับบัญชี" not in answer
    assert standing(office)["S5"] == "pending"
    assert office.sends(OFFICER, "emes.xlsx", exported(ROWS), group=True) == ""


def test_a_list_of_another_round_is_asked_about(office: Stage) -> None:
    asked = office.sends(OFFICER, "emes.xlsx", exported(ROWS, round_name="ครั้งที่ ๓"))
    assert "บัญชีนี้เป็นของงานไหน" in asked
    assert "ไม่ตรงกับงานที่เปิดอยู่" in asked
    assert "รายงานแล้ว ตรงกับที่แจ้ง 1 แห่ง" in office.presses(OFFICER, "E-MES รายการที่ ๑ ครั้งที่ ๒")


def test_names_alone_are_told_apart_by_their_district(office: Stage) -> None:
    card = office.sends(OFFICER, "emes.xlsx", exported((well("S1", 40), well("S3", 20), well("S4", 21)), codes=False))
    assert "รายงานแล้ว ตรงกับที่แจ้ง 3 แห่ง" in card
    assert "บ้านใหม่ อ.ทุ่งตะวัน" in card


def test_a_school_that_stands_twice_is_to_be_mended(office: Stage) -> None:
    card = office.sends(OFFICER, "emes.xlsx", exported((well("S1", 40), well("S1", 41), well("S5", 30))))
    assert "ตัวเลขต้องแก้ไข 1 แห่ง" in card
    assert "ซ้ำกับแถวอื่น" in card


def test_a_jump_from_the_round_before_is_asked_about_once(tmp_path: Path, template: Path) -> None:
    with staged(tmp_path, template, plan=emes_plan(before=True)) as stage:
        stage.sends(OFFICER, "ครั้งที่ 1.xlsx", exported((well("S1", 40), well("S5", 30)), round_name="ครั้งที่ ๑"))
        stage.presses(OFFICER, "ยืนยันตามนี้")
        rows = (well("S1", 60), Line("S5", 0, 0, (0, 0, 0, 0)))
        card = stage.sends(OFFICER, "ครั้งที่ 2.xlsx", exported(rows))
        assert "จำนวนนักเรียน 60 ต่างจากรอบก่อน 40 เกินร้อยละ ๓๐" in card
        assert "จำนวนนักเรียนเป็นศูนย์ ทั้งที่รอบก่อนมี 30 คน" in card
        stage.presses(OFFICER, "ยืนยันตามนี้")
        later(stage, minutes=2)
        stage.presses(EK, "แก้ไขใน E-MES แล้ว")
        card = stage.sends(OFFICER, "ครั้งที่ 2 อีก.xlsx", exported((*rows, idle("S6"))))
        assert "รายงานแล้ว ตรงกับที่แจ้ง 1 แห่ง / บ้านหนองบัวงาม" in card, "the school stands by what it has reported"


def queries(stage: Stage, doing: Callable[[], str]) -> tuple[int, str]:
    """How many statements the database was asked while something was done, and what came of it."""
    asked: list[str] = []

    def note(*call: Any) -> None:
        asked.append(call[2])

    event.listen(stage.store.engine, "before_cursor_execute", note)
    try:
        said = doing()
    finally:
        event.remove(stage.store.engine, "before_cursor_execute", note)
    return len(asked), said


def test_the_card_and_the_summary_ask_as_much_for_two_schools_as_for_seven(tmp_path: Path, template: Path) -> None:
    every = [f"S{number}" for number in range(1, 8)]
    with staged(tmp_path, template, plan=emes_plan(before=True)) as stage:
        stage.sends(OFFICER, "1.xlsx", exported([well(code, 40) for code in every], round_name="ครั้งที่ ๑"))
        stage.presses(OFFICER, "ยืนยันตามนี้")
        stage.says(NITI, "รายงาน emes แล้ว")
        stage.presses(NITI, "ทุกรายการข้างต้น")

        def card(codes: Sequence[str], pupils: int) -> tuple[int, str]:
            data = exported([well(code, pupils) for code in codes])
            return queries(stage, lambda: stage.sends(OFFICER, f"{len(codes)} {pupils}.xlsx", data))

        few, _ = card(["S1", "S5"], 60)
        many, said = card(every, 60)
        assert said.count("ต่างจากรอบก่อน 40") == 7, "each was held against the round before"
        assert few == many

        card(["S1", "S5"], 41)
        stage.presses(OFFICER, "ยืนยันตามนี้")
        few, _ = queries(stage, lambda: stage.says(OFFICER, "สรุป emes ครั้งที่ 2"))
        card(every, 41)
        stage.presses(OFFICER, "ยืนยันตามนี้")
        many, said = queries(stage, lambda: stage.says(OFFICER, "สรุป emes ครั้งที่ 2"))
        assert "7/8" in said
        assert few == many


def test_an_unsent_list_is_forgotten_unless_it_was_confirmed(office: Stage) -> None:
    office.sends(OFFICER, "emes.xlsx", exported(ROWS))
    unsend_last_file(office)
    assert "ใช้ไม่ได้แล้ว" in office.presses(OFFICER, "ยืนยันตามนี้")
    assert standing(office)["S1"] == "claimed"
    office.sends(OFFICER, "emes.xlsx", exported(ROWS))
    office.presses(OFFICER, "ยืนยันตามนี้")
    unsend_last_file(office)
    assert "จึงเก็บไว้เป็นหลักฐาน" in office.heard(OFFICER)[-1]
    assert standing(office)["S1"] == "verified"


def unsend_last_file(stage: Stage) -> None:
    with Session(stage.store.engine) as session:
        last = session.scalars(select(Upload).order_by(Upload.id.desc())).unique().first()
    assert last is not None
    stage.line.unsend(USERS[OFFICER], last.message_id)
    stage.settle()


def test_any_layout_that_people_send_is_a_list(tmp_path: Path, template: Path) -> None:
    """Each container as it leaves the system, with the messes of people's hands, for the schools of the district."""
    seeds = iter(range(1, 10_000))
    made = []
    for container in ("xlsx", "xls", "ods", "csv", "csv_cp874", "html", "tsv"):
        drawn = (make(seed, "emes", container=container, errors=()) for seed in seeds)
        fits = (one for one in drawn if len(one.truth["rows"]) > 5)
        made.append(next(one for one in fits if one.truth["subject"] == {"item": 1}))
    with staged(tmp_path, template, plan=district_plan()) as stage:
        for one in made:
            card = stage.sends(OFFICER, one.name, one.data)
            if "เป็นของงานไหน" in card:
                card = stage.presses(OFFICER, "E-MES รายการที่ ๑ ครั้งที่ ๒")
            assert "ตรวจกับบัญชีจาก E-MES" in card, one.name
            said = [row["emes_status"] for row in one.truth["rows"]]
            assert f"รายงานแล้ว แต่ยังไม่ได้แจ้งในไลน์ {said.count('รายงานแล้ว')} แห่ง" in card, (one.name, card)

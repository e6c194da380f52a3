"""The dashboard shows everybody what is theirs to see, and nothing else: asked for by every role, page by page."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from urllib.parse import quote

import pytest
from sqlalchemy import event, select

from domain.audit import Noted
from domain.plan import Role
from storage.schema import Attachment, Membership, Obligation, Person, Requirement, Unit
from tests.board_office import (
    CHAIR,
    DEPUTY,
    DIRECTOR,
    HEAD,
    NOW,
    OFFICER,
    OTHER_SCHOOL,
    SCHOOL,
    SHARES,
    STAFF,
    person_of,
)
from tests.bot.board_web import ELSEWHERE, LEFT, NEVER, Office

KEEPER = "ADM-9999"
ASKERS = (OFFICER, DIRECTOR, DEPUTY, HEAD, STAFF, SHARES, SCHOOL, OTHER_SCHOOL, CHAIR, KEEPER, ELSEWHERE, LEFT, NEVER)
# y: shown; f: sent on to the file; n: not there for them; b: nothing for them at all. A column for each of ASKERS.
# SHARES answers for the strategy of HEAD's group with it; CHAIR heads a school beside that of SCHOOL, in one cluster.
EXPECTED = MappingProxyType(
    {
        "home":                           "yyyyyyyyybynn",
        "view=all":                       "yyyyyyyyybynn",
        "view=own":                       "yyyyyyyyybynn",
        "search=x":                       "yyyyyyyyybynn",
        "search=":                        "yyyyyyyyybynn",
        "requirement={strategies}":       "yyyyyynnnbnnn",
        "requirement={emes}":             "yyynnnyyybnnn",
        "requirement={emes}&unit={group}": "nnnnnnnnnbnnn",
        "unit={group}":                   "yyyyyynnnbnnn",
        "unit={school}":                  "yyynnnynybnnn",
        "unit={other_school}":            "yyynnnnynbnnn",
        "debt={of_group}":                "yyyyyynnnbnnn",
        "debt={of_school}":               "yyynnnynnbnnn",
        "debt={of_other_school}":         "yyynnnnynbnnn",
        "debt={to_come}":                 "nnnnnnnnnbnnn",
        "file={version}&debt={of_group}": "ffffffnnnbnnn",
        "file={version}&debt={of_school}": "nnnnnnnnnbnnn",
        "evidence={picture}&debt={of_group}": "ffffffnnnbnnn",
        "evidence={picture}&debt={of_other_school}": "nnnnnnnnnbnnn",
        "file={version}":                 "nnnnnnnnnbnnn",
        "debt=0":                         "nnnnnnnnnbnnn",
        "debt=%C2%B2":                    "nnnnnnnnnbnnn",
        "debt=99999999999999999999":      "nnnnnnnnnbnnn",
        "unit=-1":                        "nnnnnnnnnbnnn",
        "year=x&work=y&cluster=z&state=w": "yyyyyyyyybynn",
    }
)  # fmt: skip
LETTERS = MappingProxyType({200: "y", 303: "f", 404: "n", 403: "b"})


@pytest.mark.parametrize("page", EXPECTED)
def test_a_page_opens_for_whom_the_table_says(office: Office, page: str) -> None:
    fields = "" if page == "home" else page.format_map(office.ids)
    seen = [office.web.client.get(f"{office.link(code)}?{fields}").status_code for code in ASKERS]
    assert "".join(LETTERS[status] for status in seen) == EXPECTED[page]


def test_every_page_may_do_nothing_but_ask_itself(office: Office) -> None:
    for page in ("", "debt={of_group}", "debt=0"):
        headers = office.web.client.get(f"{office.link(OFFICER)}?{page.format_map(office.ids)}").headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_forged_and_foreign_links_open_nothing(office: Office) -> None:
    link = office.link(OFFICER)
    of_a_file = office.web.links.file(1, 1, NOW).removeprefix("https://bot.example/f/").split("?")[0]

    for wrong in (link[:-3] + "abc", "/d/nonsense", f"/d/{of_a_file}"):
        assert office.web.client.get(wrong).status_code == 404
    assert office.web.client.get(link.replace("/d/", "/f/")).status_code == 404


def test_a_link_ends(office: Office) -> None:
    link = office.link(OFFICER)
    office.web.now = NOW + timedelta(hours=73)

    assert office.web.client.get(link).status_code == 410


def test_whoever_changes_roles_sees_with_the_same_link_what_is_theirs_now(office: Office) -> None:
    link = office.link(HEAD)
    assert "กลุ่มอำนวยการ" in office.web.client.get(link).text
    with office.store.begin() as tx:
        head = person_of(tx, HEAD)
        school = tx.people.unit(office.ids["school"])
        assert school is not None
        tx.people.serve(head, school, Role.SCHOOL_STAFF)
        tx.people.leave(head, [office.ids["group"]])
        tx.commit()

    now = office.web.client.get(link).text
    assert "โรงเรียนอนุบาลศรีธารา" in now
    assert "กลุ่มอำนวยการ" not in now
    with office.store.begin() as tx:
        tx.people.leave(person_of(tx, HEAD), [office.ids["school"]])
        tx.commit()
    assert office.web.client.get(link).status_code == 404


PAGES = (
    "",
    "view=all",
    "view=own",
    "requirement={emes}",
    "requirement={strategies}",
    "debt={of_group}",
    "search=โรงเรียน",
)


def test_no_page_shows_a_telephone_number(office: Office) -> None:
    for page in (*PAGES, *(f"debt={n}" for n in range(1, 30))):
        answer = office.web.client.get(f"{office.link(OFFICER)}?{page.format_map(office.ids)}")
        assert "081" not in answer.text, page
    assert "[หมายเลขโทรศัพท์]" in office.asks(OFFICER, "debt={of_group}")


def test_a_school_reads_of_itself_only(office: Office) -> None:
    with office.store.reading() as tx:
        others = {unit.name for unit in tx.people.units(1) if unit.kind in ("school", "group")} - {"โรงเรียนอนุบาลศรีธารา"}
        people = set(tx.people.names(1).values()) - {person_of(tx, SCHOOL).name}
    for page in (
        "",
        "view=all",
        "view=own",
        "unit={school}",
        "requirement={emes}",
        "debt={of_school}",
        "search=โรงเรียน",
    ):
        text = office.asks(SCHOOL, page)
        assert not [name for name in others | people if name in text], page


def test_a_chair_reads_the_states_of_the_cluster_and_no_names(office: Office) -> None:
    text = office.asks(CHAIR, "view=all")
    assert "โรงเรียนอนุบาลศรีธารา" in text
    assert "โรงเรียนบ้านหนองบัวงาม" in text
    assert "โรงเรียนบ้านใหม่" not in text
    whole = "".join(office.asks(CHAIR, page) for page in ("", "view=all", "unit={school}", "requirement={emes}"))
    with office.store.reading() as tx:
        assert not [name for name in tx.people.names(1).values() if name in whole]
    assert f'debt={office.ids["of_school"]}"' not in whole


def test_who_answers_for_a_subject_with_others_does_not_read_their_names(office: Office) -> None:
    with office.store.reading() as tx:
        names = {tx.people.names(1)[m.person_id] for m in tx.people.of_units([office.ids["group"]])}
    shared, own = office.asks(SHARES, "debt={of_group}"), office.asks(HEAD, "debt={of_group}")

    assert "ST-2570-R6/000" in shared
    assert not [name for name in names if name in shared]
    assert [name for name in names if name in own]
    with office.store.reading() as tx:
        officer = person_of(tx, OFFICER).name
    assert officer not in own
    assert officer in office.asks(DIRECTOR, "debt={of_group}")


def test_a_file_comes_by_a_link_of_its_own_which_is_noted(office: Office) -> None:
    ask = f"{office.link(DIRECTOR)}?{'file={version}&debt={of_group}'.format_map(office.ids)}"
    first, second = office.web.client.get(ask), office.web.client.get(ask)
    path = first.headers["Location"].removeprefix("https://bot.example")

    assert path.startswith("/f/")
    assert office.web.client.get(path).data.startswith(b"form")
    assert second.headers["Location"] == first.headers["Location"]
    assert [about.partition(":")[0] for about in noted(office, Noted.OPEN_FILE)] == ["sent"]


def test_what_was_taken_back_is_not_handed_out(office: Office) -> None:
    with office.store.begin() as tx:
        version = tx.submissions.submission(office.ids["version"])
        assert version is not None
        tx.submissions.withdraw(version, NOW)
        tx.commit()
    ask = "file={version}&debt={of_group}".format_map(office.ids)

    assert office.web.client.get(f"{office.link(OFFICER)}?{ask}").status_code == 404
    assert "ผู้ส่งถอนคืนแล้ว" in office.asks(OFFICER, "debt={of_group}")


def noted(office: Office, deed: Noted) -> list[str]:
    with office.store.reading() as tx:
        return [line.about for line, _ in tx.audit.trail(1) if line.deed == deed]


def test_who_looked_at_which_page_is_noted_once_an_hour(office: Office) -> None:
    for minutes in (0, 1, 59):
        office.web.now = NOW + timedelta(minutes=minutes)
        office.asks(DIRECTOR, "debt={of_group}")
    office.asks(DIRECTOR)
    office.asks(DIRECTOR, "unit={group}")
    office.asks(DIRECTOR, "requirement={emes}")
    office.web.client.head(f"{office.link(DIRECTOR)}?view=own")
    office.web.client.get(f"{office.link(DIRECTOR)}?debt=0")

    assert noted(office, Noted.OPEN_PAGE) == [
        f"debt:{office.ids['of_group']}", "board", "unit:GENERAL", "requirement:EM-2570-01",
    ]  # fmt: skip


def test_names_cannot_become_part_of_the_page(office: Office) -> None:
    evil = "<script>alert(1)</script>\"'&"
    with office.store.begin() as tx:
        for unit in tx.people.units(1):
            unit.name = evil
            unit.district = evil if unit.district else ""
        for asked in tx._session.scalars(select(Requirement)):
            asked.title = asked.round_name = asked.agency = evil
        for person in tx._session.scalars(select(Person)).unique():
            person.name = evil
        for kept in tx._session.scalars(select(Attachment)):
            kept.name = evil
        tx.commit()

    for page in (
        *PAGES,
        f"search={quote(evil)}",
        f"view=all&district={quote(evil)}&round={quote(evil)}",
        "unit={school}",
    ):
        text = office.asks(OFFICER, page)
        assert "<script" not in text, page
        assert "&lt;script&gt;" in text, page


def statements(office: Office, page: str) -> int:
    """How many statements a page takes once its look is noted."""
    found: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        found.append(statement)

    link = f"{office.link(OFFICER)}?{page.format_map(office.ids)}"
    office.web.client.get(link)
    event.listen(office.store.engine, "before_cursor_execute", heard)
    try:
        assert office.web.client.get(link).status_code == 200
    finally:
        event.remove(office.store.engine, "before_cursor_execute", heard)
    return len(found)


def test_a_page_takes_as_many_queries_for_many_schools_as_for_few(office: Office) -> None:
    pages = ("", "requirement={emes}", "search=โรงเรียน", "unit={school}", "debt={of_group}")
    few = [statements(office, page) for page in pages]
    with office.store.begin() as tx:
        asked = tx.work.requirement(office.ids["emes"], 1)
        assert asked is not None
        subject = tx.work.of_requirement(asked.id)[0].subject_id
        for n in range(40):
            unit = Unit(office_id=1, parent_id=1, kind="school", code=f"X{n}", name=f"โรงเรียนเพิ่มที่ {n}")
            tx._session.add(unit)
            tx.flush()
            tx._session.add(
                Obligation(
                    requirement_id=asked.id, unit_id=unit.id, subject_id=subject, state="pending", due_at=asked.due_at
                )
            )  # fmt: skip
        tx.commit()

    assert [statements(office, page) for page in pages] == few
    assert max(few) <= 13


def test_filters_narrow_the_overview_and_say_so(office: Office) -> None:
    late = office.asks(OFFICER, "view=all&state=late")
    assert "เลยกำหนด" in late
    assert "✓" not in late.partition("<table")[2]
    thung = office.asks(OFFICER, f"view=all&district={quote('ทุ่งตะวัน')}")
    assert "โรงเรียนบ้านใหม่" in thung
    assert "โรงเรียนอนุบาลศรีธารา" not in thung
    assert "ไม่พบรายการตามตัวกรอง" in office.asks(OFFICER, f"view=all&district={quote('ทุ่งตะวัน')}&work=strategy")
    assert (
        "โรงเรียน" not in office.asks(OFFICER, "view=all&work=strategy").partition("<table")[2].partition("</table")[0]
    )


def test_a_list_says_what_is_owed_together_with_others(office: Office) -> None:
    assert "ร่วมกับกลุ่มอำนวยการ" in office.asks(SHARES)
    assert "ร่วมกับ" not in office.asks(HEAD)
    assert "ร่วมกับ" not in office.asks(OFFICER, "unit={school}")


def test_search_finds_units_works_and_receipts_in_either_digits(office: Office) -> None:
    assert "โรงเรียนไทยรัฐวิทยา ๙๙๙" in office.asks(OFFICER, "search=ไทยรัฐวิทยา 999")
    assert "แบบติดตามกลยุทธ์" in office.asks(OFFICER, "search=กลยุทธ์")
    found = office.asks(OFFICER, f"search={quote('ST-๒๕๗๐-R๖/๐๐๐๑')}")
    assert "เลขรับ 1 รายการ" in found
    assert "ไม่พบ" in office.asks(OFFICER, "search=100%25")
    assert "เลขรับ" not in office.asks(SCHOOL, "search=ST-2570").partition("</form>")[2]


def test_somebody_with_a_role_in_two_units_sees_both(office: Office) -> None:
    with office.store.begin() as tx:
        head = person_of(tx, HEAD)
        head.memberships.append(Membership(unit_id=office.ids["school"], role=Role.SCHOOL_STAFF))
        tx.commit()

    text = office.asks(HEAD)
    assert "แบบติดตามกลยุทธ์" in text
    assert "รายงาน E-MES" in text

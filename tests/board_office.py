"""The fictional district with work of every kind in every state, for looking at its dashboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Final

from sqlalchemy import func, select

from bot.config import load_config
from bot.demo.district import district
from domain.forms.definition import Severity
from domain.forms.reading_result import Finding
from domain.forms.record import findings_to_json
from domain.plan import EVERY_SCHOOL, Plan, PlanPerson, PlanRequirement, PlanSubject, PlanUnit, Role, UnitKind
from domain.thai import BANGKOK
from storage.inbox import Arrival
from storage.schema import Extension, Inbox, Membership, Obligation, Person, Review, Unit, Upload
from storage.store import Store, Transaction

NOW: Final = datetime(2027, 3, 31, 10, 24, tzinfo=BANGKOK)  # two working days before the strategies are due
OFFICER, DIRECTOR, DEPUTY = "PLN-6W2E", "DIR-2M8H", "DEP-4K7R"
HEAD, STAFF, SHARES = "GEN-3H9D", "GEN-7Q4K", "LAW-3T9N"
SCHOOL, OTHER_SCHOOL, CHAIR = "SCH-2A7K", "SCH-5K9V", "SCH-4D9M"
PHONE = "081 234 5678"
_OPENS: Final = datetime(2026, 11, 2, 8, 30, tzinfo=BANGKOK)
_ITEM: Final = "EM-{no:02d}"
_MEND: Final = (
    Finding(code="missing", severity=Severity.ERROR, sheet="แบบ", cell="F9", heading="ผลการดำเนินงาน"),
    Finding(
        code="unclear_value", severity=Severity.WARNING, sheet="แบบ", cell="G9", heading="ร้อยละ", seen=f"โทร {PHONE}"
    ),
)


def plan(*, items: int = 3, more_schools: int = 0) -> Plan:
    """The demo's plan, with so many E-MES items that every school owes, and further schools of one cluster."""
    base = district()
    schools = tuple(
        PlanUnit(
            code=f"9902{n:04d}",
            kind=UnitKind.SCHOOL,
            name=f"โรงเรียนบ้านจำลองที่ {n}",
            parent="CL-THUNG",
            district="ทุ่งตะวัน",
        )
        for n in range(more_schools)
    )
    subjects = tuple(
        PlanSubject(
            code=_ITEM.format(no=no), kind="item", fiscal_year_be=2570, no=no, owners=("PLAN",),
            title=f"การอ่านออกเขียนได้และการคิดเลขเป็นของนักเรียนชั้นประถมศึกษาปีที่ {no}",
        )
        for no in range(1, items + 1)
    )  # fmt: skip
    asked = tuple(
        PlanRequirement(
            code=f"EM-2570-{no:02d}", work="emes", form="emes",
            title=f"รายงาน E-MES รายการที่ {no} ครั้งที่ ๒ ปีงบประมาณ ๒๕๗๐",
            fiscal_year_be=2570, round="2", round_name="ครั้งที่ ๒", period_start=date(2026, 10, 1),
            period_end=date(2027, 3, 31), opens_at=_OPENS,
            due_at=datetime(2027, 3, 10 + no % 20, 16, 30, tzinfo=BANGKOK),
            subjects=(_ITEM.format(no=no),), debtors=(EVERY_SCHOOL,),
        )
        for no in range(1, items + 1)
    )  # fmt: skip
    keeper = PlanPerson(code="ADM-9999", name="นายดูแล จำลองระบบ", position="ผู้ดูแลระบบ", unit="SRT1", role=Role.ADMIN)
    return replace(
        base,
        units=(*base.units, *schools),
        people=(*base.people, keeper),
        subjects=(*base.subjects, *subjects),
        requirements=(*base.requirements, *asked),
    )


@cache
def _versions() -> dict[str, int]:
    return {name: form.version for name, form in load_config().forms.items()}


def fill(store: Store, whole: Plan) -> None:
    """Load the plan, let everybody join, and let work come in, be sent back, be taken and be asked to be later."""
    with store.begin() as tx:
        tx.plans.load(whole, _versions())
        session, dice = tx._session, Random(7)  # noqa: S311 - always the same office
        people = list(session.scalars(select(Person).order_by(Person.id)).unique())
        for n, person in enumerate(people):
            tx.people.join(person, f"U{n + 1:032x}", _OPENS)
        serving = {m.unit_id: m.person_id for m in session.scalars(select(Membership).order_by(Membership.id.desc()))}
        officer = person_of(tx, OFFICER)
        debts = list(session.scalars(select(Obligation).order_by(Obligation.id)).unique())
        sender = serving[session.scalars(select(Unit.id).where(Unit.code == "GENERAL")).one()]
        for debt in debts:
            _live(tx, debt, serving.get(debt.unit_id, sender), officer, dice)
        tx.commit()


def _live(tx: Transaction, debt: Obligation, sender: int, officer: Person, dice: Random) -> None:
    by_claim = debt.requirement.work == "emes"
    ways = ("nothing", "sent", "mend", "taken", "nil")
    way = dice.choice(ways) if by_claim else {1: "mend", 2: "nothing", 3: "taken"}.get(debt.subject.no, "sent")
    if way in ("sent", "mend", "taken") and not by_claim:
        _send(tx, debt, sender, clean=False)
    if way in ("sent", "taken") and not by_claim:
        _send(tx, debt, sender, clean=True)
    states = {"nothing": "pending", "sent": "claimed" if by_claim else "submitted", "mend": "returned", "nil": "nil"}
    debt.state = states.get(way, "verified" if by_claim else "accepted")
    if way in ("mend", "taken"):
        _decide(tx, debt, sender, officer)
    if way == "nothing" and debt.id % 2:
        tx._session.add(
            Extension(
                office_id=debt.requirement.office_id, obligation_id=debt.id, person_id=sender, asked_at=NOW,
                due_before=debt.due_at, wanted=debt.due_at + timedelta(days=5), status="asked", answer="",
                reason=f"รอตัวเลขจากโรงเรียน ติดต่อ {PHONE}",
            )
        )  # fmt: skip
    name = f"ภาพกิจกรรมลูกเสือและการเข้าค่ายพักแรมของนักเรียนชั้นประถมศึกษาตอนปลาย {debt.id}.jpg"
    if way in ("sent", "mend"):
        kept = tx.attachments.add(
            sender=tx._session.get_one(Person, sender), message_id=f"e{debt.id}", set_id=None, kind="image", now=NOW,
            sha256=tx.files.keep(b"picture %d" % debt.id, "image/jpeg", NOW), name=name,
        )  # fmt: skip
        kept.obligation_id = debt.id
    tx.flush()


def _send(tx: Transaction, debt: Obligation, sender: int, *, clean: bool) -> None:
    session = tx._session
    number = 1 + (session.scalar(select(func.count()).select_from(Inbox)) or 0)
    arrival = Arrival(
        event_id=f"e{number}", conversation="U", user_id=None, kind="message", happened_ms=number, payload={}
    )
    tx.inbox.add([arrival], NOW)
    upload = tx.submissions.add_upload(
        Upload(
            inbox_id=session.scalars(select(func.max(Inbox.id))).one(), office_id=debt.requirement.office_id,
            person_id=sender, chat="U", message_id=f"m{number}", name=f"แบบติดตาม ส่งครั้งที่ {number} โทร {PHONE}.xlsx",
            sha256=tx.files.keep(b"form %d" % number, "application/x-test", NOW), arrived_at=NOW, outcome="settled",
        )
    )  # fmt: skip
    at = NOW - timedelta(days=6 if not clean else 2)
    tx.submissions.receive(
        obligation=debt, upload=upload, at=at, clean=clean, stands=True, sheet="แบบ", rows=[],
        findings=[] if clean else findings_to_json(_MEND),
    )  # fmt: skip


def _decide(tx: Transaction, debt: Obligation, sender: int, officer: Person) -> None:
    mended = debt.state == "returned"
    tx.reviews.add(
        Review(
            office_id=debt.requirement.office_id, obligation_id=debt.id, bench="review", status="done",
            deed="return" if mended else "accept", by_id=officer.id, at=NOW - timedelta(days=1), before="submitted",
            after=debt.state, reason=f"ยังขาดผลของตัวชี้วัดที่ ๒ สอบถาม {PHONE}" if mended else "", sender_id=sender,
        )
    )  # fmt: skip


def person_of(tx: Transaction, code: str) -> Person:
    """The person with that registration code."""
    person = tx.people.by_code(code)
    assert person is not None, code
    return person

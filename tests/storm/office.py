"""An office large enough for a storm: groups that each owe a strategy, their staff, two chats, strangers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

from bot.config import load_config
from bot.emulator.clock import VirtualClock
from bot.emulator.server import LocalLine
from bot.emulator.world import GroupSeed, PersonSeed
from domain.forms.identity import Identity
from domain.forms.layout import items_of, rows_to_fill
from domain.plan import Plan, PlanIndicator, PlanSubject, PlanUnit, UnitKind
from reports.blank_form import make_blank
from reports.blank_issue import BlankIssue
from storage.store import Store
from tests.plans import START, small_plan
from tests.stories.stage import SECRET, TOKEN, filled

GROUPS = 18
STAFF = tuple(f"STA-{n:04}" for n in range(1, GROUPS + 1))
TALKERS = STAFF[:10]  # the others say and send nothing, and are reminded while the storm rages
OFFICER = "OFF-5555"
STRANGERS = ("คนแปลกหน้า", "ผู้ปกครอง", "ร้านถ่ายเอกสาร")
_CODES = (*STAFF, OFFICER)
USERS: Mapping[str, str] = {code: f"U{n:032x}" for n, code in enumerate((*_CODES, *STRANGERS), start=1)}
CHATS = tuple(f"C{n:032x}" for n in range(1, 4))


def plan() -> Plan:
    """The small plan with many groups instead of three."""
    small = small_plan()
    (requirement,) = small.requirements
    staff = replace(small.people[0])
    subjects = tuple(
        PlanSubject(
            code=f"ST{n}",
            kind="strategy",
            fiscal_year_be=2570,
            no=n,
            title=f"กลยุทธ์ทดสอบที่ {n}",
            owners=(f"G{n}",),
            indicators=(PlanIndicator(no=f"{n}.1", name=f"ร้อยละของเรื่องที่ {n}", unit="ร้อยละ", target="≥ 80"),),
        )
        for n in range(1, GROUPS + 1)
    )
    return replace(
        small,
        units=(
            *(PlanUnit(code=f"G{n}", kind=UnitKind.GROUP, name=f"กลุ่มทดสอบที่ {n}") for n in range(1, GROUPS + 1)),
            small.units[-1],
        ),
        people=(
            *(replace(staff, code=code, name=f"นาย{n} สมมติชน", unit=f"G{n}") for n, code in enumerate(STAFF, 1)),
            *(person for person in small.people if person.code == OFFICER),
        ),
        subjects=subjects,
        requirements=(replace(requirement, subjects=tuple(subject.code for subject in subjects)),),
    )


def move_in(store: Store) -> None:
    """Load the plan and register everybody."""
    with store.begin() as tx:
        tx.plans.load(plan(), {"strategy": 1})
        for code in _CODES:
            person = tx.people.by_code(code)
            assert person is not None
            tx.people.join(person, USERS[code], START)
        tx.commit()


@cache
def _form(group: int, *, faulty: bool) -> bytes:
    subject, (requirement,) = plan().subjects[group], plan().requirements
    issue = BlankIssue(
        identity=Identity(requirement.code, subject.code, f"G{group + 1}", 1),
        office_name=plan().office.name,
        fiscal_year_be=2570,
        round_name=requirement.round_name,
        period_start=requirement.period_start,
        period_end=requirement.period_end,
        subject_no=subject.no,
        subject_title=subject.title,
        unit_name=plan().units[group].name,
        rows=rows_to_fill(load_config().forms["strategy"].layout, {}, items_of(subject.indicators)),
    )
    blank = make_blank(load_config().forms["strategy"], issue)
    return filled(blank, achieved=230 if faulty else 180)


def form_of(code: str, number: int, *, faulty: bool) -> bytes:
    """A filled form of somebody's group; another `number` gives other bytes and the same form."""
    book = io.BytesIO(_form(STAFF.index(code), faulty=faulty))
    with zipfile.ZipFile(book, "a") as archive:
        archive.comment = str(number).encode()
    return book.getvalue()


@contextmanager
def line_of_office() -> Iterator[LocalLine]:
    """A local LINE, running, with everybody a friend of the bot and in every chat."""
    line = LocalLine(
        channel_secret=SECRET,
        access_token=TOKEN,
        webhook_url="",
        people=[PersonSeed(user, code) for code, user in USERS.items()],
        groups=[GroupSeed(chat, f"กลุ่ม {n}", tuple(USERS.values()), bot_in=True) for n, chat in enumerate(CHATS, 1)],
        quota=None,
        clock=VirtualClock(START),
    )
    line.sender.gaps = (0.1,) * 10_000
    line.channel.world.friends |= set(USERS.values())
    line.channel.world.ever_friends |= set(USERS.values())
    yield line
    line.stop()

"""Who may be mentioned where, on both databases: only who agreed, serves a unit that is named, and is in the group."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.disclosure import GroupSays
from domain.group_digests import GroupNagKey
from domain.thai import BANGKOK
from storage.group_members import ToAsk, Usual
from storage.outbox import Letter
from storage.schema import Chat, GroupMember, GroupNag, Outbox, Person, Unit
from storage.store import Store, Transaction
from tests.plans import small_plan

NOW = datetime(2027, 4, 1, 13, 30, tzinfo=BANGKOK)
COUNTS, NAMES = Usual(GroupSays.COUNTS, digest=False), Usual(GroupSays.NAMES, digest=True)
EK, PO = "U-ONE-1111", "U-PRO-4444"


@pytest.fixture
def office(store: Store) -> Store:
    """The small plan, all of whose people have joined; a group of the whole office and one of กลุ่มอำนวยการ."""
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        for code in ("ONE-1111", "PRO-4444", "OFF-5555"):
            person = tx.people.by_code(code)
            assert person is not None
            tx.people.join(person, f"U-{code}", NOW)
        units = {unit.code: unit for unit in tx._session.scalars(select(Unit))}
        for line_id, code in (("C1", "OFFICE"), ("C2", "GENERAL"), ("R3", "OFFICE")):
            tx._session.add(
                Chat(
                    line_id=line_id, kind="room" if line_id[0] == "R" else "group", joined_at=NOW,
                    unit_id=units[code].id, bound_at=NOW, digest=True, says="names",
                )
            )  # fmt: skip
        tx.commit()
    return store


def person(tx: Transaction, user: str) -> Person:
    found = tx.people.by_line(user)
    assert found is not None
    return found


def agree(office: Store, *users: str) -> None:
    with office.begin() as tx:
        for user in users:
            tx.group_members.agree(person(tx, user), NOW)
        tx.commit()


def to_ask(office: Store, now: datetime = NOW, usual: Usual = COUNTS) -> list[tuple[str, str]]:
    with office.reading() as tx:
        return [(asked.group, asked.user) for asked in tx.group_members.to_ask(now, usual)]


def told(office: Store, *, is_in: bool = True, at: datetime = NOW) -> None:
    """LINE was asked about everything there is to ask, and said that."""
    with office.begin() as tx:
        for asked in tx.group_members.to_ask(at, COUNTS):
            tx.group_members.noted(asked, at, is_in=is_in)
        tx.commit()


def mentioned(office: Store, group: str = "C1", now: datetime = NOW) -> set[str]:
    with office.reading() as tx:
        chat = tx.chats.get(group)
        assert chat is not None
        units = tx._session.scalars(select(Unit.id)).all()
        return {user for users in tx.group_members.to_mention(chat, units, now).values() for user in users}


def test_only_those_who_agreed_are_asked_about_and_where_their_unit_is_named(office: Store) -> None:
    assert to_ask(office) == []
    agree(office, EK, PO)

    assert to_ask(office) == [("C1", EK), ("C1", PO), ("C2", EK)]


@pytest.mark.parametrize(
    "change",
    [{"says": "counts"}, {"digest": False}, {"bound_at": None}, {"left_at": NOW}, {"says": None}, {"digest": None}],
)
def test_nobody_is_asked_about_where_nobody_is_named(office: Store, change: dict[str, Any]) -> None:
    agree(office, EK)
    with Session(office.engine) as session:
        session.execute(update(Chat).values(**change))
        session.commit()

    assert to_ask(office) == []
    usual = change in ({"says": None}, {"digest": None})
    assert bool(to_ask(office, usual=NAMES)) == usual


def test_what_was_asked_is_asked_again_after_a_day_and_believed_for_two(office: Store) -> None:
    agree(office, EK)
    told(office)
    assert mentioned(office) == {EK}
    assert to_ask(office, NOW + timedelta(hours=23)) == []
    assert len(to_ask(office, NOW + timedelta(days=1))) == 2
    assert mentioned(office, now=NOW + timedelta(hours=47)) == {EK}
    assert mentioned(office, now=NOW + timedelta(days=2)) == set()

    told(office, is_in=False, at=NOW + timedelta(days=1))
    assert mentioned(office, now=NOW + timedelta(days=1)) == set()


@pytest.mark.parametrize("change", [{"blocked_at": NOW}, {"line_user_id": None}, {"mentions_since": None}])
def test_who_cannot_be_reached_or_does_not_agree_is_not_mentioned(office: Store, change: dict[str, Any]) -> None:
    agree(office, EK, PO)
    told(office)
    with Session(office.engine) as session:
        session.execute(update(Person).where(Person.line_user_id == EK).values(**change))
        session.commit()

    assert mentioned(office) == {PO}


def test_an_older_answer_does_not_undo_a_later_event(office: Store) -> None:
    agree(office, EK)
    told(office)
    with office.begin() as tx:
        tx.group_members.went("C1", [EK, "U-unknown"], NOW + timedelta(minutes=2), NOW)
        chat = tx.chats.get("C1")
        assert chat is not None
        asked = ToAsk(chat.id, person(tx, EK).id, "C1", EK)
        tx.group_members.noted(asked, NOW + timedelta(minutes=1), is_in=True)
        tx.group_members.came("C1", [EK], NOW + timedelta(minutes=1))
        tx.commit()
    assert (mentioned(office), mentioned(office, "C2")) == (set(), {EK})

    with office.begin() as tx:
        tx.group_members.came("C1", [EK], NOW + timedelta(minutes=3))
        tx.commit()
    assert mentioned(office) == {EK}


def test_of_who_never_agreed_coming_and_going_is_not_kept(office: Store) -> None:
    with office.begin() as tx:
        tx.group_members.came("C1", [EK], NOW)
        tx.group_members.went("C1", [EK], NOW, NOW)
        tx.commit()

    with office.reading() as tx:
        assert tx._session.scalars(select(GroupMember.person_id)).all() == []


@pytest.mark.parametrize("end", ["taken back", "forgotten", "joined anew", "left the unit"])
def test_who_ends_it_is_mentioned_no_more_and_where_they_are_is_not_kept(office: Store, end: str) -> None:
    agree(office, EK)
    told(office)
    with office.begin() as tx:
        who = person(tx, EK)
        match end:
            case "taken back":
                tx.group_members.take_back(who, NOW)
            case "forgotten":
                tx.forgetting.person(who, "nobody", NOW)
            case "joined anew":
                tx.people.join(who, "U-other", NOW)
            case _:
                tx.people.leave(who, [m.unit_id for m in who.memberships])
        assert who.mentions_since is None
        tx.commit()

    assert mentioned(office) == set()
    with office.reading() as tx:
        assert tx._session.scalars(select(GroupMember.person_id)).all() == []


@pytest.mark.parametrize("way", ["push", "reply"])
def test_what_is_on_its_way_is_taken_back_when_somebody_leaves_the_group(office: Store, way: str) -> None:
    agree(office, EK)
    told(office)
    row = digest(office, way)
    with office.begin() as tx:
        tx.group_members.went("C2", [EK], NOW + timedelta(minutes=1), NOW)
        assert tx.group_nags.told([1]) != set()
        tx.group_members.went("C1", [EK], NOW + timedelta(minutes=1), NOW)
        tx.commit()

    with office.reading() as tx:
        assert tx.group_nags.told([1]) == set()
        kept = tx._session.get_one(Outbox, row)
        assert (kept.status, len(kept.messages)) == (("withdrawn", 2) if way == "push" else ("waiting", 1))


def test_a_refused_message_is_sent_once_more_in_other_words_and_its_group_is_asked_about_anew(office: Store) -> None:
    agree(office, EK)
    told(office)
    row = digest(office, "push")
    with office.begin() as tx:
        claimed = tx.outbox.claim(NOW, allowance=None)
        assert claimed is not None
        tx.outbox.in_other_words(row, [{"n": 3}], NOW)
        tx.group_members.doubt(row)
        tx.commit()
    with office.begin() as tx:
        again = tx.outbox.claim(NOW, allowance=None)
        assert again is not None
        assert (again.id, again.messages, again.tried) == (row, [{"n": 3}], False)
        assert again.retry_key != claimed.retry_key
        assert len(tx._session.scalars(select(GroupNag.id)).all()) == 1
    assert to_ask(office) == [("C1", EK)]


def test_what_mentioned_somebody_who_is_forgotten_is_erased(office: Store) -> None:
    agree(office, EK)
    told(office)
    rows = {status: digest(office, "push", step=status) for status in ("sent", "held", "waiting", "sending")}
    with office.begin() as tx:
        for status, row in rows.items():
            tx._session.get_one(Outbox, row).status = status
        tx.forgetting.person(person(tx, EK), "nobody", NOW)
        tx.commit()

    with office.reading() as tx:
        left = {name: tx._session.get_one(Outbox, row) for name, row in rows.items()}
        assert {name: (row.status, bool(row.messages)) for name, row in left.items()} == {
            "sent": ("sent", False),
            "held": ("withdrawn", False),
            "waiting": ("withdrawn", False),
            "sending": ("sending", True),
        }


def digest(office: Store, way: str, step: str = "-1") -> int:
    """A digest for the office's group that mentions นายเอก: by itself, or behind an answer to somebody there."""
    messages: list[dict[str, Any]] = [{"text": "answer"}, {"text": "digest", "substitution": {"p": {"userId": EK}}}]
    letter = Letter(
        way=way, chat="C1" if way == "push" else PO, messages=messages, nags=way == "push", carries=way == "reply",
        reply_until=NOW + timedelta(seconds=50), reply_token="t",
    )  # fmt: skip
    with office.begin() as tx:
        row = tx.outbox.add(letter, NOW)
        key = GroupNagKey("r", 1, step, NOW.date(), "C1")
        tx.group_nags.add([(key, row)], planned_for=NOW.date())
        tx.commit()
    return row

"""Who is let in to what: every deed of the table, asked for by everybody, in private and in a group.

The deeds' own work is left out (each is replaced by a sign that it was let in); routing, rights and storage are real.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pytest
from sqlalchemy import func, select

from bot.app import build_worker
from bot.config import load_config
from domain.applications import Standing
from domain.events import (
    BotJoined,
    BotLeft,
    ButtonPressed,
    FileSent,
    Followed,
    Incoming,
    PhotoSent,
    Place,
    TakenBack,
    TextSaid,
    Unfollowed,
)
from domain.messages import Outgoing, Reply, Text
from domain.phrases.understanding import RULES
from domain.plan import Role
from handlers.routing import Context, Deed, Table, answer
from handlers.table import DEEDS
from handlers.wording import people as words
from handlers.wording import registration
from handlers.wording.notice import VERSION
from handlers.wording.voice import Voice
from storage.schema import Membership, Person
from storage.store import Transaction
from tests.plans import START, small_plan
from tests.stories.stage import settings_for, store_at

VOICE = Voice()
LET_IN = [Reply((Text("let in"),))]
NOTICE = [Reply((Text("the notice"),))]
# Letters of the table below.
ANSWERS = MappingProxyType(
    {
        "y": LET_IN,
        "c": NOTICE,
        "r": [Reply((words.please_register(VOICE),))],
        "w": [Reply((registration.still_waiting(VOICE),))],
        "n": [Reply((words.not_for_you(VOICE),))],
        "p": [Reply((words.ask_in_private(VOICE),))],
        "-": [],
    }
)
ASKERS = (
    "unknown",  # has never agreed to the notice
    "stranger",
    "applicant",  # hands in an application, and waits
    Role.ADMIN,
    Role.OFFICER,
    Role.DIRECTOR,
    Role.DEPUTY,
    Role.GROUP_HEAD,
    Role.GROUP_STAFF,
    Role.SCHOOL_DIRECTOR,
    Role.SCHOOL_STAFF,
)
# y: let in; c: the notice first; r: asked to register; w: told to wait; n: not for you; p: in private; -: silence.
# A column for each of ASKERS, in that order.
EXPECTED = MappingProxyType(
    {
        #                    in private     in a group
        "greet":            ("yyyyyyyyyyy", "yyyyyyyyyyy"),
        "part":             ("yyyyyyyyyyy", "yyyyyyyyyyy"),
        "enter a group":    ("yyyyyyyyyyy", "yyyyyyyyyyy"),
        "leave a group":    ("yyyyyyyyyyy", "yyyyyyyyyyy"),
        "agree":            ("yyyyyyyyyyy", "yyyyyyyyyyy"),
        "decline":          ("yyyyyyyyyyy", "yyyyyyyyyyy"),
        "read notice":      ("yyyyyyyyyyy", "yyyyyyyyyyy"),
        "register":         ("cyyyyyyyyyy", "yyyyyyyyyyy"),
        "choose unit":      ("cyyyyyyyyyy", "yyyyyyyyyyy"),
        "keep old unit":    ("crwyyyyyyyy", "---yyyyyyyy"),
        "cancel":           ("cyyyyyyyyyy", "yyyyyyyyyyy"),
        "who waits":        ("crwnynnnnnn", "rrrnpnnnnnn"),
        "admit":            ("crwnynnnnnn", "---npnnnnnn"),
        "admit all":        ("crwnynnnnnn", "---npnnnnnn"),
        "refuse":           ("crwnynnnnnn", "---npnnnnnn"),
        "invite":           ("crwnynnnnnn", "rrrnpnnnnnn"),
        "moved":            ("crwyyyyyyyy", "rrrpppppppp"),
        "resign":           ("crwyyyyyyyy", "---pppppppp"),
        "hand over":        ("crwnynnynyn", "rrrnpnnpnpn"),
        "release":          ("crwnynnynyn", "---npnnpnpn"),
        "move out":         ("crwnynnynyn", "rrrnpnnpnpn"),
        "my tasks":         ("crwyyyyyyyy", "rrrpppppppp"),
        "get form":         ("crwyyyyyyyy", "rrrpppppppp"),
        "submit":           ("crwyyyyyyyy", "rrrpppppppp"),
        "claim":            ("crwyyyyyyyy", "rrryyyyyyyy"),
        "who is missing":   ("crwnyyynnnn", "rrrnyyynnnn"),
        "who has sent":     ("crwnyyynnnn", "rrrnyyynnnn"),
        "summarise":        ("crwnyyynnnn", "rrrnyyynnnn"),
        "show steps":       ("crwnyyynnnn", "rrrnpppnnnn"),
        "record a step":    ("crwnynnnnnn", "---npnnnnnn"),
        "record a sending": ("crwnynnnnnn", "rrrnpnnnnnn"),
        "say more of a sending": ("crwnynnnnnn", "---npnnnnnn"),
        "confirm a sending": ("crwnynnnnnn", "---npnnnnnn"),
        "take in a request": ("crwnynnnnnn", "rrrnpnnnnnn"),
        "say more of a request": ("crwnynnnnnn", "---npnnnnnn"),
        "confirm a request": ("crwnynnnnnn", "---npnnnnnn"),
        "control register": ("crwnyyynnnn", "rrrnpppnnnn"),
        "strike a row":     ("crwnynnnnnn", "rrrnpnnnnnn"),
        "morning list":     ("crwnyyynnnn", "rrrnpppnnnn"),
        "undelivered":      ("crwnyyynnnn", "rrrnpppnnnn"),
        "send again":       ("crwnynnnnnn", "---npnnnnnn"),
        "quota":            ("crwnyyynnnn", "rrrnpppnnnn"),
        "show audit":       ("crwyynnnnnn", "rrrppnnnnnn"),
        "export audit":     ("crwyynnnnnn", "---ppnnnnnn"),
        "help":             ("cyyyyyyyyyy", "yyyyyyyyyyy"),
        "chatter":          ("cyyyyyyyyyy", "yyyyyyyyyyy"),
        "receive file":     ("yyyyyyyyyyy", "yyyyyyyyyyy"),
        "settle file":      ("crwyyyyyyyy", "---yyyyyyyy"),
        "drop file":        ("crwyyyyyyyy", "---yyyyyyyy"),
        "receive photo":    ("yyyyyyyyyyy", "yyyyyyyyyyy"),
        "keep link":        ("crwyyyyyyyy", "rrrpppppppp"),
        "tie evidence":     ("crwyyyyyyyy", "---pppppppp"),
        "leave evidence":   ("crwyyyyyyyy", "---pppppppp"),
        "take back":        ("yyyyyyyyyyy", "yyyyyyyyyyy"),
        "withdraw":         ("crwyyyyyyyy", "rrrpppppppp"),
        "nil report":       ("crwyyyyyyyy", "rrrpppppppp"),
        "ask for a later date": ("crwyyyyyyyy", "rrrpppppppp"),
        "pick a later date": ("crwyyyyyyyy", "---pppppppp"),
        "say why later": ("crwyyyyyyyy", "---pppppppp"),
        "take an offered date": ("crwyyyyyyyy", "---pppppppp"),
        "take back a request": ("crwyyyyyyyy", "rrrpppppppp"),
        "who asks for later dates": ("crwnynnnnnn", "rrrnpnnnnnn"),
        "approve a later date": ("crwnynnnnnn", "rrrnpnnnnnn"),
        "refuse a later date": ("crwnynnnnnn", "rrrnpnnnnnn"),
        "offer another date": ("crwnynnnnnn", "---npnnnnnn"),
        "promise": ("crwyyyyyyyy", "rrryyyyyyyy"),
        "move a due date": ("crwnynnnnnn", "rrrnpnnnnnn"),
        "pick a due date": ("crwnynnnnnn", "---npnnnnnn"),
        "confirm a due date": ("crwnynnnnnn", "---npnnnnnn"),
        "cancel a work": ("crwnynnnnnn", "rrrnpnnnnnn"),
        "exempt a unit": ("crwnynnnnnn", "rrrnpnnnnnn"),
        "choose whom to exempt": ("crwnynnnnnn", "---npnnnnnn"),
        "take back an exemption": ("crwnynnnnnn", "---npnnnnnn"),
        "remind":           ("crwnynnnnnn", "rrrnpnnnnnn"),
        "remind of what":   ("crwnynnnnnn", "---npnnnnnn"),
        "send the reminder": ("crwnynnnnnn", "---npnnnnnn"),
        "no reminder":      ("crwnynnnnnn", "---npnnnnnn"),
        "snooze":           ("crwyyyyyyyy", "rrrpppppppp"),
        "set a rest":       ("crwnynnnnnn", "---npnnnnnn"),
        "remind again":     ("crwyyyyyyyy", "rrrpppppppp"),
        "end a rest":       ("crwnynnnnnn", "---npnnnnnn"),
        "why":              ("crwyyyyyyyy", "rrrpppppppp"),
        "load plan":        ("crwnynnnnnn", "---nynnnnnn"),
        "use as form":      ("crwnynnnnnn", "rrrnpnnnnnn"),
        "no form":          ("crwnynnnnnn", "---npnnnnnn"),
        "track form":       ("crwnynnnnnn", "---npnnnnnn"),
        "when the form is due": ("crwnynnnnnn", "---npnnnnnn"),
        "ask for the form": ("crwnynnnnnn", "---npnnnnnn"),
        "my data":          ("crwyyyyyyyy", "rrrpppppppp"),
        "forget me":        ("yyyyyyyyyyy", "ppppppppppp"),
        "privacy notice":   ("yyyyyyyyyyy", "yyyyyyyyyyy"),
        "warn of secrets":  ("yyyyyyyyyyy", "yyyyyyyyyyy"),
        "bind a group":     ("cyyyyyyyyyy", "yyyyyyyyyyy"),
        "choose whose group": ("crwnynnnnnn", "---npnnnnnn"),
        "confirm a group":  ("crwnynnnnnn", "---npnnnnnn"),
        "list groups":      ("crwnynnnnnn", "rrrnpnnnnnn"),
        "show a group":     ("crwnynnnnnn", "---npnnnnnn"),
        "set what a group hears": ("crwnynnnnnn", "rrrnynnnnnn"),
        "choose digests":   ("crwnynnnnnn", "rrrnynnnnnn"),
        "unbind a group":   ("crwnynnnnnn", "rrrnynnnnnn"),
        "otherwise":        ("cyyyyyyyyyy", "yyyyyyyyyyy"),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """A small office in which somebody holds each role alone."""

    tx: Transaction
    context: Context

    def asks(self, deed: Deed, asker: str, place: Place, way: str) -> list[Outgoing]:
        """What routing answers when somebody asks for the deed that way."""
        event = _event(way, deed, place, _line_id(asker))
        return answer(_signs(), event, self.context.about(event))


@pytest.fixture(scope="module")
def office(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One for all: the deeds are signs here, so nobody changes anything; the end makes sure of it."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copy(template, folder / "tidtam.db")
    store = store_at(folder)
    settings = settings_for("http://127.0.0.1:9", folder, 1)
    make_context = build_worker(load_config(), settings, store, lambda: START).dispatcher.make_context
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        root = tx.people.offices()[0]
        for role in Role:
            person = Person(office_id=root.id, code=role.value, name=role.value, line_user_id=_line_id(role))
            person.memberships.append(Membership(unit_id=root.id, unit=root, role=role.value))
            tx.people.add(person)
            tx.consents.agree(_line_id(role), VERSION, START)
        for asker in ("stranger", "applicant"):
            tx.consents.agree(_line_id(asker), VERSION, START)
        application = tx.applications.start(_line_id("applicant"), START)
        application.status = Standing.WAITING
        tx.flush()
        changes = tx._session.scalar(select(func.total_changes()))
        yield Office(tx, make_context(tx, START))
        tx.flush()
        assert tx._session.scalar(select(func.total_changes())) == changes
    store.close()


def test_every_role_has_a_column() -> None:
    assert set(ASKERS) - {"unknown", "stranger", "applicant"} == set(Role)


def test_every_deed_has_its_line() -> None:
    assert {deed.name for deed in _deeds()} == EXPECTED.keys()


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("deed", [*DEEDS.deeds, DEEDS.otherwise], ids=lambda deed: deed.name)
def test_a_deed_lets_in_whom_the_table_says(office: Office, deed: Deed, place: Place) -> None:
    expected = EXPECTED[deed.name][0 if place is Place.PRIVATE else 1]
    seen = "".join(_letter(office.asks(deed, asker, place, _ways(deed)[0])) for asker in ASKERS)
    assert seen == expected


@pytest.mark.parametrize("deed", [d for d in DEEDS.deeds if d.tap and d.intents], ids=lambda deed: deed.name)
def test_a_button_opens_no_other_door_than_the_words(office: Office, deed: Deed) -> None:
    for asker in ASKERS:
        answers = [office.asks(deed, asker, Place.PRIVATE, way) for way in _ways(deed)]
        assert answers[1:] == answers[:-1], asker


def _deeds() -> tuple[Deed, ...]:
    return (*DEEDS.deeds, DEEDS.otherwise)


def _signs() -> Table:
    """The real table, its deeds replaced by a sign that somebody was let in."""
    return replace(
        DEEDS,
        deeds=tuple(replace(deed, do=_sign) for deed in DEEDS.deeds),
        otherwise=replace(DEEDS.otherwise, do=_sign),
        postscripts=(),
        notice=replace(DEEDS.notice, do=lambda _event, _ctx: list(NOTICE)),
    )


def _sign(_event: Incoming, _ctx: Context) -> list[Outgoing]:
    return list(LET_IN)


def _letter(outgoing: list[Outgoing]) -> str:
    return next(letter for letter, expected in ANSWERS.items() if outgoing == expected)


def _line_id(asker: str) -> str:
    return f"U{asker:_>32}"


def _ways(deed: Deed) -> list[str]:
    """How the deed is asked for: words, a button, an event."""
    said = [rule.examples[0] for rule in RULES if rule.intent in deed.intents][:1]
    said += ["https://drive.google.com/file/d/a"] if deed.links else []
    tapped = [f"tap {deed.tap}:1"] if deed.tap else []
    return [*(f"say {words}" for words in said), *tapped, *(f"event {e.__name__}" for e in deed.events)] or ["say ฮึ"]


def _event(way: str, deed: Deed, place: Place, user: str) -> Incoming:
    happened = {"event_id": "e", "at": START, "place": place, "chat": user, "user": user, "reply_token": "t"}
    kind, _, what = way.partition(" ")
    if kind == "say":
        return TextSaid(**happened, text=what, addressed=True, message_id="1")  # type: ignore[arg-type]
    if kind == "tap":
        return ButtonPressed(**happened, data=what)  # type: ignore[arg-type]
    more: dict[type, dict[str, object]] = {
        FileSent: {"name": "a.xlsx", "size": 1, "message_id": "1"},
        PhotoSent: {"kind": "image", "message_id": "1"},
        TakenBack: {"message_id": "1"},
        Followed: {"again": False},
        Unfollowed: {},
        BotJoined: {},
        BotLeft: {},
    }
    made: Incoming = deed.events[0](**happened, **more[deed.events[0]])  # type: ignore[arg-type]
    return made

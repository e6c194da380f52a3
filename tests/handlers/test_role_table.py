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
    PeopleJoined,
    PeopleLeft,
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
    Role.CLUSTER_CHAIR,
)
# y: let in; c: the notice first; r: asked to register; w: told to wait; n: not for you; p: in private; -: silence.
# A column for each of ASKERS, in that order.
EXPECTED = MappingProxyType(
    {
        #                    in private     in a group
        "greet":            ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "part":             ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "enter a group":    ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "leave a group":    ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "people come":      ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "people go":        ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "agree":            ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "decline":          ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "read notice":      ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "register":         ("cyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "choose unit":      ("cyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "keep old unit":    ("crwyyyyyyyyy", "---yyyyyyyyy"),
        "cancel":           ("cyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "who waits":        ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "admit":            ("crwnynnnnnnn", "---npnnnnnnn"),
        "admit all":        ("crwnynnnnnnn", "---npnnnnnnn"),
        "refuse":           ("crwnynnnnnnn", "---npnnnnnnn"),
        "invite":           ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "moved":            ("crwyyyyyyyyy", "rrrppppppppp"),
        "resign":           ("crwyyyyyyyyy", "---ppppppppp"),
        "hand over":        ("crwnynnynynn", "rrrnpnnpnpnn"),
        "release":          ("crwnynnynynn", "---npnnpnpnn"),
        "move out":         ("crwnynnynynn", "rrrnpnnpnpnn"),
        "my tasks":         ("crwyyyyyyyyy", "rrrppppppppp"),
        "get form":         ("crwyyyyyyyyy", "rrrppppppppp"),
        "submit":           ("crwyyyyyyyyy", "rrrppppppppp"),
        "help with a file": ("crwyyyyyyyyy", "rrryyyyyyyyy"),
        "claim":            ("crwyyyyyyyyy", "rrryyyyyyyyy"),
        "take back a claim": ("crwyyyyyyyyy", "---ppppppppp"),
        "take back a promise": ("crwyyyyyyyyy", "---ppppppppp"),
        "who is missing":   ("crwnyyynnnny", "rrrnyyynnnny"),
        "who has sent":     ("crwnyyynnnny", "rrrnyyynnnny"),
        "how a unit stands": ("crwyyyyyyyyy", "rrryyyyyyyyy"),
        "summarise":        ("crwnyyynnnnn", "rrrnyyynnnnn"),
        "compare rounds":   ("crwnyyynnnnn", "rrrnpppnnnnn"),
        "say what a list is about": ("crwnynnnnnnn", "---npnnnnnnn"),
        "confirm a list":   ("crwnynnnnnnn", "---npnnnnnnn"),
        "see a list again": ("crwnynnnnnnn", "---npnnnnnnn"),
        "leave a list":     ("crwnynnnnnnn", "---npnnnnnnn"),
        "dashboard":        ("crwyyyyyyyyy", "rrrppppppppp"),
        "show steps":       ("crwnyyynnnnn", "rrrnpppnnnnn"),
        "record a check from above": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "announce a work":  ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "confirm that a work is announced": ("crwnynnnnnnn", "---npnnnnnnn"),
        "record a step":    ("crwnynnnnnnn", "---npnnnnnnn"),
        "record a sending": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "say more of a sending": ("crwnynnnnnnn", "---npnnnnnnn"),
        "confirm a sending": ("crwnynnnnnnn", "---npnnnnnnn"),
        "take in a request": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "say more of a request": ("crwnynnnnnnn", "---npnnnnnnn"),
        "confirm a request": ("crwnynnnnnnn", "---npnnnnnnn"),
        "control register": ("crwnyyynnnnn", "rrrnpppnnnnn"),
        "strike a row":     ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "draft a memo":     ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "acknowledge":      ("crwyyyyyyyyy", "rrryyyyyyyyy"),
        "what to acknowledge": ("crwyyyyyyyyy", "rrrppppppppp"),
        "show a circular":  ("crwyyyyyyyyy", "---ppppppppp"),
        "who has not acknowledged": ("crwnyyynnnnn", "rrrnpppnnnnn"),
        "ask to acknowledge again": ("crwnynnnnnnn", "---npnnnnnnn"),
        "record that somebody was told": ("crwnynnnnnnn", "---npnnnnnnn"),
        "announce":         ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "say more of an announcement": ("crwnynnnnnnn", "---npnnnnnnn"),
        "confirm an announcement": ("crwnynnnnnnn", "---npnnnnnnn"),
        "meeting":          ("crwyyyyyyyyy", "rrrppppppppp"),
        "say more of a meeting": ("crwnynnnnnnn", "---npnnnnnnn"),
        "confirm a meeting": ("crwnynnnnnnn", "---npnnnnnnn"),
        "call a meeting off": ("crwnynnnnnnn", "---npnnnnnnn"),
        "decline an invitation": ("crwyyyyyyyyy", "rrrppppppppp"),
        "name a delegate":  ("crwyyyyyyyyy", "---ppppppppp"),
        "who came to a meeting": ("crwnyyynnnnn", "rrrnpppnnnnn"),
        "say who came":     ("crwnynnnnnnn", "---npnnnnnnn"),
        "draft minutes":    ("crwnynnnnnnn", "---npnnnnnnn"),
        "visit":            ("crwyyyyyyyyy", "rrrppppppppp"),
        "say more of a visit": ("crwnynnnnnnn", "---npnnnnnnn"),
        "confirm a visit":  ("crwnynnnnnnn", "---npnnnnnnn"),
        "tick what is ready": ("crwnynnnnnnn", "---npnnnnnnn"),
        "call a visit off": ("crwnynnnnnnn", "---npnnnnnnn"),
        "make a booklet":   ("crwnyyynnnnn", "rrrnpppnnnnn"),
        "publish":          ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "publish it":       ("crwnynnnnnnn", "---npnnnnnnn"),
        "public pages":     ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "public page":      ("crwnynnnnnnn", "---npnnnnnnn"),
        "links of a public page": ("crwnynnnnnnn", "---npnnnnnnn"),
        "close a public page": ("crwnynnnnnnn", "---npnnnnnnn"),
        "open a public page again": ("crwnynnnnnnn", "---npnnnnnnn"),
        "tell of a public page": ("crwnynnnnnnn", "---npnnnnnnn"),
        "draft an order": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "say more of an order": ("crwnynnnnnnn", "---npnnnnnnn"),
        "confirm an order": ("crwnynnnnnnn", "---npnnnnnnn"),
        "change a draft of an order": ("crwnynnnnnnn", "---npnnnnnnn"),
        "use a file as an order": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "replace an order": ("crwnynnnnnnn", "---npnnnnnnn"),
        "number an order": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "say more of a number": ("crwnynnnnnnn", "---npnnnnnnn"),
        "enter an order's number": ("crwnynnnnnnn", "---npnnnnnnn"),
        "tell of an order": ("crwnynnnnnnn", "---npnnnnnnn"),
        "revoke an order": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "orders": ("crwyyyyyyyyy", "rrrppppppppp"),
        "my orders": ("crwyyyyyyyyy", "rrrppppppppp"),
        "show an order": ("crwyyyyyyyyy", "---ppppppppp"),
        "an order's documents": ("crwyyyyyyyyy", "---ppppppppp"),
        "propose":          ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "put before the director": ("crwnynnnnnnn", "---npnnnnnnn"),
        "what is proposed": ("crwnyyynnnnn", "rrrnpppnnnnn"),
        "record an order on paper": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "record it on a proposal": ("crwnynnnnnnn", "---npnnnnnnn"),
        "propose a request": ("crwnynnnnnnn", "---npnnnnnnn"),
        "put a request before the director": ("crwnynnnnnnn", "---npnnnnnnn"),
        "show topics to give out": ("crwnyynnnnnn", "rrrnppnnnnnn"),
        "give a topic to a group": ("crwnyynnnnnn", "---nppnnnnnn"),
        "when topics are due inside": ("crwnyynnnnnn", "---nppnnnnnn"),
        "on which form topics are asked": ("crwnyynnnnnn", "---nppnnnnnn"),
        "ask for topics":   ("crwnyynnnnnn", "---nppnnnnnn"),
        "show a proposal":  ("crwnnynnnnnn", "---nnpnnnnnn"),
        "give an order":    ("crwnnynnnnnn", "---nnpnnnnnn"),
        "morning list":     ("crwnyyynnnnn", "rrrnpppnnnnn"),
        "undelivered":      ("crwnyyynnnnn", "rrrnpppnnnnn"),
        "send again":       ("crwnynnnnnnn", "---npnnnnnnn"),
        "quota":            ("crwnyyynnnnn", "rrrnpppnnnnn"),
        "show audit":       ("crwyynnnnnnn", "rrrppnnnnnnn"),
        "export audit":     ("crwyynnnnnnn", "---ppnnnnnnn"),
        "help":             ("cyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "chatter":          ("cyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "receive file":     ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "settle file":      ("crwyyyyyyyyy", "---yyyyyyyyy"),
        "drop file":        ("crwyyyyyyyyy", "---yyyyyyyyy"),
        "receive photo":    ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "keep link":        ("crwyyyyyyyyy", "rrrppppppppp"),
        "get forms":        ("crwyyyyyyyyy", "---ppppppppp"),
        "show album":       ("crwyyyyyyyyy", "rrrppppppppp"),
        "take a picture out": ("crwyyyyyyyyy", "rrrppppppppp"),
        "put a picture back": ("crwyyyyyyyyy", "rrrppppppppp"),
        "caption pictures": ("crwyyyyyyyyy", "rrrppppppppp"),
        "leave captions out": ("crwyyyyyyyyy", "rrrppppppppp"),
        "confirm faces":    ("crwyyyyyyyyy", "---ppppppppp"),
        "tie evidence":     ("crwyyyyyyyyy", "---ppppppppp"),
        "leave evidence":   ("crwyyyyyyyyy", "---ppppppppp"),
        "take back":        ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "withdraw":         ("crwyyyyyyyyy", "rrrppppppppp"),
        "nil report":       ("crwyyyyyyyyy", "rrrppppppppp"),
        "ask for a later date": ("crwyyyyyyyyy", "rrrppppppppp"),
        "pick a later date": ("crwyyyyyyyyy", "---ppppppppp"),
        "say why later": ("crwyyyyyyyyy", "---ppppppppp"),
        "take an offered date": ("crwyyyyyyyyy", "---ppppppppp"),
        "take back a request": ("crwyyyyyyyyy", "rrrppppppppp"),
        "who asks for later dates": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "approve a later date": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "refuse a later date": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "offer another date": ("crwnynnnnnnn", "---npnnnnnnn"),
        "promise": ("crwyyyyyyyyy", "rrryyyyyyyyy"),
        "move a due date": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "pick a due date": ("crwnynnnnnnn", "---npnnnnnnn"),
        "confirm a due date": ("crwnynnnnnnn", "---npnnnnnnn"),
        "cancel a work": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "exempt a unit": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "set up a work":    ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "say more of a new work": ("crwnynnnnnnn", "---npnnnnnnn"),
        "ask for a new work": ("crwnynnnnnnn", "---npnnnnnnn"),
        "add units":        ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "add units to what": ("crwnynnnnnnn", "---npnnnnnnn"),
        "confirm adding units": ("crwnynnnnnnn", "---npnnnnnnn"),
        "take added units out": ("crwnynnnnnnn", "---npnnnnnnn"),
        "choose whom to exempt": ("crwnynnnnnnn", "---npnnnnnnn"),
        "take back an exemption": ("crwnynnnnnnn", "---npnnnnnnn"),
        "remind":           ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "remind of what":   ("crwnynnnnnnn", "---npnnnnnnn"),
        "remind one unit":  ("crwnynnnnnnn", "---npnnnnnnn"),
        "send the reminder": ("crwnynnnnnnn", "---npnnnnnnn"),
        "no reminder":      ("crwnynnnnnnn", "---npnnnnnnn"),
        "snooze":           ("crwyyyyyyyyy", "rrrppppppppp"),
        "set a rest":       ("crwnynnnnnnn", "---npnnnnnnn"),
        "let a unit be": ("crwnynnnnnnn", "---npnnnnnnn"),
        "remind a unit again": ("crwnynnnnnnn", "---npnnnnnnn"),
        "remind again":     ("crwyyyyyyyyy", "rrrppppppppp"),
        "end a rest":       ("crwnynnnnnnn", "---npnnnnnnn"),
        "why":              ("crwyyyyyyyyy", "rrrppppppppp"),
        "plan file":        ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "show policies":    ("crwnyyynnnnn", "rrrnpppnnnnn"),
        "carry over":       ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "confirm carrying over": ("crwnynnnnnnn", "---npnnnnnnn"),
        "load plan":        ("crwnynnnnnnn", "---nynnnnnnn"),
        "use as form":      ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "no form":          ("crwnynnnnnnn", "---npnnnnnnn"),
        "track form":       ("crwnynnnnnnn", "---npnnnnnnn"),
        "when the form is due": ("crwnynnnnnnn", "---npnnnnnnn"),
        "ask for the form": ("crwnynnnnnnn", "---npnnnnnnn"),
        "my data":          ("crwyyyyyyyyy", "rrrppppppppp"),
        "forget me":        ("yyyyyyyyyyyy", "pppppppppppp"),
        "privacy notice":   ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "warn of secrets":  ("yyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "bind a group":     ("cyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "choose whose group": ("crwnynnnnnnn", "---npnnnnnnn"),
        "confirm a group":  ("crwnynnnnnnn", "---npnnnnnnn"),
        "list groups":      ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "show a group":     ("crwnynnnnnnn", "---npnnnnnnn"),
        "set what a group hears": ("crwnynnnnnnn", "rrrnynnnnnnn"),
        "choose digests":   ("crwnynnnnnnn", "rrrnynnnnnnn"),
        "mention me":       ("crwyyyyyyyyy", "rrrppppppppp"),
        "unbind a group":   ("crwnynnnnnnn", "rrrnynnnnnnn"),
        "what was not understood": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "what a phrase may mean": ("crwnynnnnnnn", "---npnnnnnnn"),
        "teach a phrase": ("crwnynnnnnnn", "---npnnnnnnn"),
        "what was taught": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "take a phrase back": ("crwnynnnnnnn", "---npnnnnnnn"),
        "otherwise":        ("cyyyyyyyyyyy", "yyyyyyyyyyyy"),
        "restore a work": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "rehearse":         ("crwnyyynnnnn", "rrrnpppnnnnn"),
        "review":           ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "accept a form":    ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "accept clean forms": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "send a form back": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
        "by when to mend":  ("crwyyyyyyyyy", "---ppppppppp"),
        "confirm sending back":  ("crwyyyyyyyyy", "---ppppppppp"),
        "do not send back":  ("crwyyyyyyyyy", "---ppppppppp"),
        # Of a committee is who sits on it, whatever their role: these deeds look for themselves.
        "record resolutions": ("crwyyyyyyyyy", "rrrppppppppp"),
        "see what is resolved on": ("crwyyyyyyyyy", "---ppppppppp"),
        "record that a form passes": ("crwyyyyyyyyy", "rrrppppppppp"),
        "record that all pass": ("crwyyyyyyyyy", "rrrppppppppp"),
        "record that a form is mended": ("crwyyyyyyyyy", "rrrppppppppp"),
        "screen":           ("crwyyyyyyyyy", "rrrppppppppp"),
        "see a form to screen": ("crwyyyyyyyyy", "---ppppppppp"),
        "give an opinion":  ("crwyyyyyyyyy", "---ppppppppp"),
        "results of screening": ("crwyyyyyyyyy", "rrrppppppppp"),
        "undo":             ("crwyyyyyyyyy", "rrrppppppppp"),
        "reopen a form":    ("crwnynnnnnnn", "---npnnnnnnn"),
        "tell what is accepted": ("crwnynnnnnnn", "rrrnpnnnnnnn"),
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
        PeopleJoined: {"users": ()},
        PeopleLeft: {"users": ()},
    }
    made: Incoming = deed.events[0](**happened, **more[deed.events[0]])  # type: ignore[arg-type]
    return made

"""Every deed says what it leaves in the audit trail, or why nothing; and every line that there can be has its deed."""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path

from domain.audit import Noted
from handlers.table import DEEDS, TIMERS

ROOT = Path(__file__).parents[2]
NOTED: dict[str, frozenset[Noted]] = {
    "greet": frozenset({Noted.UNBLOCK}),
    "part": frozenset({Noted.BLOCK}),
    "enter a group": frozenset({Noted.JOIN_GROUP}),
    "leave a group": frozenset({Noted.LEAVE_GROUP}),
    "people come": frozenset({Noted.JOIN_GROUP}),  # its module's deeds share one list
    "people go": frozenset({Noted.LEAVE_GROUP}),
    "register": frozenset({Noted.REGISTER, Noted.WRONG_CODE, Noted.APPLY}),
    "choose unit": frozenset({Noted.APPLY}),
    "keep old unit": frozenset({Noted.APPLY}),
    "cancel": frozenset({Noted.WITHDRAW_APPLICATION}),
    "who waits": frozenset({Noted.SHOW_APPLICANTS}),
    "admit": frozenset({Noted.ADMIT}),
    "admit all": frozenset({Noted.ADMIT}),
    "refuse": frozenset({Noted.REFUSE}),
    "moved": frozenset({Noted.APPLY}),
    "resign": frozenset({Noted.LEAVE_UNIT}),
    "hand over": frozenset({Noted.SHOW_SERVING}),
    "release": frozenset({Noted.LEAVE_UNIT}),
    "move out": frozenset({Noted.LEAVE_UNIT}),
    "invite": frozenset({Noted.MAKE_POSTERS}),
    "get form": frozenset({Noted.ISSUE_BLANK}),
    "get forms": frozenset({Noted.ISSUE_BLANK}),  # its module's deeds share one list
    "who is missing": frozenset({Noted.SHOW_MISSING}),
    "who has sent": frozenset({Noted.SHOW_SENT}),
    "compare rounds": frozenset({Noted.COMPARE}),
    "how a unit stands": frozenset({Noted.SHOW_UNIT}),
    "summarise": frozenset({Noted.SUMMARISE}),
    "receive file": frozenset(
        {Noted.RECEIVE_CLEAN, Noted.RECEIVE_FAULTY, Noted.KEEP_FILE, Noted.KEEP_EVIDENCE, Noted.TIE_EVIDENCE}
    ),
    "settle file": frozenset({Noted.RECEIVE_CLEAN, Noted.RECEIVE_FAULTY, Noted.KEEP_FILE}),
    "drop file": frozenset({Noted.DROP_FILE}),
    "receive photo": frozenset({Noted.KEEP_PHOTOS, Noted.TIE_EVIDENCE}),
    "keep link": frozenset({Noted.KEEP_EVIDENCE}),
    "tie evidence": frozenset({Noted.TIE_EVIDENCE}),
    "leave evidence": frozenset({Noted.LEAVE_EVIDENCE}),
    **dict.fromkeys(
        ("say what a list is about", "confirm a list", "see a list again", "leave a list"),
        frozenset({Noted.CONFIRM_LIST}),
    ),
    **dict.fromkeys(
        (
            "show album", "take a picture out", "put a picture back", "caption pictures", "leave captions out",
            "confirm faces",
        ),
        frozenset(
            {
                Noted.SHOW_ALBUM,
                Noted.TAKE_OUT_PICTURE,
                Noted.PUT_BACK_PICTURE,
                Noted.CAPTION_PICTURE,
                Noted.CONFIRM_FACES,
            }
        ),
    ),  # a module's deeds share one list
    "take back": frozenset({Noted.TAKE_BACK, Noted.ERASE}),
    "withdraw": frozenset({Noted.TAKE_BACK, Noted.TAKE_BACK_NIL}),
    **dict.fromkeys(("announce a work", "confirm that a work is announced"), frozenset({Noted.RECORD_STEP})),
    "nil report": frozenset({Noted.DECLARE_NIL}),
    **dict.fromkeys(
        ("claim", "take back a claim"), frozenset({Noted.CLAIM, Noted.TAKE_BACK_CLAIM, Noted.TIE_EVIDENCE})
    ),
    **dict.fromkeys(
        (
            "ask for a later date", "pick a later date", "say why later", "take an offered date", "take back a request",
        ),
        frozenset({Noted.ASK_EXTENSION, Noted.DROP_EXTENSION, Noted.EXTEND}),
    ),  # a module's deeds share one list
    **dict.fromkeys(
        ("who asks for later dates", "approve a later date", "refuse a later date", "offer another date"),
        frozenset({Noted.SHOW_EXTENSIONS, Noted.EXTEND, Noted.REFUSE_EXTENSION, Noted.OFFER_EXTENSION}),
    ),
    **dict.fromkeys(
        (
            "review", "accept a form", "accept clean forms", "record resolutions", "see what is resolved on",
            "record that a form passes", "record that all pass",
        ),
        frozenset(
            {Noted.SHOW_REVIEW, Noted.ACCEPT, Noted.VERIFY, Noted.SCREEN, Noted.ACCEPT_CLEAN, Noted.SCREEN_CLEAN}
        ),
    ),
    **dict.fromkeys(
        (
            "send a form back", "record that a form is mended", "by when to mend", "confirm sending back",
            "do not send back",
        ),
        frozenset({Noted.SHOW_REVIEW, Noted.SEND_BACK, Noted.EXTEND}),
    ),
    **dict.fromkeys(
        ("screen", "see a form to screen", "give an opinion", "results of screening"),
        frozenset({Noted.SHOW_REVIEW, Noted.GIVE_OPINION, Noted.SHOW_SCREENED}),
    ),  # a module's deeds share one list
    "undo": frozenset({Noted.UNDO_REVIEW, Noted.UNDO_LIST, Noted.TAKE_OUT_UNITS}),  # its module's deeds share one list
    "reopen a form": frozenset({Noted.REOPEN, Noted.SHOW_REVIEW}),
    "tell what is accepted": frozenset({Noted.TELL_ACCEPTED}),
    **dict.fromkeys(("promise", "take back a promise"), frozenset({Noted.PROMISE, Noted.TAKE_BACK_PROMISE})),
    **dict.fromkeys(("move a due date", "pick a due date", "confirm a due date"), frozenset({Noted.CHANGE_DUE})),
    "cancel a work": frozenset({Noted.CANCEL_WORK}),
    "restore a work": frozenset({Noted.RESTORE_WORK}),
    **dict.fromkeys(
        ("exempt a unit", "choose whom to exempt", "take back an exemption"),
        frozenset({Noted.EXEMPT, Noted.TAKE_BACK_EXEMPTION}),
    ),
    **dict.fromkeys(
        ("add units", "add units to what", "confirm adding units", "take added units out"),
        frozenset({Noted.ADD_UNITS, Noted.TAKE_OUT_UNITS}),
    ),
    "remind": frozenset({Noted.REMIND}),  # its module's deeds share one list
    "remind of what": frozenset({Noted.REMIND}),
    "remind one unit": frozenset({Noted.REMIND}),
    "send the reminder": frozenset({Noted.REMIND}),
    "no reminder": frozenset({Noted.REMIND}),
    "asked reminders": frozenset({Noted.REMIND}),
    "rehearse": frozenset({Noted.REHEARSE}),
    "snooze": frozenset({Noted.SNOOZE, Noted.SET_REST, Noted.END_REST}),  # its module's deeds share one list
    **dict.fromkeys(
        ("set a rest", "let a unit be", "remind a unit again"), frozenset({Noted.SET_REST, Noted.END_REST})
    ),
    "remind again": frozenset({Noted.SNOOZE}),
    "end a rest": frozenset({Noted.END_REST}),
    "load plan": frozenset(
        {
            Noted.LOAD_PLAN, Noted.ASK, Noted.CHANGE_DUE, Noted.CHANGE_REQUIREMENT, Noted.CHANGE_DEBTS,
            Noted.CHANGE_OWNERS, Noted.CHANGE_ROLES, Noted.RESTORE_WORK, Noted.RECORD_STEP,
        }
    ),
    "plan file": frozenset({Noted.TAKE_PLAN}),
    "show policies": frozenset({Noted.SHOW_POLICIES}),
    **dict.fromkeys(
        ("carry over", "confirm carrying over"),
        frozenset({Noted.CARRY_OVER, Noted.ASK, Noted.RECORD_STEP}),
    ),
    "use as form": frozenset({Noted.TEACH_FORM, Noted.RETIRE_FORM}),  # its module's deeds share one list
    "no form": frozenset({Noted.RETIRE_FORM}),
    "track form": frozenset({Noted.ASK}),  # its module's deeds share one list
    **dict.fromkeys(("set up a work", "say more of a new work", "ask for a new work"), frozenset({Noted.ASK})),
    "when the form is due": frozenset({Noted.ASK}),
    "ask for the form": frozenset({Noted.ASK}),
    "bind a group": frozenset({Noted.BIND_GROUP, Noted.WRONG_BINDING}),
    "choose whose group": frozenset({Noted.BIND_GROUP}),
    "confirm a group": frozenset({Noted.BIND_GROUP}),
    "list groups": frozenset({Noted.SET_GROUP, Noted.UNBIND_GROUP}),  # its module's deeds share one list
    "show a group": frozenset({Noted.SET_GROUP}),
    "set what a group hears": frozenset({Noted.SET_GROUP}),
    "unbind a group": frozenset({Noted.UNBIND_GROUP}),
    **dict.fromkeys(
        ("show steps", "record a step", "record a check from above"),
        frozenset({Noted.RECORD_STEP, Noted.TAKE_BACK_STEP}),
    ),
    **dict.fromkeys(
        ("record a sending", "say more of a sending", "confirm a sending"),
        frozenset({Noted.RECORD_SENDING, Noted.ADD_AGENCY}),
    ),
    **dict.fromkeys(
        ("take in a request", "say more of a request", "confirm a request"),
        frozenset({Noted.TAKE_REQUEST, Noted.ADD_AGENCY}),
    ),
    "control register": frozenset({Noted.SHOW_REGISTER}),
    "strike a row": frozenset({Noted.STRIKE_ROW}),
    "draft a memo": frozenset({Noted.DRAFT_MEMO}),
    **dict.fromkeys(
        (
            "acknowledge", "what to acknowledge", "show a circular", "who has not acknowledged",
            "ask to acknowledge again", "record that somebody was told",
        ),
        frozenset({Noted.ACKNOWLEDGE, Noted.SHOW_CIRCULAR, Noted.CHASE_CIRCULAR, Noted.RECORD_ACKNOWLEDGED}),
    ),  # a module's deeds share one list
    **dict.fromkeys(
        ("announce", "say more of an announcement", "confirm an announcement"),
        frozenset({Noted.RECORD_STEP}),
    ),
    **dict.fromkeys(
        ("meeting", "say more of a meeting", "confirm a meeting", "call a meeting off"),
        frozenset({Noted.CALL_MEETING, Noted.CALL_OFF_MEETING}),
    ),  # a module's deeds share one list
    **dict.fromkeys(("decline an invitation", "name a delegate"), frozenset({Noted.DECLINE})),
    **dict.fromkeys(
        ("who came to a meeting", "say who came", "draft minutes"),
        frozenset({Noted.RECORD_ATTENDANCE, Noted.DRAFT_MINUTES}),
    ),
    **dict.fromkeys(
        ("visit", "say more of a visit", "confirm a visit", "tick what is ready", "call a visit off"),
        frozenset({Noted.PLAN_VISIT, Noted.PREPARE_VISIT, Noted.CALL_OFF_VISIT}),
    ),  # a module's deeds share one list
    **dict.fromkeys(
        (
            "draft an order", "say more of an order", "confirm an order", "change a draft of an order",
            "replace an order",
        ),
        frozenset({Noted.DRAFT_COMMITTEES}),
    ),  # a module's deeds share one list
    **dict.fromkeys(
        (
            "number an order", "say more of a number", "enter an order's number", "tell of an order", "revoke an order",
        ),
        frozenset({Noted.SIGN_COMMITTEES, Noted.REVOKE_COMMITTEES}),
    ),  # a module's deeds share one list
    "make a booklet": frozenset({Noted.MAKE_BOOKLET}),
    **dict.fromkeys(
        (
            "publish", "publish it", "public pages", "public page", "links of a public page", "close a public page",
            "open a public page again", "tell of a public page",
        ),
        frozenset({Noted.PUBLISH, Noted.CLOSE_PUBLICATION, Noted.OPEN_PUBLICATION}),
    ),  # a module's deeds share one list
    **dict.fromkeys(
        (
            "propose", "put before the director", "what is proposed", "record an order on paper",
            "record it on a proposal", "propose a request", "put a request before the director",
        ),
        frozenset({Noted.PROPOSE, Noted.RECORD_ORDER}),
    ),  # a module's deeds share one list
    **dict.fromkeys(("show a proposal", "give an order"), frozenset({Noted.ORDER, Noted.RECORD_ORDER})),
    **dict.fromkeys(
        (
            "show topics to give out", "give a topic to a group", "when topics are due inside",
            "on which form topics are asked", "ask for topics",
        ),
        frozenset({Noted.TAKE_REQUEST, Noted.GIVE_TOPIC, Noted.ASK}),
    ),
    "morning list": frozenset({Noted.SHOW_MORNING}),
    "choose digests": frozenset({Noted.SET_GROUP}),
    "mention me": frozenset({Noted.AGREE_TO_MENTIONS, Noted.TAKE_BACK_MENTIONS}),
    **dict.fromkeys(
        (
            "what was not understood", "what a phrase may mean", "teach a phrase", "what was taught",
            "take a phrase back",
        ),
        frozenset({Noted.SHOW_UNCLEAR, Noted.TEACH, Noted.UNTEACH}),
    ),  # a module's deeds share one list
    "undelivered": frozenset({Noted.SHOW_UNDELIVERED, Noted.TOLD_UNDELIVERED}),  # the deed and its daily look
    "send again": frozenset({Noted.SEND_AGAIN}),
    "show audit": frozenset({Noted.SHOW_AUDIT}),
    "export audit": frozenset({Noted.EXPORT_AUDIT}),
    "my data": frozenset({Noted.SHOW_MY_DATA}),
    "forget me": frozenset({Noted.FORGET}),
}  # fmt: skip
NEED_NONE = {
    "agree": "the agreement has a row of its own",
    "decline": "nothing is kept of whoever does not agree",
    "read notice": "shows the notice",
    "applications": "says how many wait, and not who",
    "dashboard": "makes a link; each page behind it is noted when it is opened",
    "my tasks": "shows people what their own units owe",
    "why": "reads back what was kept with the file, to those who may see the work",
    "submit": "says how a file is sent; the file that comes then is noted",
    "help with a file": "says what may help",
    "help": "says what can be done",
    "chatter": "a kind word",
    **dict.fromkeys(
        ("orders", "my orders", "show an order", "an order's documents"),
        "shows official orders to those whom they name and those who see all; opening the file is noted",
    ),
    "use a file as an order": "shows a draft that is not kept yet; that it is kept is noted",
    "privacy notice": "the same words for everybody",
    "warn of secrets": "a kind word",
    "otherwise": "asks what was meant",
    "quota": "figures of the bot's own messages",
    "sent back": "tells people of what an officer sent back, which is noted; the message is in the outbox",
    "group digests": "has a ledger of its own: which work, which step, which group, which message",
    "nag": "has a ledger of its own: which debt, which step, which person; what officers read besides is in the outbox",
    "news": "has a ledger of its own: which change, which person, which message; the change itself is noted",
}
BY_MACHINES = {
    Noted.OPEN_FILE: "bot/web/files.py",
    Noted.OPEN_PAGE: "bot/web/dashboard.py",
    Noted.REQUEUE: "bot/cli.py",
    Noted.BACK_UP: "storage/backups/taking.py",
    Noted.RESTORE: "storage/backups/restoring.py",
    Noted.RENAMED_GROUP: "bot/group_names.py",
    Noted.ERASE_OLD: "bot/erasing.py",
}
BY_OTHERS = {
    *(Noted.SHOW_NOTICE, Noted.OFFER_MENTIONS, Noted.TOLD_TO_SCREEN),  # behind an answer
    *(Noted.MAKE_OFFICER, Noted.MAKE_OFFICER_CODE),  # the command officer
    Noted.CIRCULATE,  # whatever has people told
}


def test_every_deed_says_what_it_notes_or_why_nothing() -> None:
    deeds = {deed.name for deed in (*DEEDS.deeds, DEEDS.otherwise)} | set(TIMERS)

    assert deeds == NOTED.keys() | NEED_NONE.keys()
    assert not NOTED.keys() & NEED_NONE.keys()


def test_every_line_there_can_be_has_a_deed_or_a_machine() -> None:
    assert set().union(*NOTED.values(), BY_MACHINES, BY_OTHERS) == set(Noted)


def test_a_deed_that_needs_no_line_writes_none() -> None:
    for deed in (*DEEDS.deeds, DEEDS.otherwise):
        source = inspect.getsource(sys.modules[deed.do.__module__])
        shared = r"\b(?:uploads|extending|reviewing|circulating|proposing)\.note\("
        makers = r"\b(?:plan_loading\.load|proposing\.(?:give|put)|assigning\.(?:give|ask)|analysing\.carry)\("
        makers = rf"{makers}|\badding\.(?:add|undone)\(|\bnew_works\.ask\("
        makers = rf"{makers}|\bsteps_done\.record\(|\blist_decisions\.(?:decide|undo)\("
        notes = rf"\.audit\.note|{shared}|{makers}"
        assert bool(re.search(notes, source)) == (deed.name in NOTED), deed.name

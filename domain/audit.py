"""What the audit trail notes: every deed that changes something, or that shows somebody data about others."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Noted(StrEnum):
    """The deeds that leave a line. A value is kept for ever: lines are never rewritten."""

    REGISTER = "register"
    WRONG_CODE = "wrong code"
    SHOW_NOTICE = "show notice"
    APPLY = "apply"
    WITHDRAW_APPLICATION = "withdraw application"
    SHOW_APPLICANTS = "show applicants"
    ADMIT = "admit"
    REFUSE = "refuse"
    MAKE_OFFICER = "make officer"
    MAKE_OFFICER_CODE = "make officer code"
    MAKE_POSTERS = "make posters"
    SHOW_SERVING = "show serving"  # who serves a unit
    LEAVE_UNIT = "leave unit"
    UNBLOCK = "unblock"
    BLOCK = "block"
    JOIN_GROUP = "join group"
    LEAVE_GROUP = "leave group"
    BIND_GROUP = "bind group"
    UNBIND_GROUP = "unbind group"
    SET_GROUP = "set what a group hears"
    RENAMED_GROUP = "group renamed"
    OFFER_MENTIONS = "offer mentions"  # a person was asked whether they may be mentioned in groups
    AGREE_TO_MENTIONS = "agree to mentions"
    TAKE_BACK_MENTIONS = "take back mentions"
    WRONG_BINDING = "wrong binding code"
    ISSUE_BLANK = "issue blank"
    RECEIVE_CLEAN = "receive_clean"
    RECEIVE_FAULTY = "receive_faulty"
    KEEP_FILE = "keep file"  # a file that became no receipt
    DROP_FILE = "drop file"
    KEEP_PHOTOS = "keep photos"
    KEEP_EVIDENCE = "keep evidence"  # a document or a link
    TIE_EVIDENCE = "tie evidence"  # to the debt that it belongs to
    LEAVE_EVIDENCE = "leave evidence"  # its sender says that it belongs to none
    SHOW_ALBUM = "show album"  # the pictures of a project
    TAKE_OUT_PICTURE = "take out picture"
    PUT_BACK_PICTURE = "put back picture"
    CAPTION_PICTURE = "caption picture"
    CONFIRM_FACES = "confirm faces"  # that whoever is to be seen may be shown to the public
    TAKE_BACK = "take_back"
    CLAIM = "claim"  # a unit says that it has reported elsewhere
    TAKE_BACK_CLAIM = "take back claim"
    SHOW_REVIEW = "show review"  # a form that waits to be looked at
    ACCEPT = "accept"
    VERIFY = "verify"  # that a unit has reported elsewhere
    ACCEPT_CLEAN = "accept clean"  # all of a requirement that the checks found nothing in
    SEND_BACK = "send back"  # to be mended
    CONFIRM_LIST = "confirm list"  # from another system: what it proves, and what it does not bear out
    UNDO_LIST = "undo list"
    REOPEN = "reopen"  # what was accepted waits to be looked at again
    UNDO_REVIEW = "undo review"  # an officer takes back what they accepted just now
    GIVE_OPINION = "give opinion"  # a member of the committee that screens a form
    SCREEN = "screen"  # that a committee resolved that a form passes
    SCREEN_CLEAN = "screen clean"  # the same of all about which its members only said so
    SHOW_SCREENED = "show screened"  # what members think of a requirement's forms, and what was resolved
    TELL_ACCEPTED = "tell accepted"  # by a message, as the officer wanted it
    REMIND = "remind"  # an officer had people reminded
    REHEARSE = "rehearse"  # an officer saw beforehand whom the clock would remind
    SNOOZE = "snooze"  # a person is let be for a while, or is reminded again
    SET_REST = "set rest"  # days on which nobody is reminded
    END_REST = "end rest"
    DECLARE_NIL = "declare nil"  # a unit has nothing to report
    TAKE_BACK_NIL = "take back nil"
    SHOW_EXTENSIONS = "show extensions"
    ASK_EXTENSION = "ask extension"  # for a later due date
    DROP_EXTENSION = "drop extension"
    OFFER_EXTENSION = "offer extension"  # another day than the one asked for
    REFUSE_EXTENSION = "refuse extension"
    EXTEND = "extend"  # one debt is due later
    PROMISE = "promise"
    CANCEL_WORK = "cancel work"  # a requirement is asked for no more
    RESTORE_WORK = "restore work"  # what was called off is asked for again
    EXEMPT = "exempt"  # a unit need not send it
    TAKE_BACK_EXEMPTION = "take back exemption"
    ERASE = "erase"  # what was sent and taken back, and had no receipt
    LOAD_PLAN = "load plan"
    CARRY_OVER = "carry over"  # a year's strategies and rounds to the next
    TAKE_PLAN = "take plan"  # as a workbook
    SHOW_POLICIES = "show policies"  # the analysis of a year
    TEACH_FORM = "teach form"  # a form was learnt from a blank
    RETIRE_FORM = "retire form"  # it was none after all
    ASK = "ask"  # a requirement that was not there before
    CHANGE_DUE = "change due"
    CHANGE_REQUIREMENT = "change requirement"
    CHANGE_DEBTS = "change debts"  # what a requirement asks to be reported
    CHANGE_OWNERS = "change owners"
    CHANGE_ROLES = "change roles"
    REQUEUE = "requeue"
    BACK_UP = "back up"
    RESTORE = "restore"  # the database is as it was when a backup was taken
    SHOW_MISSING = "show missing"
    SHOW_SENT = "show sent"
    SHOW_UNIT = "show unit"  # how one unit stands
    SUMMARISE = "summarise"
    DRAFT_MEMO = "draft memo"
    MAKE_BOOKLET = "make booklet"
    RECORD_STEP = "record step"  # of the manual, as done
    TAKE_BACK_STEP = "take back step"
    CIRCULATE = "circulate"  # people are told of something and asked to acknowledge it
    ACKNOWLEDGE = "acknowledge"
    RECORD_ACKNOWLEDGED = "record acknowledged"  # by an officer, who telephoned
    SHOW_CIRCULAR = "show circular"  # who has acknowledged
    CHASE_CIRCULAR = "chase circular"  # an officer had people asked again
    CALL_MEETING = "call meeting"
    CALL_OFF_MEETING = "call off meeting"
    PROPOSE = "propose"  # a matter was put before the director
    ORDER = "order"  # the director gave an order on it
    RECORD_ORDER = "record order"  # an officer wrote down one that was given on paper
    PUBLISH = "publish"  # figures of a work, behind public links
    CLOSE_PUBLICATION = "close publication"
    OPEN_PUBLICATION = "open publication"  # again
    GIVE_TOPIC = "give topic"  # a group is to prepare a topic, or is not after all
    PLAN_VISIT = "plan visit"
    PREPARE_VISIT = "prepare visit"  # a line of its check list is ready, or is not after all
    CALL_OFF_VISIT = "call off visit"
    DRAFT_COMMITTEES = "draft committees"  # an order that appoints them
    SIGN_COMMITTEES = "sign committees"  # its number and day were entered
    REVOKE_COMMITTEES = "revoke committees"
    RECORD_ATTENDANCE = "record attendance"
    DRAFT_MINUTES = "draft minutes"
    DECLINE = "decline"  # somebody invited cannot come
    TAKE_REQUEST = "take request"  # an agency's letter that asks for data
    ADD_AGENCY = "add agency"
    RECORD_SENDING = "record sending"  # a row of the control register
    STRIKE_ROW = "strike row"
    SHOW_REGISTER = "show register"
    SHOW_MORNING = "show morning list"  # with whom to telephone
    SHOW_UNDELIVERED = "show undelivered"
    TOLD_TO_SCREEN = "told to screen"  # a committee's member has heard that forms wait
    TOLD_UNDELIVERED = "told of undelivered"  # an officer has heard that messages did not go out
    SEND_AGAIN = "send again"
    OPEN_FILE = "open file"
    OPEN_PAGE = "open page"  # of the dashboard
    SHOW_MY_DATA = "show my data"
    FORGET = "forget"  # a person asked for it: from now on their number leads to nobody
    SHOW_UNCLEAR = "show unclear"  # what people typed and the bot did not understand
    TEACH = "teach"
    UNTEACH = "unteach"
    ERASE_OLD = "erase old"
    SHOW_AUDIT = "show audit"
    EXPORT_AUDIT = "export audit"


DUE_DATES: Final = frozenset(
    {Noted.ASK, Noted.CHANGE_DUE, Noted.EXTEND}
)  # by when something is asked, and every change of that
READINGS: Final = frozenset({Noted.SHOW_AUDIT, Noted.EXPORT_AUDIT})  # of the trail itself

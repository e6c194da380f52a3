"""LINE's JSON becomes events in our words, and what is odd becomes Unknown, never a crash."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line.inbound import conversation_of, events_of, may_be_kept, message_of, parse, quoted_by
from domain.events import (
    AccountLinked,
    BotJoined,
    BotLeft,
    ButtonPressed,
    FileSent,
    Followed,
    PeopleJoined,
    PeopleLeft,
    PhotoSent,
    Place,
    TakenBack,
    TextSaid,
    Unfollowed,
    Unknown,
)
from domain.thai import BANGKOK

USER = {"type": "user", "userId": "U" + "a" * 32}
GROUP = {"type": "group", "groupId": "C" + "b" * 32, "userId": "U" + "a" * 32}
NAMES = ("บอท", "น้องแผน")


def event(kind: str, source: dict[str, str] = USER, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "webhookEventId": "01H" + "0" * 23,
        "deliveryContext": {"isRedelivery": False},
        "timestamp": 1_795_400_000_000,
        "source": source,
        "replyToken": "r" * 32,
        "mode": "active",
        **more,
    }


def text(words: str, source: dict[str, str] = GROUP, **more: Any) -> dict[str, Any]:
    return event("message", source, message={"id": "1", "type": "text", "text": words, "quoteToken": "q", **more})


def said(raw: dict[str, Any]) -> TextSaid:
    parsed = parse(raw, NAMES)
    assert isinstance(parsed, TextSaid)
    return parsed


def test_private_words_are_always_addressed() -> None:
    got = said(text("งานของฉัน", USER))

    assert (got.addressed, got.text, got.place, got.reply_token) == (True, "งานของฉัน", Place.PRIVATE, "r" * 32)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("บอท ใครยังไม่ส่ง", "ใครยังไม่ส่ง"),
        ("@น้องแผน สรุป", "สรุป"),
        ("/สรุป", "สรุป"),
        ("  บอท, สรุป", "สรุป"),
    ],
)
def test_in_a_group_the_bot_is_addressed_by_name_or_slash(words: str, meant: str) -> None:
    got = said(text(words))

    assert (got.addressed, got.text) == (True, meant)
    assert may_be_kept(text(words), NAMES)


def test_a_mention_is_cut_out_by_utf16_units_even_after_an_emoji() -> None:
    mention = {"mentionees": [{"index": 3, "length": 4, "type": "user", "isSelf": True}]}

    assert said(text("😀 @บอท สรุป", mention=mention)).text == "😀  สรุป"


@pytest.mark.parametrize("words", ["ส่งแล้วค่ะ", "น้องแผนกบัญชีมาหรือยัง", "บอทนี้ดีจัง", "เดี๋ยวส่งบอทพรุ่งนี้", "", "http://x/สรุป"])
def test_other_talk_in_a_group_is_not_addressed_and_must_not_be_kept(words: str) -> None:
    assert not said(text(words)).addressed
    assert not may_be_kept(text(words), NAMES)


def test_of_a_groups_files_only_what_may_be_a_form_is_kept() -> None:
    def message(kind: str, **more: str) -> dict[str, Any]:
        return event("message", GROUP, message={"id": "1", "type": kind, **more})

    assert may_be_kept(message("file", fileName="ส่งงาน.XLSX"), NAMES)
    assert not may_be_kept(message("file", fileName="ใบลาป่วย.pdf"), NAMES)
    assert not may_be_kept(message("file"), NAMES)
    assert not may_be_kept(message("image"), NAMES)
    assert not may_be_kept(message("sticker"), NAMES)
    assert may_be_kept(event("join", GROUP), NAMES)


def test_each_kind_of_event_has_its_own_word() -> None:
    file = event("message", message={"id": "7", "type": "file", "fileName": "แบบ.xlsx", "fileSize": "12"})
    photo = event("message", message={"id": "8", "type": "image", "imageSet": {"id": "s"}})

    got = parse(file)
    assert isinstance(got, FileSent)
    assert (got.name, got.size, got.message_id) == ("แบบ.xlsx", 12, "7")
    got_photo = parse(photo)
    assert isinstance(got_photo, PhotoSent)
    assert got_photo.set_id == "s"
    assert isinstance(parse(event("postback", postback={"data": "form:3"})), ButtonPressed)
    assert isinstance(parse(event("follow", follow={"isUnblocked": True})), Followed)
    assert isinstance(parse(event("unfollow")), Unfollowed)
    assert isinstance(parse(event("join", GROUP)), BotJoined)
    assert isinstance(parse(event("leave", GROUP)), BotLeft)
    assert isinstance(parse(event("somethingNew")), Unknown)
    assert isinstance(parse(event("message", message={"id": "9", "type": "hologram"})), Unknown)


def test_people_who_come_and_go_are_named_as_far_as_line_names_them() -> None:
    members = {"members": [{"type": "user", "userId": "U1"}, {"type": "user"}, "odd", {"userId": "U2"}]}

    came, went = parse(event("memberJoined", GROUP, joined=members)), parse(event("memberLeft", GROUP, left=members))

    assert isinstance(came, PeopleJoined)
    assert isinstance(went, PeopleLeft)
    assert came.users == went.users == ("U1", "U2")
    assert parse(event("memberJoined", GROUP)) == parse(event("memberJoined", GROUP, joined={"members": None}))


def test_what_is_taken_back_is_named_by_its_message() -> None:
    raw = event("unsend", unsend={"messageId": "325708"})
    got = parse(raw)

    assert isinstance(got, TakenBack)
    assert (got.message_id, message_of(raw)) == ("325708", "325708")


def test_an_edited_text_is_a_text_in_its_last_words() -> None:
    raw = text("บอท สรุป") | {"type": "messageEdited"}
    got = said(raw)

    assert (got.edited, got.text, got.message_id, may_be_kept(raw, NAMES)) == (True, "สรุป", "1", True)
    assert not may_be_kept(text("เย็นนี้กินอะไรดี") | {"type": "messageEdited"}, NAMES)


@pytest.mark.parametrize(("result", "linked"), [("ok", True), ("failed", False)])
def test_an_account_link_tells_whether_it_worked_even_without_a_source(result: str, linked: bool) -> None:
    raw = event("accountLink", link={"result": result, "nonce": "n" * 20})
    if not linked:
        del raw["source"], raw["replyToken"]
    got = parse(raw)

    assert isinstance(got, AccountLinked)
    assert (got.linked, got.nonce, got.reply_token is not None) == (linked, "n" * 20, linked)


@pytest.mark.parametrize(
    ("params", "picked"),
    [
        ({"date": "2027-04-02"}, date(2027, 4, 2)),
        ({"time": "16:30"}, time(16, 30)),
        ({"datetime": "2027-04-02T16:30"}, datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK)),
        ({"datetime": "2027-04-02t16:30"}, datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK)),
        ({"date": "2570-13-40"}, None),
        ({"newRichMenuAliasId": "x", "status": "SUCCESS"}, None),
        (None, None),
    ],
)
def test_what_a_picker_was_set_to_is_bangkok_time(params: object, picked: object) -> None:
    got = parse(event("postback", postback={"data": "shift:1", "params": params}))

    assert isinstance(got, ButtonPressed)
    assert (got.data, got.picked) == ("shift:1", picked)


def test_photos_of_a_set_say_so_as_far_as_line_does() -> None:
    def photo(**more: Any) -> PhotoSent:
        got = parse(event("message", message={"id": "8", "type": "image", **more}))
        assert isinstance(got, PhotoSent)
        return got

    whole = photo(imageSet={"id": "s", "index": 1, "total": 3})
    assert (whole.set_id, whole.set_size) == ("s", 3)
    assert (photo(imageSet={"id": "s"}).set_size, photo().set_id) == (None, None)
    assert photo(contentProvider={"type": "external"}).elsewhere


def test_words_that_quote_us_in_a_group_are_addressed_once_the_webhook_let_them_in() -> None:
    got = said(text("ขอดูอีกครั้ง", quotedMessageId="777"))

    assert (got.addressed, got.quoting, got.text) == (True, True, "ขอดูอีกครั้ง")
    assert not may_be_kept(text("ขอดูอีกครั้ง", quotedMessageId="777"), NAMES)
    assert quoted_by(text("ขอดูอีกครั้ง", quotedMessageId="777")) == "777"


@pytest.mark.parametrize("kind", ["videoPlayComplete", "beacon", "membership", "module", "activated", "botSuspended"])
def test_what_asks_nothing_of_us_is_unknown(kind: str) -> None:
    assert isinstance(parse(event(kind)), Unknown)


def test_another_channels_chat_is_answered_with_silence() -> None:
    assert parse(event("follow", mode="standby")).silent


def test_a_missing_user_is_nobody() -> None:
    group = {"type": "group", "groupId": "C" + "b" * 32}

    assert parse(text("/สรุป", group), NAMES).user is None
    assert conversation_of(text("x", group)) == group["groupId"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(["²", 10**400]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from(
    ["type", "source", "message", "timestamp", "replyToken", "postback", "follow", "mode", "fileSize"]
)
odd_values = json_values | st.sampled_from(["message", "text", "file", "postback", "group", "user"])


@given(st.dictionaries(keys, odd_values, max_size=8))
def test_no_json_whatever_makes_it_crash(raw: dict[str, Any]) -> None:
    parse(raw, NAMES)
    may_be_kept(raw, NAMES)


@given(json_values)
def test_no_body_whatever_makes_it_crash(body: Any) -> None:
    assert isinstance(events_of(body), list)

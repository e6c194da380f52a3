"""What an unclear sentence may mean, and what of it may be guessed."""

from __future__ import annotations

import pytest

from domain.phrases.meanings import TEACHABLE, likeliest, may_be_guessed
from domain.phrases.understanding import Intent, understand
from domain.privacy import NAME_MASK, without_names
from handlers.table import DEEDS
from handlers.wording.commands import CALLED, SAID_AS


@pytest.mark.parametrize("intent", SAID_AS)
def test_what_is_typed_for_a_command_is_understood_as_it(intent: Intent) -> None:
    found = understand(SAID_AS[intent].text)
    assert (found.intent, found.sure) == (intent, True)


def test_what_may_be_taught_is_named_once_and_may_be_guessed() -> None:
    assert len(set(TEACHABLE)) == len(TEACHABLE)
    assert set(TEACHABLE) <= set(SAID_AS)
    assert all(map(may_be_guessed, TEACHABLE))


@pytest.mark.parametrize(
    "intent",
    [
        Intent.APPROVE, Intent.REJECT, Intent.CANCEL_DIALOG, Intent.SNOOZE, Intent.NIL_REPORT, Intent.BROADCAST,
        Intent.FORGET_ME, Intent.SHIFT_DEADLINE, Intent.CANCEL_REQUIREMENT, Intent.EXEMPT, Intent.WITHDRAW,
        Intent.ACCEPT, Intent.RETURN_FOR_FIX, Intent.MOVE_OUT, Intent.PROMISE,
    ],
)  # fmt: skip
def test_what_acts_is_never_taught_nor_done_on_a_guess(intent: Intent) -> None:
    assert intent not in TEACHABLE
    assert not may_be_guessed(intent)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ขอแบบๆ ที่ต้องกรอกอ่ะ", Intent.GET_FORM),
        ("งานของผมล่ะคะเนี่ย", Intent.MY_TASKS),
        ("ใครยังอะไรไม่ส่ง", Intent.WHO_MISSING),
    ],
)
def test_the_likeliest_stands_first(text: str, intent: Intent) -> None:
    assert likeliest(text, TEACHABLE, 3)[0] is intent


@pytest.mark.parametrize("text", ["", "🙏", "zzz", "ๆๆๆ"])
def test_where_nothing_is_alike_the_usual_is_offered(text: str) -> None:
    assert likeliest(text, TEACHABLE, 3) == TEACHABLE[:3]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ถามครูมานพให้ที", f"ถามครู{NAME_MASK}ให้ที"),
        ("นายมานพ ตัวอย่างงาม ส่งยัง", f"นาย{NAME_MASK} ส่งยัง"),
        ("คุณตัวอย่างงามอยู่ไหม", f"คุณ{NAME_MASK}อยู่ไหม"),
        ("ส่งงานค่ะ", "ส่งงานค่ะ"),
    ],
)
def test_names_are_taken_out(text: str, left: str) -> None:
    assert without_names(text, ["นายมานพ ตัวอย่างงาม", ""]) == left


def test_everything_that_can_be_asked_for_has_a_name_that_fits_on_a_button() -> None:
    asked_for = {intent for deed in DEEDS.deeds for intent in deed.intents}
    assert set(CALLED) >= asked_for - {Intent.PASSWORD_WARNING}
    assert all(len(name) <= 20 for name in CALLED.values())  # LINE, quick reply, label of an action

"""ร่างบันทึก: an officer gets the memo that proposes a work, filled in from the plan, and records that it was proposed."""

from __future__ import annotations

import io
import urllib.request
import zipfile

from tests.stories.stage import DIRECTOR, OFFICER, Stage, actions, phone_of


def files(stage: Stage) -> list[bytes]:
    """What is behind the links of the officer's newest card that has any."""
    cards = (list(actions(bubble.message)) for bubble in reversed(stage.line.messages(phone_of(OFFICER))))
    links = next(found for card in cards if (found := [str(one["uri"]) for one in card if one["type"] == "uri"]))
    return [_read(link) for link in links]


def _read(link: str) -> bytes:
    with urllib.request.urlopen(link, timeout=10) as answer:  # noqa: S310 - our own local server
        return bytes(answer.read())


def test_a_memo_names_subjects_owners_and_days(stage: Stage) -> None:
    assert "ร่างบันทึกข้อความ" in stage.says(OFFICER, "ร่างบันทึกเสนอ ผอ.")
    word, seen = files(stage)

    with zipfile.ZipFile(io.BytesIO(word)) as package:
        words = package.read("word/document.xml").decode()
    assert "๔๙๙๙/" in words
    assert "๔๙๙๙//" not in words
    for expected in ("เสริมสร้างความปลอดภัย", "กลุ่มอำนวยการ", "๒ เมษายน ๒๕๗๐", "จึงเรียนมาเพื่อโปรดทราบ และพิจารณาสั่งการ"):
        assert expected in words
    assert seen.startswith(b"%PDF")


def test_that_it_was_proposed_is_recorded_by_a_tap(stage: Stage) -> None:
    stage.says(OFFICER, "ร่างบันทึกเสนอ ผอ.")
    assert "บันทึกขั้นตอน 2 แล้ว" in stage.presses(OFFICER, "เสนอ ผอ. แล้ว")
    assert "✓ 2 " in stage.says(OFFICER, "ขั้นตอน")


def test_only_an_officer_drafts(stage: Stage) -> None:
    assert "ร่างบันทึกข้อความ" not in stage.says(DIRECTOR, "ร่างบันทึกเสนอ ผอ.")

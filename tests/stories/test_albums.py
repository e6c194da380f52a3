"""The pictures of a project, from the chat and from the report: gathered, counted, taken out, given words."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import urllib3
from PIL import Image

from storage.pictures import Shown
from tests.projects import BACK, LAW, REFRESH, WELCOME, plan_of_projects, report
from tests.reports.photos import blurred, held, packed, photo, scene
from tests.stories.stage import EK, GROUP, NITI, OFFICER, PO, USERS, Stage, actions, phone_of, staged


@pytest.fixture
def stage(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=plan_of_projects()) as stage:
        yield stage


def debt_of(stage: Stage, code: str) -> int:
    with stage.store.reading() as tx:
        office = tx.people.offices()[0]
        return next(o.id for o in tx.work.of_office(office.id, stage.clock.now()) if o.subject.code == code)


def album(stage: Stage, code: str) -> list[Shown]:
    with stage.store.reading() as tx:
        return tx.pictures.shown([debt_of(stage, code)])


def sends_photos(stage: Stage, who: str, photos: Sequence[bytes], **how: Any) -> str:
    before = len(stage.line.messages(phone_of(who)))
    stage.line.send_photos(phone_of(who), photos, **how)
    stage.settle()
    stage.clock.travel_to(stage.clock.now() + timedelta(seconds=4))
    stage.settle()
    return stage.heard_since(phone_of(who), before)


def fetched(url: str) -> bytes:
    answer = urllib3.request("GET", url, timeout=5)
    assert answer.status == 200
    return bytes(answer.data)


def press(stage: Stage, who: str, data: str) -> str:
    before = len(stage.line.messages(phone_of(who)))
    stage.line.press(phone_of(who), data, "")
    stage.settle()
    return stage.heard_since(phone_of(who), before)


def test_photos_of_a_group_with_one_project_are_its_album_without_a_question(stage: Stage) -> None:
    said = sends_photos(stage, PO, [photo(1), photo(2), photo(3)], shuffled=True)

    assert "เก็บภาพโครงการแล้ว 3 ภาพ" in said
    assert "โครงการพาน้องกลับมาเรียน" in said
    assert "ขาดอีก 1 ภาพ" in said
    assert "ใบหน้านักเรียน" in said
    assert [one.no for one in album(stage, BACK)] == [1, 2, 3]


def test_photos_stand_in_the_order_in_which_they_were_chosen(stage: Stage) -> None:
    first, second, third = (packed(scene(seed, (1000 + seed, 800))) for seed in (1, 2, 3))
    sends_photos(stage, PO, [first, second, third], shuffled=True)

    with stage.store.reading() as tx:
        sent = [picture.sent_wide for picture, _ in tx.pictures.all_of(debt_of(stage, BACK))]
    assert sent == [1001, 1002, 1003]


def test_a_group_with_several_projects_is_asked_once_and_later_photos_follow(stage: Stage) -> None:
    assert "เป็นของงานไหน" in sends_photos(stage, EK, [photo(1), photo(2)])
    said = press_project(stage, EK, REFRESH)
    assert "เก็บภาพโครงการแล้ว 2 ภาพ" in said

    said = sends_photos(stage, EK, [photo(3), photo(4), photo(5)])
    assert "เก็บภาพโครงการแล้ว 3 ภาพ" in said
    assert "มี 5 ภาพ ครบขั้นต่ำแล้ว" in said
    assert "ใบหน้านักเรียน" not in said
    assert len(album(stage, REFRESH)) == 5
    assert album(stage, WELCOME) == []


def press_project(stage: Stage, who: str, code: str) -> str:
    debt = debt_of(stage, code)
    chosen = next(
        action["data"]
        for bubble in reversed(stage.line.messages(phone_of(who)))
        for action in actions(bubble.message)
        if action.get("data", "").startswith("evidence:") and action["data"].endswith(f":{debt}")
    )
    return press(stage, who, chosen)


def test_what_followed_to_the_wrong_project_is_taken_from_there_by_a_tap(stage: Stage) -> None:
    sends_photos(stage, EK, [photo(1)])
    press_project(stage, EK, REFRESH)
    sends_photos(stage, EK, [photo(2), photo(3)])

    assert "เป็นของงานไหน" in stage.presses(EK, "ไม่ใช่โครงการนี้")
    press_project(stage, EK, WELCOME)
    assert len(album(stage, REFRESH)) == 1
    assert len(album(stage, WELCOME)) == 2


def test_a_years_report_without_pictures_is_answered_by_asking_for_them(stage: Stage) -> None:
    press(stage, PO, f"form:{debt_of(stage, BACK)}")
    assert "ขอภาพกิจกรรม 4 ถึง 24 ภาพ" in stage.sends(PO, "รายงาน.xlsx", report(fetched(stage.link(PO))))
    sends_photos(stage, PO, [photo(1), photo(2), photo(3)])
    press(stage, PO, f"form:{debt_of(stage, BACK)}")
    again = report(fetched(stage.link(PO)), spent=70_000)
    assert "ยังขาดภาพกิจกรรมอีก 1 ภาพ" in stage.sends(PO, "รายงานแก้ไข.xlsx", again)


def test_photos_right_behind_a_projects_report_are_its_pictures_unless_it_is_said_otherwise(stage: Stage) -> None:
    press(stage, EK, f"form:{debt_of(stage, WELCOME)}")
    assert "ได้รับแล้ว" in stage.sends(EK, "รายงาน.xlsx", report(fetched(stage.link(EK))))
    assert "เก็บภาพโครงการแล้ว 2 ภาพ" in sends_photos(stage, EK, [photo(1), photo(2)])
    assert len(album(stage, WELCOME)) == 2

    assert "เป็นของงานไหน" in stage.presses(EK, "ไม่ใช่โครงการนี้")
    press_project(stage, EK, REFRESH)
    assert len(album(stage, REFRESH)) == 2
    assert album(stage, WELCOME) == []


def test_saying_whose_pictures_are_coming_is_enough(stage: Stage) -> None:
    assert "ยังไม่มีภาพ" in stage.says(EK, "ส่งรูปโครงการงานสารบรรณค่ะ")
    assert "เก็บภาพโครงการแล้ว 2 ภาพ" in sends_photos(stage, EK, [photo(1), photo(2)])
    assert len(album(stage, REFRESH)) == 2


def test_after_half_an_hour_the_project_is_asked_for_again(stage: Stage) -> None:
    sends_photos(stage, EK, [photo(1)])
    press_project(stage, EK, REFRESH)
    stage.clock.travel_to(stage.clock.now() + timedelta(minutes=31))

    assert "เป็นของงานไหน" in sends_photos(stage, EK, [photo(2)])


def test_doubled_blurred_and_small_ones_are_told_in_the_one_answer(stage: Stage) -> None:
    again = packed(scene(1).resize((900, 675)), quality=60)
    said = sends_photos(stage, PO, [photo(1), again, blurred(2), photo(3, (420, 315)), photo(1)])

    assert "เก็บภาพโครงการแล้ว 4 ภาพ" in said
    assert "เหมือนกับภาพที่ 1" in said
    assert "อาจไม่ชัด" in said
    assert "ขนาดเล็ก" in said
    assert "อีก 1 ภาพเป็นภาพเดียวกับที่มีอยู่แล้ว" in said
    assert len([text for text in stage.heard(PO) if "เก็บภาพโครงการแล้ว" in text]) == 1

    stage.presses(PO, "เอา 3 ภาพนี้ออก")
    assert [one.no for one in album(stage, BACK)] == [1]
    stage.presses(PO, "ใส่กลับ")
    assert [one.no for one in album(stage, BACK)] == [1, 2, 3, 4]


def test_print_copies_stand_upright_and_know_no_place_and_the_original_stays(stage: Stage) -> None:
    sent = held(4, 6)
    stage.sends(PO, "IMG_1.jpg", sent)
    (one,) = album(stage, BACK)

    with stage.store.reading() as tx:
        copy = Image.open(io.BytesIO(tx.files.read(one.print_sha256)))
        (kept,) = tx.attachments.of_debt(debt_of(stage, BACK))
        assert tx.files.read(kept.sha256 or "") == sent
    assert (copy.width, copy.height) == (one.wide, one.tall)
    assert copy.height > copy.width
    assert dict(copy.getexif()) == {}
    assert "exif" not in copy.info


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("IMG_2.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200), "HEIC"),
        ("a.jpg", photo(1)[:2000], "เปิดไม่ได้"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "เปิดไม่ได้"),
    ],
)
def test_what_cannot_be_printed_is_told_with_what_to_do(stage: Stage, name: str, data: bytes, words: str) -> None:
    said = stage.sends(PO, name, data)

    assert words in said
    assert "JPEG" in said
    assert album(stage, BACK) == []


@pytest.mark.parametrize(
    "made",
    [
        lambda: packed(scene(1).convert("CMYK")),
        lambda: packed(scene(1, (700, 500)), "GIF", save_all=True, append_images=[scene(2, (700, 500))]),
        lambda: packed(scene(1).convert("P"), "PNG"),
        lambda: packed(scene(1).convert("RGBA"), "WEBP"),
        lambda: packed(scene(1, (9000, 6600))),
    ],
    ids=["CMYK", "animated", "palette", "transparent", "60 megapixels"],
)
def test_odd_pictures_become_pictures(stage: Stage, made: Callable[[], bytes]) -> None:
    assert "เก็บภาพโครงการแล้ว 1 ภาพ" in stage.sends(PO, "ภาพ", made())
    assert len(album(stage, BACK)) == 1


def test_more_than_an_album_holds_are_kept_and_counted_kindly(stage: Stage) -> None:
    small = [packed(scene(seed, (800, 600)), quality=40) for seed in range(26)]
    sends_photos(stage, PO, small[:20])
    said = sends_photos(stage, PO, small[20:])

    assert "เก็บภาพโครงการแล้ว 4 ภาพ" in said
    assert "อีก 2 ภาพไม่ได้ใส่ในอัลบั้ม เพราะมีได้ไม่เกิน 24 ภาพ" in said
    assert len(album(stage, BACK)) == 24


def test_captions_are_asked_for_once_and_taken_line_by_line_or_by_number(stage: Stage) -> None:
    assert "พิมพ์คำบรรยาย" in sends_photos(stage, PO, [photo(1), photo(2), photo(3)])
    assert "พิมพ์คำบรรยาย" not in sends_photos(stage, PO, [photo(4)])
    said = stage.says(PO, "ประชุมครูแนะแนว\nเยี่ยมบ้านนักเรียน\nส่งน้องกลับเข้าเรียน")
    assert "ใส่คำบรรยายแล้ว 3 ภาพ" in said
    assert "ภาพที่ 4 ยังไม่มีคำบรรยาย" in said
    assert "ใส่คำบรรยายแล้ว 2 ภาพ" in stage.says(PO, "คำบรรยาย\n๔. สรุปผล\n1) ประชุมครูแนะแนวทุกโรงเรียน")

    told = [one.caption for one in album(stage, BACK)]
    assert told == ["ประชุมครูแนะแนวทุกโรงเรียน", "เยี่ยมบ้านนักเรียน", "ส่งน้องกลับเข้าเรียน", "สรุปผล"]
    assert "ใส่คำบรรยายแล้ว 1 ภาพ" in stage.says(PO, "แก้คำบรรยายรูปที่ 2 เป็น เยี่ยมบ้าน ๓๐ หลัง")
    assert album(stage, BACK)[1].caption == "เยี่ยมบ้าน ๓๐ หลัง"


def test_captions_may_be_left_out(stage: Stage) -> None:
    sends_photos(stage, PO, [photo(1), photo(2)])
    assert "รับทราบ" in stage.presses(PO, "ไม่ใส่คำบรรยาย")
    assert [one.caption for one in album(stage, BACK)] == ["", ""]
    assert "งาน" in stage.says(PO, "งานของฉัน")


def test_a_question_asked_meanwhile_is_answered_and_no_caption(stage: Stage) -> None:
    sends_photos(stage, PO, [photo(1), photo(2)])
    assert "ใส่คำบรรยาย" not in stage.says(PO, "งานของฉัน")
    assert [one.caption for one in album(stage, BACK)] == ["", ""]


def test_an_album_is_shown_with_numbers_that_stay(stage: Stage) -> None:
    sends_photos(stage, PO, [photo(n) for n in range(1, 6)])
    assert "เอาภาพที่ 2 ออกแล้ว" in stage.says(PO, "เอาภาพที่ ๒ ออก")
    said = stage.says(PO, "อัลบั้ม")

    assert "อัลบั้มภาพ 4 ภาพ" in said
    shown = next(b.message for b in reversed(stage.line.messages(USERS[PO])) if b.message.get("type") == "image")
    sheet = fetched(shown["originalContentUrl"])
    assert sheet.startswith(b"\xff\xd8")
    assert len(sheet) <= 1_000_000
    assert [one.no for one in album(stage, BACK)] == [1, 3, 4, 5]
    assert "ไม่พบภาพที่ 2" in stage.says(PO, "เอาภาพที่ 2 ออก")
    assert "ใส่ภาพที่ 2 กลับแล้ว" in stage.says(PO, "ใส่ภาพที่ 2 กลับ")
    sends_photos(stage, PO, [photo(9)])
    assert [one.no for one in album(stage, BACK)] == [1, 2, 3, 4, 5, 6]


def test_pictures_in_the_report_are_taken_with_their_captions(stage: Stage) -> None:
    stage.says(PO, "ขอแบบฟอร์ม")
    blank = fetched(stage.link(PO))
    captions = {1: "พิธีเปิด", 2: "ลงพื้นที่"}
    said = stage.sends(PO, "คก1.xlsx", report(blank, pictures=[photo(n) for n in range(1, 6)], captions=captions))

    assert "ได้รับแล้ว" in said
    assert "เก็บภาพโครงการแล้ว 5 ภาพ" in said
    assert [one.caption for one in album(stage, BACK)] == ["พิธีเปิด", "ลงพื้นที่", "", "", ""]

    said = stage.sends(PO, "คก1 แก้.xlsx", report(blank, spent=70_000, pictures=[photo(1), photo(8)]))
    assert [one.no for one in album(stage, BACK)] == [1, 6]
    assert album(stage, BACK)[0].caption == "พิธีเปิด"


def test_captions_of_the_report_stand_below_photos_from_the_chat(stage: Stage) -> None:
    sends_photos(stage, PO, [photo(1), photo(2)])
    stage.says(PO, "ขอแบบฟอร์ม")
    stage.sends(PO, "คก1.xlsx", report(fetched(stage.link(PO)), captions={1: "พิธีเปิด", 2: "ลงพื้นที่"}))

    assert "พิธีเปิด" in stage.says(PO, "อัลบั้ม")


def test_a_photo_that_is_unsent_leaves_the_album_with_its_copy(stage: Stage) -> None:
    ids = stage.line.send_photos(USERS[PO], [photo(1), photo(2)])
    stage.settle()
    stage.clock.travel_to(stage.clock.now() + timedelta(seconds=4))
    stage.settle()
    (first, second) = album(stage, BACK)
    stage.line.unsend(USERS[PO], ids[0])
    stage.settle()

    assert album(stage, BACK) == [second]
    with stage.store.reading() as tx, pytest.raises(Exception, match=first.print_sha256):
        tx.files.read(first.print_sha256)


def test_a_report_that_is_taken_back_takes_its_pictures_with_it(stage: Stage) -> None:
    stage.says(PO, "ขอแบบฟอร์ม")
    stage.sends(PO, "คก1.xlsx", report(fetched(stage.link(PO)), pictures=[photo(1), photo(2)]))
    assert len(album(stage, BACK)) == 2
    stage.sends(PO, "คก1 แก้.xlsx", report(fetched(stage.link(PO)), spent=70_000, pictures=[photo(3)]))
    assert len(album(stage, BACK)) == 1
    stage.says(PO, "ยกเลิกการส่ง")
    stage.presses(PO, "ใช่ ถอนเลย")
    assert len(album(stage, BACK)) == 2  # of the file before, which counts again
    stage.says(PO, "ยกเลิกการส่ง")
    stage.presses(PO, "ใช่ ถอนเลย")
    assert album(stage, BACK) == []


def test_faces_are_confirmed_and_asked_again_after_new_photos(stage: Stage) -> None:
    sends_photos(stage, PO, [photo(1), photo(2)])
    assert "ยังไม่ได้ยืนยันว่าเผยแพร่ได้" in stage.says(PO, "อัลบั้ม")
    assert "เผยแพร่ภาพได้" in stage.presses(PO, "เผยแพร่ภาพได้")
    assert "ยืนยันแล้วว่าเผยแพร่ได้" in stage.says(PO, "อัลบั้ม")
    sends_photos(stage, PO, [photo(3)])
    with stage.store.reading() as tx:
        faces = tx.pictures.faces(tx.work.of_office(tx.people.offices()[0].id, stage.clock.now())[0].requirement_id)
    assert [(one.warned, one.confirmed) for one in faces] == [(True, False)]


def test_an_album_of_others_is_neither_shown_nor_changed(stage: Stage) -> None:
    sends_photos(stage, PO, [photo(1)])
    debt = debt_of(stage, BACK)
    for data in (
        f"album:{debt}",
        f"pictureout:{debt}:1",
        f"pictureback:{debt}:1",
        f"faces:{debt}",
        "album:999",
        "album:",
    ):
        assert "ไม่ได้เปิดให้ท่าน" in press(stage, NITI, data)
    assert len(album(stage, BACK)) == 1


def test_once_accepted_only_an_officer_changes_an_album(stage: Stage) -> None:
    sends_photos(stage, PO, [photo(1), photo(2)])
    with stage.store.begin() as tx:
        debt = tx.work.obligation(debt_of(stage, BACK))
        assert debt is not None
        debt.state = "accepted"
        tx.commit()
    assert "ไม่ได้เปิดให้ท่านแก้ไข" in stage.says(PO, "เอาภาพที่ 1 ออก")
    assert "เอาภาพที่ 1 ออกแล้ว" in press(stage, OFFICER, f"pictureout:{debt_of(stage, BACK)}:1")


def test_an_officer_finds_an_album_by_its_name(stage: Stage) -> None:
    sends_photos(stage, PO, [photo(1)])
    assert "อัลบั้มภาพ 1 ภาพ" in stage.says(OFFICER, "ดูภาพโครงการพาน้องกลับมาเรียน")
    assert "ยังไม่มีภาพ" in stage.says(OFFICER, f"ดูภาพโครงการ {LAW}")


def test_a_group_hears_nothing_of_albums(stage: Stage) -> None:
    stage.line.send_photos(USERS[PO], [photo(1), photo(2)], GROUP)
    stage.settle()
    assert album(stage, BACK) == []
    assert "ส่วนตัว" in stage.says(PO, "บอท อัลบั้ม", group=True)

"""Who is to be told what, as an officer types it."""

from __future__ import annotations

import pytest

from domain.phrases.announcements import Announced, Audience, read_announcement
from domain.phrases.understanding import Intent, understand

GROUPS, SCHOOLS, ALL = Audience.GROUPS, Audience.SCHOOLS, Audience.ALL


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("แจ้งผลประเมินให้ทุกกลุ่มทราบ", Announced(GROUPS, is_result=True, words="")),
        ("แจ้งผลการประเมิน สพฐ. ให้เจ้าหน้าที่ทุกกลุ่มทราบค่ะ", Announced(GROUPS, is_result=True, words="")),
        ("แจ้งทุกกลุ่มว่า ผลประเมินระดับดีเยี่ยม 4.62", Announced(GROUPS, is_result=True, words="ผลประเมินระดับดีเยี่ยม 4.62")),
        ("แจ้งผลประเมินระดับดีเยี่ยม ให้ทุกกลุ่มทราบ", Announced(GROUPS, is_result=True, words="ผลประเมินระดับดีเยี่ยม")),
        ("แจ้งทุกโรงเรียนว่าพรุ่งนี้ระบบ E-MES ปิด", Announced(SCHOOLS, is_result=False, words="พรุ่งนี้ระบบ E-MES ปิด")),
        ("ประกาศให้ทุกคนทราบ", Announced(ALL, is_result=False, words="")),
        ("ประชาสัมพันธ์ให้ทุกกลุ่มและโรงเรียนทราบว่า หยุด 15 เม.ย.", Announced(ALL, is_result=False, words="หยุด 15 เม.ย.")),
        ("แจ้งทุกโรงเรียน ให้ส่งภาพวันเด็ก", Announced(SCHOOLS, is_result=False, words="ให้ส่งภาพวันเด็ก")),
        ("แจ้งทุกกลุ่มทราบเรื่อง งดใช้ลิฟต์วันจันทร์", Announced(GROUPS, is_result=False, words="งดใช้ลิฟต์วันจันทร์")),
        ("แจ้งทุกโรงเรียน", Announced(SCHOOLS, is_result=False, words="")),
        ("แจ้งข่าวให้โรงเรียนทราบ", Announced(SCHOOLS, is_result=False, words="")),
    ],
)  # fmt: skip
def test_a_sentence_says_who_is_told_what(typed: str, meant: Announced) -> None:
    assert understand(typed).intent is Intent.BROADCAST
    assert read_announcement(typed) == meant

"""Typed Thai made comparable: no spaces, no tone marks, no polite words, no stretched letters.

People leave tone marks out (ใครยังไม่สง), double vowels (งาานค้าง) and stretch words (มั้ยยย); dropping all of that
from texts and patterns alike makes these the same. The result is for matching only.
"""

from __future__ import annotations

import re
from typing import Final

from domain.links import with_links_as
from domain.thai import arabic, normalise

_MARKS: Final = re.compile("[\u0e48-\u0e4c]")  # tone marks and ์
_LINK: Final = " ลิงก์นี้ "  # what a link is as a word
_ADDRESS: Final = re.compile(r"^\s*(?:/|@\S+\s|(?:น้อง)?บอท(?=[\s,]|$)|น้องแผน(?=[\s,]|$))[\s,]*")
_STRETCHED: Final = re.compile(r"(\D)\1{2,}")
_DOUBLED_VOWEL: Final = re.compile("([\u0e30-\u0e45])\\1+")
_DOUBLED_END: Final = re.compile(r"(?<!แ)([ก-ธบ-ยล-ฮ])\1(?=\s|$)")  # not แบบ, คะแนน, รร.
_DOUBLED_START: Final = re.compile(r"^([ก-ยล-ฬฮ])\1")  # not รร., ออก
_DROPPED: Final = re.compile(r"[^\w%\u0e00-\u0e7f]+|[ๆฯ_]")
# Polite words without tone marks; คะแนน keeps its คะ, and คา ends words like ราคา.
_INSIDE: Final = re.compile(r"(?:นะ|น่ะ)?(?:คะ(?!แนน)|ครับ(?:ผม)?|คับ|คาบ|คราบ)")
_AT_END: Final = re.compile(
    r"(?:(?:นะ|(?<!ให)หนอย|จา|จะ|จ๋า|ฮะ|ฮับ|(?<!เถ)อะ|เลย|ที|(?<!ห)นา|เนอะ|ดวย|(?<!รา)คา|งับ|วะ|สิ|อยู|ตอนนี|555*|(?<=ยัง|ไหม|มัย)อา|(?<=[ก-๙])พี|(?<!ห)นอง)$)"
)
_REGIONAL: Final = (  # northern, north-eastern and southern words, before their tone marks are gone
    (re.compile("ไผ(?!่)"), "ใคร"),
    (re.compile("บ่(?=ส่ง|มี|ได้|ทัน|เอา|ต้อง|ครบ|แล้ว|ผ่าน|ใช่|เห็น|เข้าใจ)"), "ไม่"),
    (re.compile("อะหยัง|อีหยัง"), "อะไร"),
    (re.compile("(?<![ก-ฮ])(?:เฮา|หมู่เฮา)"), "เรา"),
    (re.compile("จะใด|จั่งใด|จั๋งใด|พันพรือ"), "ยังไง"),
    (re.compile("เยียะ|เฮ็ด"), "ทำ"),
    (re.compile("แหน่|พ่อง"), "บ้าง"),
    (re.compile("(?:เน้อ|เด้อ)?(?:เจ้า|เด้อ|เน้อ)(?=\\s*$)"), ""),
)
_SPELLINGS: Final = ((re.compile("แรว"), "แลว"), (re.compile("(?<=ง|บ|จ|ำ)ละ$"), "แลว"))  # as chats have it
_AT_START: Final = re.compile(
    r"^(?:สวัสดี|หวัดดี|พี|นอง|แอดมิน|รบกวน(?:ดวย|หนอย)?|ขออนุญาต|ขอโทษ(?:ที)?|(?:ขอ)?สอบถาม(?:หนอย)?(?:วา)?|ตกลง|"
    r"อยาก(?:ทราบ|รู|ถาม)(?:วา)?|ขอ(?:ทราบ|ถาม)(?:วา|หนอย)?|คือ(?:วา)?|เออ|ชวย(?:ดู|เชค|เช็ค|บอก|เปิด)(?:ให)?(?:หนอย)?(?:วา)?|"
    r"(?:เชค|เช็ค)(?:ให|ดู)?(?:หนอย)?(?:วา)?|ถามหนอย(?:วา)?|ตอนนี|สรุปวา|งัน|แลวก็|พอดี)+(?=.)"
)


def folded(text: str) -> str:
    """A whole pattern or word without its tone marks."""
    return _MARKS.sub("", text)


def key_of(text: str) -> str:
    """The matching key of what a person typed; the bot's name in front and polite words are gone."""
    text = _ADDRESS.sub("", normalise(text)).lower()
    for words, usual in _REGIONAL:
        text = words.sub(usual, text)
    text = _STRETCHED.sub(r"\1", folded(arabic(with_links_as(_LINK, text))))
    text = _DOUBLED_END.sub(r"\1", _DOUBLED_VOWEL.sub(r"\1", text))
    key = _INSIDE.sub("", _DROPPED.sub("", text))
    while (shorter := _AT_END.sub("", key)) and shorter != key:
        key = shorter
    key = _DOUBLED_START.sub(r"\1", key)
    for words, usual in _SPELLINGS:
        key = words.sub(usual, key)
    return key


def core_of(key: str) -> str:
    """A key without greeting and preamble: "hello, may I ask, who has not sent" is a question like any other."""
    return _AT_START.sub("", key)

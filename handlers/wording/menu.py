"""The next taps every answer offers, and the menus below the chat: the same words typed do the same."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from domain.menus import ROWS, Button, Menu, MenuKind, Tile
from domain.messages import Say

MY_TASKS = Say("งานของฉัน", "งานของฉัน")
GET_FORM = Say("ขอแบบฟอร์ม", "ขอแบบฟอร์ม")
SUBMIT = Say("ส่งงาน", "ส่งงาน")
EXTEND = Say("ขอเลื่อน", "ขอเลื่อน")
WHO_MISSING = Say("ใครยังไม่ส่ง", "ใครยังไม่ส่ง")
WHO_SENT = Say("ใครส่งแล้ว", "ใครส่งแล้ว")
SUMMARY = Say("สรุป", "สรุป")
DASHBOARD = Say("แดชบอร์ด", "แดชบอร์ด")
REVIEWS = Say("ตรวจงาน", "ตรวจงาน")
UNDELIVERED = Say("ข้อความที่ส่งไม่ออก", "ข้อความที่ส่งไม่ออก")
QUOTA = Say("โควตา", "โควตา")
HELP = Say("ช่วยเหลือ", "ช่วยเหลือ")
REGISTER = Say("ลงทะเบียน", "ลงทะเบียน")

STAFF = (MY_TASKS, GET_FORM, SUBMIT, HELP)
OVERSEER = (WHO_MISSING, SUMMARY, MY_TASKS, HELP)
STRANGER = (REGISTER, HELP)

BARS: Final[Mapping[MenuKind, str]] = MappingProxyType(
    {MenuKind.STRANGER: "เริ่มใช้งาน", MenuKind.MEMBER: "เมนูติดตาม", MenuKind.OVERSEER: "เมนูติดตาม"}
)
_TILES: Final[Mapping[Tile, tuple[Say, str]]] = MappingProxyType(
    {
        Tile.REGISTER: (REGISTER, "มีหรือไม่มีรหัสก็ได้"),
        Tile.MY_TASKS: (MY_TASKS, "สิ่งที่ต้องส่งและวันส่ง"),
        Tile.GET_FORM: (GET_FORM, "รับไฟล์ไปกรอก"),
        Tile.SUBMIT: (SUBMIT, "แนบไฟล์ที่กรอกแล้ว"),
        Tile.WHO_MISSING: (WHO_MISSING, "รายชื่อที่ยังค้าง"),
        Tile.SUMMARY: (SUMMARY, "ภาพรวมและไฟล์สรุป"),
        Tile.DASHBOARD: (DASHBOARD, "ดูทั้งหมดบนหน้าเว็บ"),
        Tile.HELP: (HELP, "วิธีใช้และผู้ติดต่อ"),
    }
)


def menu(kind: MenuKind) -> Menu:
    """A menu below the chat with its words."""
    tiles = [tile for row in ROWS[kind] for tile in row]
    return Menu(kind, BARS[kind], tuple(_button(tile) for tile in tiles))


def _button(tile: Tile) -> Button:
    say, hint = _TILES[tile]
    return Button(tile, say.label, hint, say.text)

"""One debt: what was sent in which version, what was found in it, what was decided, and what was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import Final

from domain.extensions import Standing
from domain.glance import SENT
from domain.lifecycle import Deed
from domain.thai import local
from reports.board.look import back, badge, href, page
from reports.board.views import DebtView, DecisionView, LaterView, PieceView, VersionView
from reports.board.words import came_late, day, distance, moment, standing, to_do

_DEEDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Deed.ACCEPT: "ตรวจรับ",
        Deed.VERIFY: "ตรวจสอบแล้วว่ารายงานจริง",
        Deed.RETURN: "ส่งกลับแก้ไข",
        Deed.SCREEN: "กลั่นกรองแล้ว ผ่าน",
        Deed.REOPEN: "เปิดตรวจใหม่",
    }
)
_STANDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Standing.ASKED: "รอเจ้าหน้าที่พิจารณา",
        Standing.APPROVED: "ให้เลื่อนได้",
        Standing.REFUSED: "ขอให้ส่งตามกำหนดเดิม",
        Standing.OFFERED: "เสนอวันอื่น รอหน่วยงานตอบ",
        Standing.WITHDRAWN: "ถอนคำขอแล้ว",
    }
)
_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {"image": "รูป", "video": "วิดีโอ", "audio": "เสียง", "document": "เอกสาร", "link": "ลิงก์"}
)


def render(view: DebtView) -> str:
    """The whole page."""
    line = view.line
    due = f"{day(line.due)} ({distance(line.days)})" if line.glance not in SENT else day(line.due)
    facts = [("หน่วยงาน", escape(line.unit)), ("กำหนดส่ง", escape(due))]
    if line.subject:
        facts.insert(1, ("เรื่อง", escape(line.subject)))
    shown = "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in facts)
    todo = f'<p class="todo">{escape(to_do(line))}</p>' if view.mine else ""
    body = (
        f'<p>{badge(line.glance, standing(line))}</p><dl class="facts">{shown}</dl>{todo}'
        f"{_section('ไฟล์ที่ส่ง', [_version(one, line.debt) for one in view.versions], 'ยังไม่มีไฟล์')}"
        f"{_section('ผลการตรวจ', [_decision(one) for one in view.decisions])}"
        f"{_section('การขอเลื่อนกำหนด', [_later(one) for one in view.later])}"
        f"{_section('หลักฐาน', [_piece(one, line.debt) for one in view.evidence])}"
    )
    return page(
        view.frame,
        line.title,
        body,
        above=back("งานนี้ทั้งหมด", requirement=line.requirement),
    )


def _section(title: str, items: list[str], otherwise: str = "") -> str:
    if not items:
        return f'<section><h2>{title}</h2><p class="soft">{otherwise}</p></section>' if otherwise else ""
    return f'<section><h2>{title} {len(items)} รายการ</h2><ul class="list">{"".join(items)}</ul></section>'


def _version(one: VersionView, debt: int) -> str:
    if one.withdrawn:
        gone = f"ผู้ส่งถอนคืนแล้ว เลขรับ {escape(one.receipt_no)}"
        return f'<li><p class="name">ครั้งที่ {one.number}</p><p class="soft">{gone}</p></li>'
    counts = "ใช้ฉบับนี้" if one.stands else "ไม่ได้ใช้ฉบับนี้"
    at = " · ".join(text for text in (f"ส่งเมื่อ {moment(one.at)}", came_late(one.late), _by(one.who)) if text)
    address, name = href(file=one.id, debt=debt), escape(one.file)
    file = f'<a href="{address}">ดาวน์โหลด {name}</a>' if one.kept else f"{name} (ไม่ได้เก็บไฟล์ไว้แล้ว)"
    remarks = "".join(
        f"<li>{'ขอให้แก้ไข' if mark.to_mend else 'ข้อสังเกต'}{f' ช่อง {escape(mark.where)}' if mark.where else ''}: "
        f"{escape(mark.text)}</li>"
        for mark in one.remarks
    )
    found = f"<ul>{remarks}</ul>" if remarks else "<p>ระบบตรวจแล้ว ไม่พบจุดที่ต้องแก้ไข</p>"
    return (
        f'<li><p class="name">ครั้งที่ {one.number} · เลขรับ {escape(one.receipt_no)}</p>'
        f'<p class="soft">{escape(at)} · {counts}</p><p>{file}</p>{found}</li>'
    )


def _by(who: str | None) -> str:
    return f"โดย {who}" if who else ""


def _decision(one: DecisionView) -> str:
    said = _DEEDS.get(one.deed, "บันทึกผล")
    whose = "คณะกรรมการกลั่นกรอง" if one.by_committee else "เจ้าหน้าที่เขต"
    who = f"{whose} ({one.who})" if one.who else whose
    due = f"<p>แก้ไขภายใน {day(local(one.due).date())}</p>" if one.due else ""
    reason = f"<p>{escape(one.reason)}</p>" if one.reason else ""
    return f'<li><p class="name">{said}</p><p class="soft">{moment(one.at)} · {escape(who)}</p>{reason}{due}</li>'


def _later(one: LaterView) -> str:
    became = _STANDINGS.get(one.status, one.status)
    granted = f" {day(local(one.granted).date())}" if one.granted else ""
    reason = f"<p>เหตุผล: {escape(one.reason)}</p>" if one.reason else ""
    answer = f"<p>คำตอบ: {escape(one.answer)}</p>" if one.answer else ""
    return (
        f'<li><p class="name">ขอส่งวันที่ {day(local(one.wanted).date())}</p>'
        f'<p class="soft">ขอเมื่อ {moment(one.at)}</p><p>{became}{granted}</p>{reason}{answer}</li>'
    )


def _piece(one: PieceView, debt: int) -> str:
    name = escape(one.name)
    if one.kept:
        name = f'<a href="{href(evidence=one.id, debt=debt)}">ดาวน์โหลด {name}</a>'
    by = " · ".join(text for text in (_KINDS.get(one.kind, "ไฟล์"), f"ส่งเมื่อ {moment(one.at)}", _by(one.who)) if text)
    return f'<li><p class="name">{name}</p><p class="soft">{escape(by)}</p></li>'

"""The few pages a browser sees when a link cannot be opened."""

from __future__ import annotations

from html import escape

_FRAME = (
    '<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{title}</title><style>body{{font-family:Sarabun,'Noto Sans Thai',sans-serif;line-height:1.7;"
    "max-width:32rem;margin:4rem auto;padding:0 1.25rem;color:#1f2933}}h1{{font-size:1.25rem}}</style>"
    "<h1>{title}</h1><p>{text}</p></html>"
)


def no_such_link() -> str:
    """The link was not made by us, or its file is gone."""
    return _page("เปิดลิงก์นี้ไม่ได้", "ลิงก์ไม่ถูกต้องหรือไม่มีไฟล์นี้แล้ว กรุณากลับไปที่แชตแล้วขอไฟล์อีกครั้ง")


def link_is_over() -> str:
    """The link's time is over."""
    return _page("ลิงก์หมดอายุแล้ว", "เพื่อความปลอดภัยลิงก์ใช้ได้ในเวลาจำกัด กรุณากลับไปที่แชตแล้วขอไฟล์อีกครั้ง จะได้ลิงก์ใหม่ทันที")


def nothing_public() -> str:
    """A link to nothing that was made public."""
    return _page("ไม่พบหน้านี้", "ลิงก์ไม่ถูกต้องหรือไม่มีข้อมูลนี้ กรุณาตรวจสอบลิงก์กับสำนักงานเขตพื้นที่การศึกษาที่ส่งให้")


def public_no_more() -> str:
    """The office has taken it away."""
    return _page("ปิดการเผยแพร่แล้ว", "สำนักงานเขตพื้นที่การศึกษาปิดการเผยแพร่ข้อมูลนี้แล้ว หากต้องการข้อมูล กรุณาติดต่อสำนักงานเขต")


def nothing_to_see() -> str:
    """The person may use the bot, and there is nothing for them on the dashboard."""
    return _page("ยังไม่มีข้อมูลให้ดู", "บัญชีนี้ไม่มีหน่วยงานที่ต้องดูแลในแดชบอร์ด หากคิดว่าควรมี กรุณาแจ้งเจ้าหน้าที่กลุ่มนโยบายและแผน")


def nothing_here() -> str:
    """A page that is not there, or not for who asks."""
    return _page("ไม่พบหน้านี้", "ไม่มีข้อมูลนี้ หรือข้อมูลนี้ไม่ได้เปิดให้บัญชีนี้ดู กรุณากลับไปหน้าก่อน หรือพิมพ์ “แดชบอร์ด” ในแชตเพื่อรับลิงก์ใหม่")


def _page(title: str, text: str) -> str:
    return _FRAME.format(title=escape(title), text=escape(text))

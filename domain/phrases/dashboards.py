"""Rules for the dashboard: the whole at a glance, on pages."""

from __future__ import annotations

from typing import Final

from domain.phrases.rules import Intent, Rule, rule

_ALL: Final = r"(?:ทั้ง(?:เขต|สำนักงาน|สพป|สพม|สพท|อำเภอ)|ทุก(?:โรงเรียน|โรง|<RR>|กลุ่ม|หน่วย)(?:งาน)?)"

DASHBOARDS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.DASHBOARD,
        rf"แด[ชซส]บอร?์?[ดทต]|dashboard|^(?:ขอ|ดู|เปิด|เข้า|ลิงก์?)*(?:หน้า)?เว็บ(?:ติดตาม|ภาพรวม|งาน)+$|"
        rf"^(?:ขอ|ดู|เปิด|แสดง)*ภาพรวม(?:การ)?(?:ส่ง)?(?:งาน)?(?:ของ|ใน)?{_ALL}$",
        "แดชบอร์ด",
        "ขอลิงก์แดชบอร์ด",
        "ภาพรวมทั้งเขต",
        "เปิดหน้าเว็บติดตามงาน",
        lacks=r"สรุป",
    ),
)

"""The next taps every answer offers: quick replies on phones; the same words typed do the same."""

from __future__ import annotations

from domain.messages import Say

MY_TASKS = Say("งานของฉัน", "งานของฉัน")
GET_FORM = Say("ขอแบบฟอร์ม", "ขอแบบฟอร์ม")
SUBMIT = Say("ส่งงาน", "ส่งงาน")
WHO_MISSING = Say("ใครยังไม่ส่ง", "ใครยังไม่ส่ง")
SUMMARY = Say("สรุป", "สรุป")
UNDELIVERED = Say("ข้อความที่ส่งไม่ออก", "ข้อความที่ส่งไม่ออก")
QUOTA = Say("โควตา", "โควตา")
HELP = Say("ช่วยเหลือ", "ช่วยเหลือ")
REGISTER = Say("ลงทะเบียน", "ลงทะเบียน")

STAFF = (MY_TASKS, GET_FORM, SUBMIT, HELP)
OVERSEER = (WHO_MISSING, SUMMARY, MY_TASKS, HELP)
STRANGER = (REGISTER, HELP)

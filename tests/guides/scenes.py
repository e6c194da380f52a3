"""The walk of the guides, from the first hello of a school to the director's order, on one clock."""

from __future__ import annotations

from typing import Final

from tests.guides.town import DIRECTOR, HEAD, OFFICER, OTHER_SCHOOL, SCHOOL, STAFF, TEACHER
from tests.guides.walk import Walk
from tests.stories.stage import filled
from tests.stories.test_learnt_forms import blank
from tests.stories.test_learnt_forms import filled as filled_safety

SAFETY: Final = "แบบรายงานการขับเคลื่อน"  # how the buttons of the form that schools owe begin
STRATEGIES: Final = "แบบติดตามกลยุทธ์"


def play(walk: Walk) -> None:
    """All of it: what comes later needs what came before."""
    walk.stage.tick()
    a_teacher_is_let_in(walk)
    a_form_is_asked_of_schools(walk)
    a_school_sends(walk)
    a_group_sends(walk)
    the_officer_looks_and_decides(walk)
    a_committee_meets(walk)
    the_director_orders(walk)


def a_teacher_is_let_in(walk: Walk) -> None:
    walk.stage.line.follow(TEACHER)
    walk.stage.settle()
    walk.phone(TEACHER, "start-greeting")
    walk.taps(TEACHER, "ยินยอมและเริ่มใช้งาน")
    walk.says(TEACHER, "สมใจ ตัวอย่างดี ธุรการ รร.อนุบาลศรีธารา", "start-apply")
    walk.says(OFFICER, "อนุมัติคนที่รอ", "officer-approve")
    walk.taps(OFFICER, "อนุมัติ")
    walk.phone(TEACHER, "start-registered")


def a_form_is_asked_of_schools(walk: Walk) -> None:
    walk.sends(OFFICER, "แบบ รร.ปลอดภัย.xlsx", blank())
    walk.taps(OFFICER, "ใช้ไฟล์นี้เป็นแบบ", "officer-form-read")
    walk.taps(OFFICER, "เริ่มติดตามแบบนี้")
    walk.taps(OFFICER, "ทุกโรงเรียน (12)")
    walk.says(OFFICER, "26 มี.ค. 70")
    walk.taps(OFFICER, "ยืนยัน")
    walk.at(3, 9)
    walk.newest(SCHOOL, "school-reminder")


def a_school_sends(walk: Walk) -> None:
    walk.says(SCHOOL, "งานของฉัน", "school-tasks")
    walk.says(SCHOOL, "ขอแบบฟอร์ม")
    walk.taps(SCHOOL, SAFETY, "school-blank")
    form = walk.gets(SCHOOL)
    walk.sends(SCHOOL, "โรงเรียนปลอดภัย.xlsx", filled_safety(form, done="มาก"), "school-mend")
    walk.sends(SCHOOL, "โรงเรียนปลอดภัย (แก้ไข).xlsx", filled_safety(form), "school-receipt")
    walk.says(SCHOOL, "รายงาน E-MES แล้ว", "school-claim")
    walk.says(OTHER_SCHOOL, "ขอเลื่อนส่งถึง 31 มี.ค. 70 ติดค่ายลูกเสือ")
    walk.taps(OTHER_SCHOOL, "2. แบบรายงาน", "school-extend")
    walk.says(SCHOOL, "แดชบอร์ด", "dashboard-link")
    walk.page(SCHOOL, "school-dashboard")


def a_group_sends(walk: Walk) -> None:
    walk.says(STAFF, "งานของฉัน", "group-tasks")
    walk.says(STAFF, "ขอแบบฟอร์ม", "group-blank")
    form = walk.gets(STAFF)
    walk.sends(STAFF, "ส่งงานค่ะ.xlsx", filled(form, achieved=230), "group-mend")
    walk.sends(STAFF, "ส่งงานค่ะ (แก้ไข).xlsx", filled(form), "group-receipt")
    walk.says(STAFF, "ทำไม", "group-why")
    walk.says(OFFICER, "บอท ผูกกลุ่มนี้กับ กลุ่มอำนวยการ", group=True)
    walk.says(HEAD, "บอท ใครยังไม่ส่ง กลยุทธ์", "group-chat", group=True)
    walk.says(HEAD, "แดชบอร์ด")
    walk.page(HEAD, "group-dashboard")


def the_officer_looks_and_decides(walk: Walk) -> None:
    walk.phone(OFFICER, "officer-menu")
    walk.says(OFFICER, "งานเช้านี้", "officer-morning")
    walk.says(OFFICER, "ใครยังไม่ส่ง")
    walk.taps(OFFICER, SAFETY, "officer-missing")
    walk.says(OFFICER, "สรุป")
    walk.taps(OFFICER, SAFETY, "officer-summary")
    walk.says(OFFICER, "ตรวจงาน")
    walk.taps(OFFICER, "1. แบบรายงาน", "officer-review")
    walk.taps(OFFICER, "ตรวจรับ")
    walk.says(OFFICER, "คำขอเลื่อน", "officer-extension")
    walk.taps(OFFICER, "อนุมัติ")
    walk.says(OFFICER, "ทวง")
    walk.taps(OFFICER, STRATEGIES, "officer-remind")
    walk.says(OFFICER, "แดชบอร์ด")
    walk.page(OFFICER, "officer-dashboard", wide=True)


def a_committee_meets(walk: Walk) -> None:
    walk.says(OFFICER, "ร่างคำสั่งกลั่นกรอง")
    walk.taps(OFFICER, "ทำเอกสารคำสั่ง")
    walk.says(OFFICER, "นัดประชุมกรรมการกลั่นกรอง 8 เม.ย. 70 เก้าโมงครึ่ง ห้องประชุม 1", "officer-meeting")
    walk.taps(OFFICER, "ส่งคำเชิญ")
    walk.stage.tick()
    walk.newest(HEAD, "group-meeting")
    walk.says(OFFICER, "แจ้งทุกโรงเรียนว่า ขอให้ส่งภาพกิจกรรมวันเด็กภายในวันที่ 15 มี.ค. 70", "officer-announce")
    walk.taps(OFFICER, "แจ้ง")
    walk.stage.tick()
    walk.newest(SCHOOL, "school-circular")
    walk.taps(SCHOOL, "รับทราบ")
    walk.says(OFFICER, "ใครยังไม่รับทราบ")


def the_director_orders(walk: Walk) -> None:
    walk.says(OFFICER, "เสนอ ผอ.")
    walk.taps(OFFICER, STRATEGIES)
    walk.taps(OFFICER, "เสนอ")
    walk.newest(DIRECTOR, "director-proposal")
    walk.taps(DIRECTOR, "สั่งการ")
    walk.says(DIRECTOR, "เห็นชอบ ให้ทุกกลุ่มส่งก่อนวันที่ 31 มี.ค.", "director-order")
    walk.says(DIRECTOR, "เรื่องรอสั่งการ", "director-matters")
    walk.phone(DIRECTOR, "director-menu")
    walk.says(DIRECTOR, "สรุป")
    walk.taps(DIRECTOR, STRATEGIES, "director-summary")
    walk.says(DIRECTOR, "ใครยังไม่ส่ง")
    walk.taps(DIRECTOR, STRATEGIES, "director-missing")
    walk.says(DIRECTOR, "ขั้นตอน")
    walk.taps(DIRECTOR, STRATEGIES, "director-steps")
    walk.says(DIRECTOR, "แดชบอร์ด")
    walk.page(DIRECTOR, "director-dashboard")

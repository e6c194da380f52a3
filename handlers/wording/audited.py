"""What everything that is noted in the audit trail says, as a sentence in Thai."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from domain.audit import Noted
from domain.audit_chain import Line as Noting
from domain.forms.identity import find_identity
from domain.reviewing import SCREENING
from domain.thai import clock_time, local, short_date
from handlers.wording.audit_words import FIELDS, FILES, OFFICE, PAGES
from reports.plan_words import ROLES, word_of

OPERATOR = "ผู้ดูแลระบบ"


@dataclass(frozen=True, slots=True)
class Names:
    """What lines call by id or code: people by id, units by code. Lines hold no names themselves."""

    people: Mapping[int, str]
    units: Mapping[str, str]

    def person(self, person_id: int | None) -> str:
        """The name of who did it; nobody of the office: the operator, by a command."""
        if person_id is None:
            return OPERATOR
        return self.people.get(person_id, f"บุคคลเลขที่ {person_id}")

    def unit(self, code: str) -> str:
        """The name of a unit; its code if it has gone."""
        return self.units.get(code, code)


def did(line: Noting, names: Names) -> str:
    """What was done, as it stands behind the name of who did it: เปลี่ยนกำหนดส่ง ST-2570-R6 จาก … เป็น … and so on."""
    say = _SAYS.get(line.deed)
    try:
        return say(line, names) if say else _plainly(line)
    except (KeyError, TypeError, ValueError, AttributeError):  # somebody has changed the line: it is shown all the same
        return _plainly(line)


def moment(at: datetime) -> str:
    """2 ธ.ค. 69 14.05 น."""
    return f"{short_date(local(at).date())} {clock_time(at)}"


def _plainly(line: Noting) -> str:
    return f"{line.deed} {line.about}"


def _when(iso: str | None) -> str:
    return moment(datetime.fromisoformat(iso)) if iso else "ไม่ระบุ"


def _units(codes: Sequence[str], names: Names) -> str:
    return ", ".join(names.unit(code) for code in codes) or "ไม่มี"


def _roles(roles: Sequence[str], names: Names) -> str:
    pairs = (role.rsplit(":", 1) for role in roles)
    return ", ".join(f"{word_of(ROLES, role)} ({names.unit(code)})" for code, role in pairs) or "ไม่มี"


def _loaded(line: Noting, _names: Names) -> str:
    detail = line.detail
    return f"นำแผนมาใช้ เพิ่ม {detail['added']} แก้ไข {detail['changed']} รายการ" if "added" in detail else "นำแผนมาใช้"


def _changed_debts(line: Noting, _names: Names) -> str:
    more, less = line.detail["more"], line.detail["less"]
    changes = [f"เพิ่ม {', '.join(more)}"] * bool(more) + [f"ยกเลิก {', '.join(less)}"] * bool(less)
    return f"เปลี่ยนเรื่องที่ต้องรายงานใน {line.about} {' '.join(changes)}"


def _changed_requirement(line: Noting, _names: Names) -> str:
    fields = dict.fromkeys(FIELDS.get(field, field) for field in line.detail)
    return f"แก้ไข{', '.join(fields)} ของ {line.about}"


def _received(line: Noting, names: Names) -> str:
    unit = line.detail.get("for")
    whose = ("แทน" if line.detail.get("on_behalf") else "ของ") + names.unit(unit) if unit else ""
    mend = " ขอให้แก้ไข" if line.deed == Noted.RECEIVE_FAULTY else ""
    return f"ส่งแบบ{whose} ได้เลขรับ {line.about}{mend}"


def _tied(line: Noting, names: Names) -> str:
    detail = line.detail
    debt = f"{detail['requirement']} {detail['subject']} ของ{names.unit(detail['for'])}"
    return f"แนบหลักฐาน {detail['count']} รายการกับ {debt}"


def _roles_changed(line: Noting, names: Names) -> str:
    who = names.people.get(int(line.about), line.about) if line.about.isdigit() else line.about
    before, after = line.detail["before"], line.detail["after"]
    return f"เปลี่ยนหน้าที่ของ {who} จาก {_roles(before, names)} เป็น {_roles(after, names)}"


def _blank(line: Noting, names: Names) -> str:
    identity = find_identity(line.about)
    if identity is None:
        return f"ขอแบบฟอร์ม {line.about}"
    return f"ขอแบบฟอร์ม {identity.requirement} {identity.subject} ของ{names.unit(identity.unit)}"


def _opened(line: Noting, _names: Names) -> str:
    kind, _, number = line.about.partition(":")
    return f"เปิด{FILES.get(kind, 'ไฟล์')} เลขที่ {number}"


def _looked(line: Noting, names: Names) -> str:
    page, _, what = line.about.partition(":")
    return f"เปิดดูแดชบอร์ด {PAGES.get(page, page)} {names.unit(what) if page == 'unit' else what}".rstrip()


def _left(line: Noting, names: Names) -> str:
    who, _, unit = line.about.partition(" ")
    return f"สิ้นสุดสิทธิ์ของ {names.person(int(who))} ที่ {names.unit(unit)}"


def _of_unit(words: str) -> Callable[[Noting, Names], str]:
    """The same words, with the unit's name put in."""
    return lambda line, names: words.format(unit=names.unit(line.about))


def _always(words: str) -> Callable[[Noting, Names], str]:
    """The same words, with the subject put in where they ask for it."""
    return lambda line, _names: words.format(about=line.about)


def _detail(words: str, **defaults: Any) -> Callable[[Noting, Names], str]:
    return lambda line, _names: words.format(about=line.about, **{**defaults, **line.detail})


_SAYS: Final[Mapping[str, Callable[[Noting, Names], str]]] = MappingProxyType(
    {
        Noted.REGISTER: _always("ลงทะเบียนใช้งาน"),
        Noted.WRONG_CODE: _always("พิมพ์รหัสลงทะเบียนที่ใช้ไม่ได้"),
        Noted.SHOW_NOTICE: _always("ได้อ่านประกาศเรื่องข้อมูลส่วนบุคคล"),
        Noted.APPLY: _of_unit("ส่งคำขอลงทะเบียนที่ {unit}"),
        Noted.WITHDRAW_APPLICATION: _always("ยกเลิกคำขอลงทะเบียน"),
        Noted.SHOW_APPLICANTS: _always("ดูรายชื่อผู้รออนุมัติ"),
        Noted.ADMIT: _of_unit("อนุมัติผู้ลงทะเบียนที่ {unit}"),
        Noted.REFUSE: _of_unit("ไม่อนุมัติผู้ลงทะเบียนที่ {unit}"),
        Noted.MAKE_OFFICER: _of_unit("ตั้งเจ้าหน้าที่ติดตามที่ {unit}"),
        Noted.MAKE_OFFICER_CODE: _always("ออกรหัสลงทะเบียนของเจ้าหน้าที่"),
        Noted.MAKE_POSTERS: lambda line, names: (
            f"ขอใบเชิญลงทะเบียนของ {names.unit(line.about) if line.about != 'all' else 'ทุกหน่วยงาน'}"
        ),
        Noted.SHOW_SERVING: _of_unit("ดูผู้รับผิดชอบของ {unit}"),
        Noted.LEAVE_UNIT: _left,
        Noted.UNBLOCK: _always("กลับมาใช้งานบัญชีไลน์นี้"),
        Noted.BLOCK: _always("ปิดกั้นบัญชีไลน์นี้"),
        Noted.JOIN_GROUP: _always("เพิ่มบัญชีนี้เข้ากลุ่มไลน์"),
        Noted.LEAVE_GROUP: _always("นำบัญชีนี้ออกจากกลุ่มไลน์"),
        Noted.BIND_GROUP: lambda line, names: f"ผูกกลุ่มไลน์กับ{names.unit(line.about)}",
        Noted.UNBIND_GROUP: lambda line, names: f"เลิกผูกกลุ่มไลน์ของ{names.unit(line.about)}",
        Noted.SET_GROUP: lambda line, names: f"เปลี่ยนสิ่งที่บอกได้ในกลุ่มไลน์ของ{names.unit(line.about)}",
        Noted.RENAMED_GROUP: lambda line, names: f"กลุ่มไลน์ของ{names.unit(line.about)}เปลี่ยนชื่อ",
        Noted.OFFER_MENTIONS: _always("ได้รับคำถามว่าให้แท็กในกลุ่มไลน์ได้หรือไม่"),
        Noted.AGREE_TO_MENTIONS: _always("ยินยอมให้แท็กในกลุ่มไลน์"),
        Noted.TAKE_BACK_MENTIONS: _always("ยกเลิกความยินยอมให้แท็กในกลุ่มไลน์"),
        Noted.WRONG_BINDING: _always("พิมพ์รหัสผูกกลุ่มที่ใช้ไม่ได้"),
        Noted.ISSUE_BLANK: _blank,
        Noted.RECEIVE_CLEAN: _received,
        Noted.RECEIVE_FAULTY: _received,
        Noted.KEEP_FILE: _always("ส่งไฟล์เลขที่ {about} ที่ยังไม่ได้เลขรับ"),
        Noted.DROP_FILE: _always("ยกเลิกไฟล์เลขที่ {about}"),
        Noted.KEEP_PHOTOS: _detail("ส่งรูปหรือสื่อ {kept} รายการ", kept=1),
        Noted.KEEP_EVIDENCE: _always("ส่งเอกสารหรือลิงก์เป็นหลักฐานเลขที่ {about}"),
        Noted.TIE_EVIDENCE: _tied,
        Noted.LEAVE_EVIDENCE: _always("แจ้งว่าหลักฐานเลขที่ {about} ไม่ใช่ของงานที่ค้างอยู่"),
        Noted.SHOW_ALBUM: _detail("ดูอัลบั้มภาพของ {subject}", pictures="", subject=""),
        Noted.TAKE_OUT_PICTURE: _detail("เอาภาพที่ {pictures} ของ {subject} ออกจากอัลบั้ม", pictures="", subject=""),
        Noted.PUT_BACK_PICTURE: _detail("ใส่ภาพที่ {pictures} ของ {subject} กลับเข้าอัลบั้ม", pictures="", subject=""),
        Noted.CAPTION_PICTURE: _detail("ใส่คำบรรยายภาพที่ {pictures} ของ {subject}", pictures="", subject=""),
        Noted.CONFIRM_FACES: _detail("ยืนยันว่าเผยแพร่ภาพบุคคลของ {subject} ได้", pictures="", subject=""),
        Noted.TAKE_BACK: _always("ยกเลิกการส่งแบบที่ได้เลขรับ {about}"),
        Noted.DECLARE_NIL: _always("บันทึกรายงานเป็นศูนย์ของ {about}"),
        Noted.TAKE_BACK_NIL: _always("ยกเลิกรายงานเป็นศูนย์ของ {about}"),
        Noted.CLAIM: _always("แจ้งว่ารายงานในระบบแล้ว {about}"),
        Noted.TAKE_BACK_CLAIM: _always("แก้เป็นยังไม่ได้รายงานในระบบ {about}"),
        Noted.SHOW_EXTENSIONS: _always("ดูคำขอเลื่อนกำหนดส่ง"),
        Noted.ASK_EXTENSION: _always("ขอเลื่อนกำหนดส่ง {about}"),
        Noted.DROP_EXTENSION: _always("ถอนคำขอเลื่อนกำหนดส่ง {about}"),
        Noted.OFFER_EXTENSION: _always("เสนอวันอื่นให้ผู้ขอเลื่อน {about}"),
        Noted.REFUSE_EXTENSION: _detail("ไม่อนุมัติให้เลื่อน {about} เหตุผล {reason}", reason="-"),
        Noted.EXTEND: lambda line, _: (
            f"เลื่อนกำหนดส่ง {line.about} จาก {_when(line.detail['before'])} เป็น {_when(line.detail['after'])}"
        ),
        Noted.PROMISE: _always("แจ้งวันที่จะส่ง {about}"),
        Noted.TAKE_BACK_PROMISE: _always("ยกเลิกวันที่แจ้งว่าจะส่ง {about}"),
        Noted.CANCEL_WORK: _detail("ยกเลิกงาน {about} ที่ยังไม่ส่ง {debts} รายการ", debts=0),
        Noted.RESTORE_WORK: _detail("เปิดงานที่ยกเลิกไว้คืน {about} {debts} รายการ", debts=0),
        Noted.EXEMPT: _detail("ยกเว้นไม่ต้องส่ง {about} เหตุผล {reason}", reason="-"),
        Noted.TAKE_BACK_EXEMPTION: _always("เลิกยกเว้น {about}"),
        Noted.ERASE: _always("ยกเลิกข้อความ ไฟล์หรือรูปถูกลบตามแล้ว"),
        Noted.LOAD_PLAN: _loaded,
        Noted.CARRY_OVER: _detail(
            "ยกกลยุทธ์ {strategies} เรื่อง และรอบรายงาน {rounds} รอบ ไปปี {about}", strategies=0, rounds=0
        ),
        Noted.TAKE_PLAN: _always("ขอไฟล์แผนปี {about}"),
        Noted.SHOW_POLICIES: _always("ดูการวิเคราะห์นโยบายปี {about}"),
        Noted.TEACH_FORM: lambda line, _: f"ใช้ไฟล์เป็นแบบ “{line.detail['title']}” ฉบับที่ {line.detail['version']}",
        Noted.RETIRE_FORM: lambda line, _: f"เลิกใช้แบบ “{line.detail['title']}” ฉบับที่ {line.detail['version']}",
        Noted.ASK: lambda line, _: f"ตั้งงาน {line.about} กำหนดส่ง {_when(line.detail['due'])}",
        Noted.CHANGE_DUE: lambda line, _: (
            f"เปลี่ยนกำหนดส่ง {line.about} จาก {_when(line.detail['before'])} เป็น {_when(line.detail['after'])}"
        ),
        Noted.CHANGE_REQUIREMENT: _changed_requirement,
        Noted.CHANGE_DEBTS: _changed_debts,
        Noted.CHANGE_OWNERS: lambda line, names: (
            f"เปลี่ยนผู้รับผิดชอบ {line.about} จาก {_units(line.detail['before'], names)} "
            f"เป็น {_units(line.detail['after'], names)}"
        ),
        Noted.CHANGE_ROLES: _roles_changed,
        Noted.REQUEUE: _detail("สั่งทำรายการที่พักไว้อีกครั้ง {events} เหตุการณ์ {messages} ข้อความ", events=0, messages=0),
        Noted.BACK_UP: _detail("สำรองข้อมูลทั้งระบบ {rows} แถว {files} ไฟล์", rows=0, files=0),
        Noted.RESTORE: lambda line, _: f"กู้คืนข้อมูลจากชุดสำรองเมื่อ {_when(line.detail['made_at'])}",
        Noted.SHOW_MISSING: _always("ดูรายชื่อที่ยังไม่ส่งของ {about}"),
        Noted.SHOW_SENT: _always("ดูรายชื่อที่ส่งแล้วของ {about}"),
        Noted.SHOW_UNIT: _of_unit("ดูว่า {unit} ส่งงานใดแล้วบ้าง"),
        Noted.SUMMARISE: _always("ขอสรุปของ {about}"),
        Noted.DRAFT_MEMO: _always("ขอร่างบันทึกข้อความเสนอ {about}"),
        Noted.MAKE_BOOKLET: _detail("ทำรูปเล่มของ {about} มีผลแล้ว {reports} จาก {of} รายการ", reports=0, of=0),
        Noted.RECORD_STEP: _detail("บันทึกว่าทำขั้นตอน {step} ของ {about} แล้ว", step=""),
        Noted.TAKE_BACK_STEP: _detail("เอาบันทึกขั้นตอน {step} ของ {about} ออก", step=""),
        Noted.REHEARSE: _detail("ซ้อมการเตือนล่วงหน้า {messages} ข้อความ", messages=0),
        Noted.SHOW_REVIEW: _always("ดูงานรอตรวจ {about}"),
        Noted.ACCEPT: _always("ตรวจรับ {about}"),
        Noted.VERIFY: _always("ตรวจสอบแล้วว่ารายงานจริง {about}"),
        Noted.ACCEPT_CLEAN: _detail("ตรวจรับงานที่ไม่พบจุดต้องแก้ของ {about} {debts} รายการ", debts=0),
        Noted.SEND_BACK: lambda line, _: (
            f"{'บันทึกมติให้แก้ไข' if line.detail.get('bench') == SCREENING.key else 'ส่งกลับแก้ไข'} {line.about} "
            f"เหตุผล {line.detail.get('reason', '-')}"
        ),
        Noted.GIVE_OPINION: _detail("ให้ความเห็นกลั่นกรอง {about}: {said}", said="-"),
        Noted.SCREEN: _always("บันทึกมติผ่าน {about}"),
        Noted.SCREEN_CLEAN: _detail("บันทึกมติผ่านของ {about} {debts} รายการ", debts=0),
        Noted.SHOW_SCREENED: _always("ดูผลการกลั่นกรอง {about}"),
        Noted.CONFIRM_LIST: _detail(
            "ยืนยันบัญชีจากระบบเลขที่ {about} ของ {requirement} ตรวจสอบแล้ว {verified} "
            "ส่งกลับ {returned} ให้ตรวจอีกครั้ง {doubted} แห่ง",
            requirement="-",
            verified=0,
            returned=0,
            doubted=0,
        ),
        Noted.UNDO_LIST: _detail("ย้อนผลของบัญชีจากระบบเลขที่ {about} {back} แห่ง คงไว้ {kept} แห่ง", back=0, kept=0),
        Noted.REOPEN: _always("เปิดตรวจใหม่ {about}"),
        Noted.UNDO_REVIEW: lambda line, _: (
            f"ย้อน{'มติผ่าน' if line.detail.get('bench') == SCREENING.key else 'การตรวจรับ'} {line.about}"
        ),
        Noted.TELL_ACCEPTED: _detail("สั่งแจ้งผลการตรวจรับถึงผู้ส่ง {people} คน", people=0),
        Noted.CIRCULATE: _detail("แจ้งเวียนเรื่องเลขที่ {about} ถึง {people} คน", people=0),
        Noted.ACKNOWLEDGE: _always("รับทราบเรื่องเลขที่ {about}"),
        Noted.RECORD_ACKNOWLEDGED: lambda line, names: (
            f"บันทึกว่าแจ้งเรื่องเลขที่ {line.about} แก่ {names.person(line.detail['person'])} ทางโทรศัพท์"
        ),
        Noted.SHOW_CIRCULAR: _always("ดูการรับทราบเรื่องเลขที่ {about}"),
        Noted.CHASE_CIRCULAR: _detail("สั่งแจ้งเรื่องเลขที่ {about} อีกครั้งถึง {people} คน", people=0),
        **{noted: _always(words) for noted, words in OFFICE.items()},
        Noted.GIVE_TOPIC: _detail("มอบเรื่องเลขที่ {about} ให้ {units}", units="-"),
        Noted.RECORD_SENDING: _detail("บันทึกการส่ง {about} หนังสือที่ {letter} {debts} รายการ", letter="-", debts=0),
        Noted.STRIKE_ROW: _detail("ขีดฆ่าทะเบียนคุม {about} เหตุผล {reason}", reason="-"),
        Noted.SHOW_REGISTER: _always("ดูทะเบียนคุมปี {about}"),
        Noted.SHOW_MORNING: _always("ดูงานเช้านี้"),
        Noted.SHOW_UNDELIVERED: _always("ดูข้อความที่ส่งไม่ออก"),
        Noted.TOLD_TO_SCREEN: _always("ได้รับแจ้งว่ามีแบบรอความเห็นกลั่นกรอง"),
        Noted.TOLD_UNDELIVERED: _always("ได้รับแจ้งว่ามีข้อความที่ส่งไม่ออก"),
        Noted.SEND_AGAIN: _detail("สั่งส่งข้อความที่ส่งไม่ออกอีกครั้ง {messages} ข้อความ", messages=0),
        Noted.SHOW_UNCLEAR: _always("ดูข้อความที่บอทไม่เข้าใจ"),
        Noted.TEACH: _always("สอนความหมายของข้อความแก่บอท เลขที่ {about}"),
        Noted.UNTEACH: _always("ยกเลิกข้อความที่สอนบอท เลขที่ {about}"),
        Noted.OPEN_FILE: _opened,
        Noted.OPEN_PAGE: _looked,
        Noted.SHOW_MY_DATA: _always("ขอดูข้อมูลส่วนตัวของตนเอง"),
        Noted.FORGET: _always("ขอลบข้อมูลส่วนตัวของตนเอง"),
        Noted.ERASE_OLD: _always("ลบข้อมูลที่พ้นกำหนดเก็บ"),
        Noted.SHOW_AUDIT: _always("ดูประวัติ"),
        Noted.EXPORT_AUDIT: _always("ขอไฟล์ประวัติ"),
    }
)

"""What is said about work that is reported in another office's system, for the snapshot of all sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from domain.forms.definition import Elsewhere, Severity
from domain.forms.reading_result import Finding
from domain.forms.schools import Unplaced
from domain.lifecycle import State
from domain.messages import Message
from domain.nagging import Audience
from domain.report_lists import Stranger, Verdict
from domain.steps import Part, Record, Standing
from domain.thai import BANGKOK
from domain.works import STEPS
from handlers.facts import Task
from handlers.wording import (
    announcements,
    claims,
    evidence,
    nags,
    overview,
    reminders,
    report_lists,
    send_backs,
    steps,
    tasks,
)
from handlers.wording.voice import Voice

AT = datetime(2026, 12, 12, 10, 24, tzinfo=BANGKOK)

OWED = Task(
    id=7,
    title="E-MES รายการที่ ๑ ครั้งที่ ๒",
    subject="รายการที่ 1",
    subject_title="การอ่านออกเขียนได้ของนักเรียน",
    unit="โรงเรียนวัดธารทอง (ธารทองราษฎร์บำรุง)",
    unit_short="วัดธารทอง",
    state=State.PENDING,
    due=date(2026, 12, 14),
    due_at=datetime(2026, 12, 14, 16, 30, tzinfo=BANGKOK),
    days_left=3,
    form_code="มส.๑",
    mine=True,
    has_file=False,
    elsewhere="E-MES",
)
CLAIMED = replace(OWED, state=State.CLAIMED)
OTHER = replace(OWED, id=8, unit="โรงเรียนบ้านโคกสว่างใต้", unit_short="บ้านโคกสว่างใต้")
FILED = replace(OWED, id=9, elsewhere="", subject="กลยุทธ์ที่ 3", subject_title="ยกระดับคุณภาพการศึกษา", title="แบบติดตามกลยุทธ์")


def about_claims(v: Voice) -> Iterator[tuple[str, Message]]:
    yield "my tasks, reported elsewhere", tasks.my_tasks(v, [OWED, OTHER])
    yield "claim: which", claims.which(v, [OWED, OTHER], (), 3)
    yield "claim: which, with other work", claims.which(v, [OWED], (FILED,), None)
    yield "claim: taken", claims.claimed(v, [CLAIMED], 3, 0)
    yield "claim: taken of two, with a photo", claims.claimed(v, [CLAIMED, replace(OTHER, state=State.CLAIMED)], 3, 1)
    yield "claim: stands", claims.stands(v, [replace(OWED, state=State.VERIFIED), CLAIMED])
    yield "claim: taken back", claims.taken_back(v, [OWED])
    yield "claim: in a group", claims.in_private(v)
    yield "claim: not yours", claims.not_yours(v)
    item = nags.Asked(task=OWED, audience=Audience.OWNER, opening=False)
    mend = replace(OWED, state=State.RETURNED)
    yield "reminded of what is reported elsewhere", nags.digest(v, "นายเอก สมมติชน", [item], [])
    yield "reminded to mend it", nags.digest(v, "นายเอก สมมติชน", [replace(item, task=mend)], [])
    yield "asked for it by an officer", reminders.reminder(v, "นายเอก สมมติชน", [mend], None)
    kept = evidence.Kept(5, ("image",))
    yield "evidence of what is reported elsewhere", evidence.tied(v, kept, OWED, by_code=False)
    yield "evidence of a claim", evidence.tied(v, kept, CLAIMED, by_code=False, may_be_gainsaid=True)


DIFFERS = Finding(
    code="inconsistent", severity=Severity.ERROR, sheet="EMES-2570-01", cell="G9", field="n_write",
    heading="ด้านการเขียน", seen="290", says="จำนวนนักเรียนด้านการเขียน 290 ไม่เท่ากับด้านการอ่าน 294",
)  # fmt: skip
JUMPS = replace(DIFFERS, cell="F9", says="จำนวนนักเรียน 60 ต่างจากรอบก่อน 40 เกินร้อยละ ๓๐", severity=Severity.WARNING)
NAMESAKE = report_lists.Named("บ้านใหม่", "ทุ่งตะวัน")
VIEW = report_lists.ListView(
    id=12,
    mark=345,
    title=OWED.title,
    system="E-MES",
    file="emes 12 ธ.ค..xlsx",
    groups={
        Verdict.AGREES: (
            report_lists.Named("อนุบาลศรีธารา", "เมืองศรีธารา"),
            NAMESAKE,
            replace(NAMESAKE, district="เขาหินแก้ว"),
        ),
        Verdict.UNCLAIMED: (report_lists.Named("วัดธารทอง", "เมืองศรีธารา"),),
        Verdict.SETTLED: (report_lists.Named("บ้านโคกสว่างใต้", "เมืองศรีธารา"),),
        Verdict.WRONG: (
            report_lists.Named("บ้านทุ่งตะวัน", "ทุ่งตะวัน", (DIFFERS, JUMPS)),
            report_lists.Named("ชุมชนบึงบัวหลวง", "บึงบัวหลวง"),
        ),
        Verdict.DENIED: (report_lists.Named("บ้านคลองสำราญ", "บึงบัวหลวง"),),
        Verdict.ABSENT: (report_lists.Named("บ้านเขาหินแก้ว", "เขาหินแก้ว"),),
        Verdict.GAINSAID: (report_lists.Named("ไทยรัฐวิทยา ๙๙๙", "ทุ่งตะวัน"),),
        Verdict.UNCLEAR: (report_lists.Named("บ้านหนองบัวงาม", "เมืองศรีธารา"),),
        Verdict.OPEN: (report_lists.Named("สาขาบ้านดอยหมอก", "เขาหินแก้ว"),),
    },
    strangers=tuple(
        Stranger(name, "EMES-2570-01", f"C{n}", why)
        for n, (name, why) in enumerate(zip(("บ้านอื่น", "บ้านใหม่", "วัดธารทอง"), Unplaced, strict=True), 20)
    ),
    others=("โรงเรียนบ้านนอกงาน",),
)
DONE = report_lists.Done(
    id=12, title=OWED.title, requirement=3, verified=4, returned=2, doubted=2, told=3, above=3
)  # fmt: skip
WORK = announcements.AnnouncementView(
    mark=1, whom=announcements.schools_and_office(12, office=True), title=announcements.REPORT.format(title=OWED.title),
    words="", file="", people=20, reached=16, by_phone=(), groups=4, in_groups=58, left=120, at_once=True,
    tap="announceworkgo",
    lines=announcements.work_lines(
        ["รายการที่ 1 การอ่านออกเขียนได้ของนักเรียน"],
        Elsewhere(
            system="E-MES", news="https://eva.example/news", enter="https://emes.example", status="s", reported=("r",)
        ),
        datetime(2026, 12, 15, 16, 30, tzinfo=BANGKOK), OWED.due_at,
    ),
    silent=("บ้านคลองสำราญ", "สาขาบ้านดอยหมอก"),
)  # fmt: skip


def about_lists(v: Voice) -> Iterator[tuple[str, Message]]:
    yield "list: compared", report_lists.compared(v, VIEW)
    yield "list: changes nothing", report_lists.compared(v, replace(VIEW, groups={}, strangers=(), others=()))
    yield "list: which", report_lists.which(v, 5, [(3, 1, OWED.title), (4, 1, "E-MES รายการที่ ๒")], fits=True)
    yield "list: which, of none", report_lists.which(v, 5, [(3, 1, OWED.title)], fits=False)
    yield "list: nothing asked", report_lists.nothing_asked(v, "emes.xlsx")
    yield "list: confirmed", report_lists.confirmed(v, DONE)
    yield (
        "list: confirmed, all agree",
        report_lists.confirmed(v, replace(DONE, returned=0, doubted=0, told=0, above=None)),
    )
    yield "list: already", report_lists.already(v, "นางสาวรินรดา ทดสอบวัฒนา", AT)
    yield "list: changed", report_lists.changed(v)
    yield "list: newer", report_lists.newer(v, 13, AT)
    yield "list: dropped", report_lists.dropped(v)
    yield "list: over", report_lists.over(v)
    yield "list: undone", report_lists.undone(v, 6, 0)
    yield "list: undone in part", report_lists.undone(v, 4, 2)
    yield "list: stays", report_lists.stays_confirmed(v, 12)
    mended = send_backs.ToMend(
        task=replace(OWED, state=State.RETURNED), no="EM-2570-01/0007", reason=report_lists.told([DIFFERS]), url=""
    )
    doubted = replace(mended, task=CLAIMED, no="", reason=report_lists.doubted(Verdict.DENIED))
    yield "to mend elsewhere", send_backs.to_mend(v, "นายเอก สมมติชน", [mended])
    yield "doubted", send_backs.to_mend(v, "นายเอก สมมติชน", [doubted])
    absent = replace(doubted, task=replace(OTHER, state=State.CLAIMED), reason=report_lists.doubted(Verdict.ABSENT))
    yield "both", send_backs.to_mend(v, "นายเอก สมมติชน", [mended, absent])


def about_the_work(v: Voice) -> Iterator[tuple[str, Message]]:
    yield "announce a work", announcements.really(v, WORK)
    yield "announced a work", announcements.told(v, WORK, "1")
    yield "announce which work", announcements.which_work(v, [(3, OWED.title), (4, "E-MES รายการที่ ๒")])
    yield "announce no work", announcements.no_work(v)
    yield "announce, nobody serves", announcements.nobody_serves(v, WORK.silent)
    first, second, above, *_ = STEPS["emes"]
    looked = Record("2", AT, 7, steps.by_list(12))
    found = (
        Standing(first, done=False),
        Standing(second, done=False, part=Part(4, 13), looked=looked),
        Standing(above, done=True, record=Record("2.1", AT, 7, steps.checked_on(date(2026, 12, 11)))),
    )
    view = steps.StepsView(
        id=3, title=OWED.title, work="emes", year_be=2570, steps=found, names={7: "นางสาวรินรดา ทดสอบวัฒนา"}, records=True
    )  # fmt: skip
    yield "steps of what is reported elsewhere", steps.steps(v, view)
    yield "checked above: which", steps.which_checked(v, [(3, 3, OWED.title), (4, 3, "E-MES รายการที่ ๒")])
    yield "checked above: none", steps.nothing_checked(v)
    yield "checked above: not yet", steps.not_yet(v)
    round_ = overview.RoundView(id=3, title=OWED.title, tasks=(CLAIMED, OTHER), as_of=AT)
    yield (
        "summary with a report on paper",
        overview.summary(v, round_, "https://x.example/1", 72, "https://x.example/2"),
    )

"""What is said about work that is reported in another office's system, for the snapshot of all sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from domain.lifecycle import State
from domain.messages import Message
from domain.thai import BANGKOK
from handlers.facts import Task
from handlers.wording import claims, evidence, tasks
from handlers.wording.voice import Voice

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
    kept = evidence.Kept(5, ("image",))
    yield "evidence of what is reported elsewhere", evidence.tied(v, kept, OWED, by_code=False)
    yield "evidence of a claim", evidence.tied(v, kept, CLAIMED, by_code=False, may_be_gainsaid=True)

"""กลั่นกรอง: what members of the committee read and are asked, and what became of the forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.lifecycle import STATE_WORDS
from domain.messages import Card, Line, Message, Part, Progress, Rule, Say, Tap, Text, Tone
from domain.reviewing import SCREENING
from domain.screening import Opinion
from domain.thai import weekday_date
from handlers.facts import Task
from handlers.wording import menu, opinions
from handlers.wording.benches import RESOLVE, RESULTS, SCREEN
from handlers.wording.reviewed_form import FormView, facts, openers
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice

if TYPE_CHECKING:
    from handlers.screening_results import FormResult, Resolution

PASS, MEND = 1, 2  # behind the queue in a button's data
MOST_ROUNDS: Final = 8
_SHOWN: Final = 10
_NEXT: Final = (SCREEN, RESULTS, *menu.STAFF[:1], menu.HELP)
_WAITS: Final = "รอมติกลั่นกรอง"
_NEVER_MIND: Final = Say("ยกเลิก", "ยกเลิก")


@dataclass(frozen=True, slots=True)
class OwnRound:
    """How far a member is with a requirement. `given`: of the `waiting`, those that they said what they think of."""

    id: int
    title: str
    waiting: int
    given: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionView(FormView):
    """A form that a member is to say what they think of. `key`: a debt, what was seen, a queue; `skip`: what goes on.

    `own`: what they think of this version; `earlier`: what was to be mended in versions before.
    """

    round: OwnRound
    key: str
    skip: str
    own: Opinion | None
    earlier: tuple[Opinion, ...]


def to_screen(v: Voice, view: OpinionView) -> Message:
    """Everything that a member needs to say what they think, and how they say it."""
    task, mine = view.task, view.round
    whom = f"{task.subject} {task.unit_short}"
    before: list[Part] = []
    if view.earlier:
        before = [Rule(), Line("ความเห็นต่อฉบับก่อน", strong=True), *opinions.lines(view.earlier, earlier=True)]
    own: list[Part] = []
    if view.own is not None:
        said = f"{opinions.MEND} {view.own.words}" if not view.own.passes else opinions.PASSES
        own = [Rule(), Line(said, label="ท่านเห็นว่า", strong=True, tone=Tone.GOOD if view.own.passes else Tone.CARE)]
    return Card(
        alt=f"รอกลั่นกรอง {name_of(task)}",
        title=f"รอกลั่นกรอง {mine.waiting} รายการ",
        subtitle=mine.title,
        parts=(
            Progress("ท่านพิจารณาแล้ว", mine.given, mine.waiting),
            *facts(view),
            *before,
            *own,
            Rule(),
            Line(f"ความเห็นของท่านเป็นข้อมูลให้ที่ประชุมลงมติ เปลี่ยนได้จนกว่าจะมีมติ{v.end}"),
        ),
        tone=Tone.CARE if view.file and view.file.findings else Tone.CALM,
        buttons=(
            *openers(view),
            Tap("เห็นว่าผ่าน", f"opine:{view.key}:{PASS}", f"เห็นว่าผ่าน {whom}"),
            Tap("ควรแก้ไข", f"opine:{view.key}:{MEND}", f"ควรแก้ไข {whom}"),
            Tap("ข้ามไปก่อน", view.skip, "ข้ามไปก่อน"),
        ),
        suggestions=_NEXT,
    )


def what_to_mend(v: Voice, task: Task) -> Message:
    """What is to be mended, in the member's own words."""
    return Text(
        f"{name_of(task)} ({task.unit_short}) ควรแก้ไขเรื่องใด{v.ask} พิมพ์ในแชตนี้ได้เลย เช่น ตัวชี้วัด 2.1 ไม่ตรงกับหลักฐาน",
        (_NEVER_MIND, SCREEN),
    )


def given(v: Voice, task: Task, words: str, *, passes: bool, again: bool) -> Message:
    """What they think is kept. `again`: they said so before."""
    said = f"เห็นว่า{opinions.PASSES}" if passes else f"เห็นว่า{opinions.MEND}: {words}"
    kept = "มีความเห็นนี้อยู่แล้ว" if again else "บันทึกความเห็นแล้ว"
    return Card(
        alt=f"{kept} {name_of(task)}",
        title=kept,
        parts=(
            Line(f"{name_of(task)} ({task.unit_short})", strong=True),
            Line(v.close(said), tone=Tone.GOOD if passes else Tone.CARE),
        ),
        tone=Tone.GOOD,
        buttons=(Tap("เปลี่ยนความเห็น", f"opinionsee:{task.id}", f"เปลี่ยนความเห็น {task.subject}"),),
        suggestions=_NEXT,
    )


def left(v: Voice) -> Message:
    """The member would rather not."""
    return Text(f"ไม่ได้บันทึกความเห็นใหม่{v.end}", _NEXT)


def waits_for_you(v: Voice, rounds: Sequence[tuple[str, int]]) -> Message:
    """To a member: how many forms of which requirements they have not spoken of."""
    count = sum(left for _, left in rounds)
    return Card(
        alt=f"มีแบบรอความเห็นกลั่นกรองของท่าน {count} รายการ",
        title=f"รอความเห็นกลั่นกรองของท่าน {count} รายการ",
        parts=(
            *(Line(f"{left} รายการ", label=title) for title, left in rounds[:MOST_ROUNDS]),
            Rule(),
            Line(f"กดดูทีละแบบ แล้วบอกว่าเห็นว่าผ่านหรือควรแก้ไข{v.end}"),
        ),
        tone=Tone.SOON,
        buttons=(SCREEN,),
        suggestions=_NEXT,
    )


def which_round(v: Voice, rounds: Sequence[OwnRound]) -> Message:
    """Several requirements have forms to be screened."""
    few = rounds[:MOST_ROUNDS]
    return Card(
        alt="กลั่นกรองงานไหน",
        title=f"กลั่นกรองงานไหน{v.ask}",
        parts=tuple(Progress(one.title, one.given, one.waiting) for one in few),
        buttons=tuple(Tap(f"{n}. {one.title}", f"opinion:{one.id}", one.title) for n, one in enumerate(few, start=1)),
        suggestions=_NEXT,
    )


def seen_to_the_end(v: Voice, round_: OwnRound) -> Message:
    """Nothing stands behind the last; some were left for later."""
    count = round_.waiting - round_.given
    return Card(
        alt=f"ดูถึงรายการสุดท้ายแล้ว ยังไม่ได้ให้ความเห็น {count} รายการ",
        title="ดูถึงรายการสุดท้ายแล้ว",
        subtitle=round_.title,
        parts=(
            Progress("ท่านพิจารณาแล้ว", round_.given, round_.waiting),
            Line(f"{count} รายการ", label="ข้ามไว้", strong=True),
            Line(f"กลับมาดูเมื่อใดก็ได้{v.end}"),
        ),
        buttons=(Tap("เริ่มจากที่ข้ามไว้", f"opinion:{round_.id}", "เริ่มจากที่ข้ามไว้"),),
        suggestions=_NEXT,
    )


def thanks(v: Voice, count: int, *, records: bool) -> Message:
    """They have said what they think of all. `records`: they may record what the committee resolves."""
    return Text(
        f"ท่านให้ความเห็นครบ {count} รายการแล้ว ขอบคุณมาก{v.end} เมื่อบันทึกมติแล้ว ดูได้ที่ ผลการกลั่นกรอง{v.end}",
        ((RESOLVE,) if records else ()) + _NEXT[1:],
    )


def nothing_waits(v: Voice) -> Message:
    """No form waits to be screened."""
    return Text(f"ยังไม่มีงานรอกลั่นกรอง{v.end} แบบที่ตรวจรับแล้วจะมาถึงขั้นนี้เอง{v.end}", _NEXT[1:])


def not_for_you(v: Voice) -> Message:
    """Forms are screened by a committee, of which the speaker is no member."""
    return Text(
        f"การกลั่นกรองเป็นของคณะกรรมการกลั่นกรองตามคำสั่ง{v.end} หากท่านเป็นกรรมการ โปรดแจ้งเจ้าหน้าที่ติดตาม{v.end}", menu.STAFF
    )


def nothing_to_record(v: Voice) -> Message:
    """Nothing waits about which the speaker may record what was resolved."""
    return Text(f"ไม่มีงานรอมติที่ท่านบันทึกได้{v.end} มติบันทึกโดยเจ้าหน้าที่ติดตามหรือประธานคณะกรรมการ{v.end}", _NEXT)


def no_such(v: Voice) -> Message:
    """There is no such form that the speaker screens."""
    return Text(f"ไม่พบงานนี้ในรายการกลั่นกรองของท่าน{v.end}", _NEXT)


def came_anew(v: Voice) -> Message:
    """The version that was shown has been replaced."""
    return Text(f"มีฉบับใหม่แล้ว จึงยังไม่ได้บันทึกความเห็น ฉบับล่าสุดอยู่ด้านล่าง{v.end}", _NEXT)


def not_waiting(v: Voice, task: Task) -> Message:
    """It was resolved about, or has gone back: what a member thinks of it is asked no more."""
    return Text(
        v.close(f"{name_of(task)} ({task.unit_short}) ไม่ได้รอกลั่นกรองแล้ว สถานะ: {STATE_WORDS[task.state]}"), _NEXT
    )


def resolved(one: Resolution) -> str:
    """What was resolved, as minutes have it."""
    if one.passes:
        return "เห็นชอบ"
    why = f" {one.reason}" if one.reason else ""
    return f"ให้แก้ไข{why}{f' และส่งใหม่ภายใน {weekday_date(one.by)}' if one.by else ''}"


def results(v: Voice, title: str, forms: Sequence[FormResult], *, records: bool) -> Message:
    """For each form what members think of it and what was resolved. `records`: the reader may record that."""
    done = sum(form.resolution is not None and form.resolution.passes for form in forms)
    parts: list[Part] = [Progress("ผ่านการกลั่นกรอง", done, len(forms))]
    for form in forms[:_SHOWN]:
        parts += [Rule(), Line(f"{name_of(form.task)} ({form.task.unit_short})", strong=True), *_result(form)]
    if len(forms) > _SHOWN:
        parts += [Rule(), Line(f"และอีก {len(forms) - _SHOWN} รายการ ดูครบได้ในร่างรายงานการประชุม{v.end}")]
    return Card(
        alt=f"ผลการกลั่นกรอง ผ่าน {done} จาก {len(forms)} รายการ",
        title="ผลการกลั่นกรอง",
        subtitle=title,
        parts=tuple(parts),
        tone=Tone.GOOD if forms and done == len(forms) else Tone.CALM,
        buttons=(RESOLVE,) if records and done < len(forms) else (),
        suggestions=(SCREEN, *menu.STAFF[:1], menu.HELP),
    )


def _result(form: FormResult) -> list[Part]:
    one, waits = form.resolution, _WAITS if form.task.state in SCREENING.waiting else STATE_WORDS[form.task.state]
    if one is None:
        parts: list[Part] = [Line(f"ยังไม่มีมติ ({waits})", label="มติ")]
    else:
        parts = [Line(resolved(one), label="มติ", tone=Tone.GOOD if one.passes else Tone.CARE)]
        parts += [] if one.passes else [Line(waits, label="ขณะนี้")]
    now = [said for said in form.opinions if said.version_id == form.seen]
    before = [said for said in form.opinions if said.version_id != form.seen]
    return [*parts, *opinions.lines(now), *opinions.lines(before, earlier=True)]


def nothing_screened(v: Voice) -> Message:
    """No requirement's forms pass through a committee of which the speaker may see the results."""
    return Text(f"ยังไม่มีผลการกลั่นกรองที่ท่านดูได้{v.end}", menu.STAFF)

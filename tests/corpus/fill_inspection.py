"""ตร.๑ as a group fills it: a sheet for each topic."""

from __future__ import annotations

from random import Random

from tests.corpus import district
from tests.corpus.filling import count, day, digits, label, percent, sheet, some, within, words
from tests.corpus.model import Book, Draft, Line, Title
from tests.corpus.words import ROUNDS, TITLES, YEARS

REPORTING = ("PROMOTION", "SUPERVISION", "DLICT", "GENERAL", "HR")


def inspection(dice: Random, thai: bool, year: int = 2570) -> Book:
    """Topics of one policy, one sheet each; sometimes the group stands in the second line."""
    policy, agency = dice.choice(district.POLICIES), dice.choice(tuple(district.AGENCIES))
    owner, round_ = dice.choice(REPORTING), dice.choice(("1", "2"))
    topics = list(policy.topics) if dice.random() < 0.4 else [dice.choice(policy.topics)]
    said = dice.random() < 0.5
    drafts = [
        inspection_sheet(dice, thai, (policy, topic), (agency, owner if said else ""), (year, round_))
        for topic in topics
    ]
    tail = drafts[0].labels
    for draft in drafts[1:]:
        draft.labels = [label(one.field, one.text, one.slot.raw, one.slot.kind) for one in tail]
        for mine, first in zip(draft.labels, tail, strict=True):
            mine.slot.truth = first.slot.truth
    return Book(
        kind="inspection", dice=dice, year=year, round=round_, drafts=drafts, thai=thai,
        subject={"agency": agency, "topics": [topic.no for topic in topics]},
        unit=district.unit_told(owner) if said else None, unit_state="known" if said else "absent",
    )  # fmt: skip


def inspection_sheet(
    dice: Random, thai: bool, what: tuple[district.Policy, district.Topic], who: tuple[str, str], when: tuple[int, str]
) -> Draft:
    """The sheet of a topic."""
    (policy, topic), (agency, owner), (year, round_) = what, who, when
    short, name = district.AGENCIES[agency]
    group = f" ({district.GROUPS[owner].name})" if owner else ""
    told = TITLES["inspection"][0].format(round=ROUNDS["inspection"][round_][0], year=YEARS[0].format(year))
    if agency == "OPM":
        told = told.replace("และติดตามประเมินผลการจัดการศึกษา กรณีปกติ", "แบบบูรณาการ")
    titles = [
        Title(digits(told, thai), ("title", "year", "round")),
        Title(digits(f"หน่วยงานผู้ตรวจ: {name} / หน่วยงานผู้รายงาน: สพป.ศรีธารา เขต 1{group}", thai), ("agency",)),
        Title(digits(f"นโยบายที่ {policy.no} {policy.name}", thai), ("policy",)),
        Title(digits(f"ประเด็นนโยบาย {topic.no} {topic.name}", thai), ("subject",)),
    ]
    lines = [_line(dice, thai, at, issue) for at, issue in enumerate(topic.issues, start=1)]
    reporter = district.REPORTERS[owner or "PROMOTION"][0]
    reported = day(within(dice, year, 100, 340))
    reported.raw = digits(reported.raw, thai)
    labels = [
        label("reporter", "ผู้ให้ข้อมูล", reporter, "person"),
        label("", "ตำแหน่ง", dice.choice(("นักวิชาการศึกษาชำนาญการ", "ศึกษานิเทศก์ชำนาญการพิเศษ", "เจ้าพนักงานธุรการ"))),
        label("phone", "โทรศัพท์", digits(f"000-000-00{dice.randint(10, 99)}", thai), "phone"),
        label("report_date", "วันที่", reported),
    ]
    place = policy.topics.index(topic) + 1
    name = digits(f"ตร.{short}.รอบ{round_}-เรื่อง{place}", thai)
    return sheet("inspection", name, titles, lines, labels=labels)


def _line(dice: Random, thai: bool, at: int, issue: str) -> Line:
    whole = dice.choice((dice.randint(12, 90), dice.randint(100, 1900)))
    part = round(whole * dice.uniform(0.5, 1.0))
    return Line({
        "seq": words("no", digits(str(at), thai)),
        "issue": words("text", digits(issue, thai)),
        "data_source": some(dice, thai, district.PLACES, 1, "text"),
        "target_n": count(whole),
        "result_n": count(part),
        "result_pct": percent(part, whole),
        "narrative": some(dice, thai, district.STORY, 1),
        "success_factors": some(dice, thai, ("ผู้บริหารให้ความสำคัญ", "ครูและชุมชนร่วมมือกัน", "มีเครือข่ายในพื้นที่")),
        "problems": some(dice, thai, district.TROUBLE),
        "solutions": some(dice, thai, ("ประชุมออนไลน์แทนการเดินทาง", "ยืมอุปกรณ์จากโรงเรียนใกล้เคียง", "จัดครูช่วยสอนระหว่างรอย้าย")),
        "suggest_local": some(dice, thai, district.ADVICE),
        "suggest_policy": some(dice, thai, district.ADVICE, 0.5),
        "innovation": some(dice, thai, district.BEST, 0.3, "text"),
        "attachments": some(dice, thai, district.PROOF, 0.4, "text"),
    })  # fmt: skip

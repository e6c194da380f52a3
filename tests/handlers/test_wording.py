"""Sentences read well aloud, and cards stay short whatever the plan holds."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from domain.lifecycle import State
from domain.messages import Card, Line, Text
from handlers.facts import Task
from handlers.wording import files, overview, people
from handlers.wording.voice import Voice

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
V = Voice()


def task(number: int, state: State = State.PENDING) -> Task:
    return Task(
        id=number, title="แบบติดตาม", subject=f"กลยุทธ์ที่ {number}", subject_title="", unit=f"โรงเรียนที่ {number}",
        unit_short=f"รร. {number}", state=state, due=date(2027, 4, 2), due_at=NOW, days_left=3, form_code="กย.๑",
        mine=True, has_file=False,
    )  # fmt: skip


def view(*tasks: Task) -> overview.RoundView:
    return overview.RoundView(id=1, title="แบบติดตาม", tasks=tasks, as_of=NOW)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [("เม.ย. 70", "เม.ย. 70 ค่ะ"), ("(.xlsx)", "(.xlsx) ค่ะ"), ("แนบมาใหม่", "แนบมาใหม่ค่ะ"), ("๗๐", "๗๐ ค่ะ")],
)
def test_the_particle_stands_apart_after_digits_and_latin(text: str, spoken: str) -> None:
    assert V.close(text) == spoken


def test_no_sentence_glues_the_particle_to_a_digit_or_a_bracket() -> None:
    said = [overview.counts_only(V, view(task(1))), files.unreadable(V, "not_a_table", "a.pdf", 20)]
    said += [files.unreadable(V, "too_large", "a.xlsx", 20)]
    texts = [message.text for message in said if isinstance(message, Text)]

    assert len(texts) == 3
    assert all(text.endswith(" ค่ะ") for text in texts)


def test_nobody_is_called_by_two_titles() -> None:
    greeting = people.welcome_back(V, "นายเอก สมมติชน")

    assert isinstance(greeting, Text)
    assert "คุณนาย" not in greeting.text


def lines_of(card: object) -> str:
    assert isinstance(card, Card)
    return "\n".join(part.text for part in card.parts if isinstance(part, Line))


def test_a_round_of_hundreds_is_told_in_a_card_that_says_what_it_leaves_out() -> None:
    missing, sent = [task(n) for n in range(300)], [task(n, State.SUBMITTED) for n in range(300)]

    assert "และอีก 285 รายการ" in lines_of(overview.who_missing(V, view(*missing)))
    assert "และอีก 285 รายการ" in lines_of(overview.who_sent(V, view(*sent)))
    assert len(lines_of(overview.summary(V, view(*missing), "https://x.example/f/1", 72))) < 500


def test_of_many_rounds_the_newest_can_be_chosen() -> None:
    asked = overview.which_round(V, [(n, f"รอบ {n}") for n in range(30)], "summary")

    assert isinstance(asked, Card)
    assert [button.label for button in asked.buttons][-1] == "รอบ 29"

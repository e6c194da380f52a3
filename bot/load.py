"""Loading a plan workbook: every problem at once, or the whole plan in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.config import Config
from domain.errors import TidtamError
from handlers import analysing, plan_loading
from handlers.wording import plan as words
from reports.plan_book import read_plan
from storage.plan_changes import Changes
from storage.store import Store


class PlanRefusedError(TidtamError):
    """The plan has mistakes; nothing was loaded."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n" + "\n".join(f"• {sentence}" for sentence in sentences))
        self.sentences = sentences


def load_plan(store: Store, config: Config, data: bytes, now: datetime) -> Changes:
    """Read, check and load a plan; PlanRefusedError with a Thai sentence for every mistake, loading nothing."""
    plan, problems = read_plan(data, works=config.works, forms=config.forms)
    if plan is None:
        raise PlanRefusedError([words.plan_problem(problem) for problem in problems])
    with store.begin() as tx:
        versions = {name: form.version for name, form in config.forms.items()}
        works = {name: work.states for name, work in config.works.items()}
        changes = plan_loading.load(plan, versions, tx, now, config.work_calendar, works=works)
        years = {subject.fiscal_year_be for subject in plan.subjects}
        analysing.record_analysed(tx, changes.office_id, years, at=now, by=None)
        tx.commit()
    return changes


def told(changes: Changes) -> Iterator[str]:
    """What a load did, line by line."""
    yield f"added {len(changes.added)}, changed {len(changes.changed)}, not in the plan {len(changes.left)}"
    yield from (f"  {name}" for name in (*changes.added, *changes.changed))
    yield from (f"  left as it is: {name}" for name in changes.left)
    for code, decided, count in changes.overruled:
        yield f"  newer than what an officer decided ({decided}): {code}, {count}"
    for code, decided, count in changes.kept:
        yield f"  as an officer decided ({decided}): {code}, {count}"

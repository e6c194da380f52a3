"""What an officer has said so far of tracking a form: kept with the file that taught it, over any restart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.plan import UnitKind
from domain.rights import Right
from handlers.routing import Context

if TYPE_CHECKING:
    from storage.schema import LearntForm, Unit, Upload

TAUGHT = "taught"  # the outcome of a file that taught a form
TRACKED = "tracked"  # of one whose form has been asked for
_PATIENCE = timedelta(days=7)


class Who(StrEnum):
    """Who is to fill the form in."""

    GROUPS = "1"
    SCHOOLS = "2"
    NAMED = "3"


_KINDS = {Who.GROUPS: UnitKind.GROUP, Who.SCHOOLS: UnitKind.SCHOOL}


@dataclass(frozen=True, slots=True)
class Told:
    """What is known: the form, who, which units by name, whether more names are awaited, by when."""

    form_id: int
    who: Who | None = None
    unit_ids: tuple[int, ...] = ()
    naming: bool = False
    due: date | None = None

    @property
    def waits(self) -> bool:
        """Whether an answer may be typed now: names of units, or a date."""
        return self.who is not None and (self.naming or self.due is None)


def of(upload: Upload) -> Told | None:
    """What has been told about the form of a file; None where the file taught none."""
    said = {str(line[0]): str(line[1]) for line in upload.because if len(line) > 1}
    if upload.outcome != TAUGHT or not said.get("form", "").isdigit():
        return None
    return Told(
        form_id=int(said["form"]),
        who=Who(said["who"]) if "who" in said else None,
        unit_ids=tuple(int(unit_id) for unit_id in said.get("units", "").split(",") if unit_id),
        naming=said.get("naming") == "yes",
        due=date.fromisoformat(said["due"]) if "due" in said else None,
    )


def keep(upload: Upload, told: Told) -> Told:
    """Keep what has been told."""
    said = {"form": str(told.form_id), "who": told.who, "units": ",".join(map(str, told.unit_ids)),
            "naming": "yes" if told.naming else "", "due": told.due.isoformat() if told.due else ""}  # fmt: skip
    upload.outcome, upload.because = TAUGHT, [[name, str(value)] for name, value in said.items() if value]
    return told


def start_over(upload: Upload, told: Told) -> Told:
    """Forget who and when: the form stays."""
    return keep(upload, replace(told, who=None, unit_ids=(), naming=False, due=None))


def mine(upload_id: int | None, ctx: Context) -> Upload | None:
    """The speaker's own file with that id, if it taught a form that is not asked for yet."""
    upload = ctx.tx.submissions.upload(upload_id) if upload_id is not None else None
    return upload if upload is not None and upload.person_id == ctx.me.id and upload.outcome == TAUGHT else None


def waiting(ctx: Context) -> Upload | None:
    """The file about whose form the speaker has been asked something that may be answered by typing."""
    if ctx.person is None or not ctx.may(Right.LOAD_PLAN):
        return None
    upload = ctx.tx.submissions.latest_upload(ctx.me.id, (TAUGHT,), ctx.now - _PATIENCE)
    told = of(upload) if upload is not None else None
    return upload if told is not None and told.waits else None


def form_of(told: Told, ctx: Context) -> LearntForm | None:
    """The form itself."""
    return ctx.tx.forms.form(told.form_id, ctx.me.office_id)


def units_of(told: Told, ctx: Context) -> list[Unit]:
    """The units that are to fill it in, as they are now."""
    return chosen(told, ctx.tx.people.units(ctx.me.office_id))


def chosen(told: Told, units: Sequence[Unit]) -> list[Unit]:
    """Of these units, those that are to fill it in."""
    if told.who is None:
        return []
    if told.who is Who.NAMED:
        return [unit for unit in units if unit.id in told.unit_ids]
    return [unit for unit in units if unit.kind == _KINDS[told.who]]

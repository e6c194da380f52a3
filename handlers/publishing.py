"""What would be made public of a requirement: its page, and the files behind it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.plan import UnitKind
from domain.publishing import Page, names_in
from domain.works import PUBLISHED_BY
from handlers import tasks_of
from handlers.compiling import summary_data
from handlers.rounds import Asked
from handlers.routing import Context
from handlers.wording import publications as words
from reports.public_figures import UNITS, public_page

if TYPE_CHECKING:
    from storage.schema import Document, Requirement, Unit


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page that may be put out, and the latest booklet of it, if one was made. `mark`: of what its card shows."""

    requirement: Requirement
    page: Page
    booklet: Document | None

    @property
    def mark(self) -> int:
        """Tells these figures and this booklet from others, whenever they were read."""
        shown = replace(self.page, as_of=self.requirement.due_at), self.booklet.sha256 if self.booklet else ""
        return zlib.crc32(repr(shown).encode())


def prepared(asked: Asked, ctx: Context) -> Prepared:
    """The page of a requirement as things stand."""
    requirement = asked.requirement
    data = summary_data(asked, tasks_of.tasks(ctx, asked.obligations), ctx)
    units = {unit.id: unit for unit in ctx.tx.people.units(requirement.office_id)}
    places = [_places(one.unit, units) for one in asked.obligations]
    several = len({one.subject_id for one in asked.obligations}) > 1
    page = public_page(data, places, word=data.subject_word if several else UNITS)
    return Prepared(requirement, page, ctx.tx.files.latest(requirement.office_id, "booklet", requirement.code, ".pdf"))


def people_named(page: Page, office_id: int, ctx: Context) -> list[str]:
    """People of the office whose names have got into the page's figures."""
    return names_in(page, list(ctx.tx.people.names(office_id).values()))


def publishable(ctx: Context) -> list[Requirement]:
    """The office's requirements whose figures the manual wants published, that have opened."""
    found = ctx.tx.work.open_requirements(ctx.me.office_id, ctx.now)
    return [one for one in found if one.work in PUBLISHED_BY]


def _places(unit: Unit, units: Mapping[int, Unit]) -> dict[str, str]:
    """By what a unit is put together with others. The office itself stands by its own name among the schools."""
    if unit.kind == UnitKind.GROUP:
        return {words.GROUP: unit.name}
    if unit.kind != UnitKind.SCHOOL:
        return {words.DISTRICT: unit.name, words.CLUSTER: unit.name}
    above = units.get(unit.parent_id or 0)
    cluster = above.name if above is not None and above.kind == UnitKind.CLUSTER else ""
    return {words.DISTRICT: unit.district, words.CLUSTER: cluster}

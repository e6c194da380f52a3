"""Forms an office taught: versions, which of them count, and asking for them."""

from __future__ import annotations

from datetime import date

from domain.own_forms import key_of
from handlers.own_forms import OwnForms
from storage.forms import Asking
from storage.schema import LearntForm
from storage.store import Store, Transaction
from tests.plans import DUE, OPENS, START, small_plan

DEFINITION = {
    "code": "", "title": "แบบสำรวจ", "key": "a", "name": "b",
    "columns": [{"field": "a", "heading": "ที่"}, {"field": "b", "heading": "รายการ"}],
}  # fmt: skip


def office(tx: Transaction) -> tuple[int, int]:
    tx.plans.load(small_plan(), {"strategy": 1})
    home = tx.people.offices()[0]
    return home.id, tx.people.of_office(home.id)[0].id


def taught(tx: Transaction, office_id: int, person_id: int, name: str = "สำรวจ") -> LearntForm:
    sha256 = tx.files.keep(b"blank", "x", START)
    return tx.forms.add(
        office_id=office_id, name=name, title="แบบสำรวจ", definition=DEFINITION, sha256=sha256, file_name="แบบ.xlsx",
        made_by_id=person_id, now=START,
    )  # fmt: skip


def asking(form: LearntForm, unit_ids: list[int]) -> Asking:
    return Asking(
        form=form, work="custom", fiscal_year_be=2570, round="", round_name="",
        period=(date(2026, 10, 1), date(2027, 9, 30)), opens_at=OPENS, due_at=DUE, unit_ids=unit_ids,
    )  # fmt: skip


def test_versions_follow_one_another_and_the_newest_in_use_counts(store: Store) -> None:
    with store.begin() as tx:
        home, person = office(tx)
        first, second = taught(tx, home, person), taught(tx, home, person)
        other = taught(tx, home, person, "อื่น")

        assert [(f.version, f.definition["version"]) for f in (first, second, other)] == [(1, 1), (2, 2), (1, 1)]
        assert tx.forms.latest(home, "สำรวจ") is second
        second.retired_at = START
        tx.flush()
        assert tx.forms.latest(home, "สำรวจ") is first
        assert tx.forms.ids(home) == [other.id, first.id]
        assert tx.forms.form(first.id, home + 1) is None


def test_what_is_asked_with_comes_first(store: Store) -> None:
    with store.begin() as tx:
        home, person = office(tx)
        first, second = taught(tx, home, person), taught(tx, home, person)
        tx.forms.ask(asking(first, [u.id for u in tx.people.units(home) if u.code == "LEGAL"]))

        assert tx.forms.ids(home) == [first.id, second.id]
        assert (tx.forms.is_asked(first), tx.forms.is_asked(second)) == (True, False)
        assert list(OwnForms().of(tx, home)) == [key_of(first.id), key_of(second.id)]


def test_each_unit_owes_for_itself_and_may_settle_its_own_debt_only(store: Store) -> None:
    with store.begin() as tx:
        home, person = office(tx)
        form = taught(tx, home, person)
        units = {u.code: u.id for u in tx.people.units(home)}
        asked = tx.forms.ask(asking(form, [units["LEGAL"], units["PLAN"]]))
        again = tx.forms.ask(asking(form, [units["LEGAL"]]))

        assert (asked.code, again.code) == (f"OWN-{form.id}", f"OWN-{form.id}-2")
        known = [k for k in tx.work.known(home, START) if k.requirement == asked.code]
        assert {(k.unit_code, k.owners) for k in known} == {
            ("LEGAL", ((units["LEGAL"], "LEGAL"),)),
            ("PLAN", ((units["PLAN"], "PLAN"),)),
        }


def test_the_blank_stays_while_a_form_needs_it(store: Store) -> None:
    with store.begin() as tx:
        home, person = office(tx)
        form = taught(tx, home, person)
        tx.files.erase_unused({form.sha256}, START)

        assert tx.files.read(form.sha256) == b"blank"


def test_a_definition_is_parsed_once(store: Store) -> None:
    with store.begin() as tx:
        home, person = office(tx)
        form, own = taught(tx, home, person), OwnForms()

        assert own.of(tx, home)[key_of(form.id)] is own.of(tx, home)[key_of(form.id)]
        assert own.of(tx, home + 1) == {}

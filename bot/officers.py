"""The first officer of an office: somebody with a one-time code, made at the command line. No password is built in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.errors import TidtamError
from domain.introductions import same_name
from domain.plan import Role
from handlers import officer_codes
from storage.codes import new_code
from storage.schema import Person
from storage.store import Store, Transaction

if TYPE_CHECKING:
    from storage.schema import Unit


class NoSuchOfficeError(TidtamError):
    """There is no office yet, or it is not clear which one is meant."""


class NoSuchUnitError(TidtamError):
    """The office has no unit of that code."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Who is an officer now. `code` is "" for somebody who has registered already; `until`: the end of its week."""

    name: str
    unit: str
    code: str
    until: datetime


def make_officer(
    store: Store, now: datetime, name: str, *, unit_code: str = "", office_code: str = "", office_name: str = ""
) -> Officer:
    """Make somebody an officer in a unit of an office (default: the office itself), and give out their code.

    An office that does not exist is made of its code and name. Somebody of that name in the office is that person.
    Run again, the code lives another week. Raises NoSuchOfficeError and NoSuchUnitError.
    """
    with store.begin() as tx:
        office = office_meant(tx, office_code, office_name)
        unit = _unit(tx, office, unit_code)
        person = next((p for p in tx.people.of_office(office.id) if same_name(p.name, name)), None)
        if person is None:
            person = tx.people.add(Person(office_id=office.id, name=name, position="", code=new_code()))
        tx.people.serve(person, unit, Role.OFFICER)
        joined = person.line_user_id is not None
        if not joined:
            officer_codes.note_made(tx, person.code, now, office.id)
        tx.audit.note(now, Noted.MAKE_OFFICER, unit.code, office_id=office.id)
        tx.commit()
        return Officer(person.name, unit.name, "" if joined else person.code, now + officer_codes.LIFE)


def office_meant(tx: Transaction, code: str = "", name: str = "") -> Unit:
    """The office with that code, or the only one; made anew of a code and a name. Raises NoSuchOfficeError."""
    offices = tx.people.offices()
    found = [office for office in offices if not code or office.code == code]
    if len(found) == 1:
        return found[0]
    if not found and code and name:
        return tx.people.found_office(code, name)
    if not offices:
        raise NoSuchOfficeError('there is no office yet: load a plan first, or give --office "NAME" --code CODE')
    codes = ", ".join(office.code for office in offices)
    raise NoSuchOfficeError(f'which office? give --code ({codes}), or --office "NAME" --code CODE for a new one')


def _unit(tx: Transaction, office: Unit, code: str) -> Unit:
    if not code:
        return office
    found = next((unit for unit in tx.people.units(office.id) if unit.code == code), None)
    if found is None:
        raise NoSuchUnitError(f"the office {office.code} has no unit {code}")
    return found

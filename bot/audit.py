"""The audit trails for an operator: how far they have come, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass

from storage.audit import Head
from storage.store import Store, Transaction

NO_OFFICE = "(no office)"


@dataclass(frozen=True, slots=True)
class Trail:
    """An office's trail under the office's code."""

    name: str
    head: Head


def trails(store: Store) -> list[Trail]:
    """Every trail there is, that of no office first."""
    with store.reading() as tx:
        return _trails(tx)


def damage(store: Store, *, verify: bool, known: str) -> list[str]:
    """A sentence for the first broken line of each trail, if they are to be verified, and for a hash that is gone."""
    found = []
    with store.reading() as tx:
        for trail in _trails(tx) if verify else ():
            broken = tx.audit.verify(trail.head.office_id)
            if broken is not None:
                found.append(f"{trail.name}: line {broken.no} is {broken.damage.value}")
        if known and not tx.audit.has_hash(known.strip().lower()):
            found.append(f"no line has the hash {known}: the trail it was in is not the one that was written")
    return found


def _trails(tx: Transaction) -> list[Trail]:
    names = {office.id: office.code for office in tx.people.offices()}
    return [Trail(names.get(head.office_id, NO_OFFICE), head) for head in tx.audit.heads()]

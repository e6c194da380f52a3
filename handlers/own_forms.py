"""The forms an office taught, ready to be read with: parsed once, since a version never changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from domain.forms.definition import FormDefinition
from domain.own_forms import key_of

if TYPE_CHECKING:
    from storage.store import Transaction

_KEPT: Final = 256  # definitions


class OwnForms:
    """Definitions by version. One for a process; two threads at worst parse the same form twice."""

    def __init__(self) -> None:
        self._known: dict[int, FormDefinition] = {}

    def of(self, tx: Transaction, office_id: int) -> Mapping[str, FormDefinition]:
        """The office's forms by key: what is asked with first, so that of equal versions the asked one is read."""
        ids = tx.forms.ids(office_id)
        known = self._known
        missing = [form_id for form_id in ids if form_id not in known]
        if missing:
            found = {
                form_id: FormDefinition.model_validate(kept) for form_id, kept in tx.forms.definitions(missing).items()
            }
            # The other definitions stay the same objects: indexes and compiled checks are kept by identity.
            self._known = known = {**(known if len(known) < _KEPT else {}), **found}
            still = [form_id for form_id in ids if form_id not in known]
            if still:
                return self.of(tx, office_id)
        return {key_of(form_id): known[form_id] for form_id in ids}

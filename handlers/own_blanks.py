"""The blank of a form that the office taught: its own file, with the identity of the debt put in."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from domain.errors import UnreadableFileError
from domain.own_forms import id_in
from handlers.context import Context
from reports.own_blank import with_identity

if TYPE_CHECKING:
    from domain.forms.identity import Identity
    from storage.schema import Requirement


def blank(requirement: Requirement, identity: Identity, ctx: Context) -> tuple[bytes, str] | None:
    """The office's own file for a debt and its ending (.xlsx); None where the form is a configured one."""
    form_id = id_in(requirement.form)
    form = ctx.tx.forms.form(form_id, requirement.office_id) if form_id is not None else None
    if form is None:
        return None
    name, dot, ending = form.file_name.rpartition(".")
    suffix = f".{ending.lower()}" if name and dot and ending.isalnum() and ending.isascii() else ".xlsx"
    data = ctx.tx.files.read(form.sha256)
    with suppress(UnreadableFileError):  # no .xlsx: handed out as it is, and known again by its headings
        data = with_identity(data, identity.encode())
    return data, suffix

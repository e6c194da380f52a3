"""The part of the configuration that says where an office keeps what its documents are made with."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator


class DocumentsSection(BaseModel):
    """Where the office keeps templates of its own for memos, orders and minutes, and its Garuda; None: nowhere.

    The folder is named from where the configuration stands, which whoever validates gives as `folder` in the context.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path | None = None

    @field_validator("folder", mode="before")
    @classmethod
    def _named_from_here(cls, named: object, info: ValidationInfo) -> object:
        if not isinstance(named, str):
            return named
        if not named:
            return None
        found = Path((info.context or {}).get("folder", ".")) / named
        if not found.is_dir():
            raise ValueError(f"no such folder: {found}")
        return found

    def check(self) -> None:
        """Raise OfficialTemplateError with every file in the folder that cannot be used."""
        if self.folder is not None:
            from reports.official.documents import check_templates  # noqa: PLC0415 - loads what draws

            check_templates(self.folder)

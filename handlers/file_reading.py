"""Reading a file's bytes: slow, pure, and therefore done in a process apart, before any transaction is opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from domain.errors import UnreadableFileError
from domain.forms.definition import FormDefinition
from domain.plan import Plan, PlanProblem
from reports.file_read import FileRead
from reports.reading_room import JobFailedError, ReadingRoom, Shared

__all__ = ["FAULT", "FileRead", "FileReader"]

FAULT = "fault of ours: "  # before the detail of a file that only a fault of ours makes unreadable


class FileReader:
    """Reads what people send, one office's forms known. Any file comes back read or with a reason, in bounded time."""

    def __init__(self, room: ReadingRoom, forms: Mapping[str, FormDefinition], works: Collection[str]) -> None:
        self.room = room
        self._forms, self._form_names, self._works = Shared(dict(forms)), tuple(forms), tuple(works)

    def read_file(self, data: bytes, name: str) -> FileRead:
        """What the file is; the name is shown, never trusted. NoReaderError when nothing can be read now."""
        try:
            read: FileRead = self.room.do("read_file", data, name, self._forms)
        except UnreadableFileError as refused:
            return FileRead(unreadable=refused.reason, detail=refused.detail)
        except JobFailedError as fault:
            return FileRead(unreadable="damaged", detail=f"{FAULT}{fault}")
        return read

    def read_plan(self, data: bytes) -> tuple[Plan | None, list[PlanProblem]]:
        """The plan in a workbook, or all its problems. JobFailedError for a fault of ours."""
        try:
            plan, problems = self.room.do("read_plan", data, self._works, self._form_names)
        except UnreadableFileError:
            return None, [PlanProblem(sheet="", cell="", code="not_a_workbook")]
        return plan, problems

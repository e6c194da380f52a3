"""Reading a file's bytes: slow, pure, and therefore done in a process apart, before any transaction is opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from domain.albums import Fault
from domain.errors import UnreadableFileError
from domain.forms.definition import FormDefinition
from domain.forms.learnt import Learnt, NotAForm
from domain.order_papers import OrderPaper
from domain.plan import Plan, PlanProblem
from reports.file_read import FileRead, FormRead
from reports.marks import Mark
from reports.reading_room import JobFailedError, NoReaderError, ReadingRoom, Shared
from reports.seen import BookPicture, Kind, PrintCopy, Seen, Shot

__all__ = ["FAULT", "FileRead", "FileReader"]

MARKED_AT_MOST = 1_000_000  # bytes; of what is larger the copy would be waited for
_NONE: Mapping[str, FormDefinition] = MappingProxyType({})
_KEPT = 64  # offices with forms of their own
_NO_TABLES = frozenset({"not_a_table", "encrypted", "damaged"})  # a locked PDF is evidence too
FAULT = "fault of ours: "  # before the detail of a file that only a fault of ours makes unreadable


class FileReader:
    """Reads what people send, one office's forms known. Any file comes back read or with a reason, in bounded time."""

    def __init__(self, room: ReadingRoom, forms: Mapping[str, FormDefinition], works: Collection[str]) -> None:
        self.room = room
        self._forms, self._works = dict(forms), tuple(works)
        self._shared: dict[tuple[str, ...], Shared] = {(): Shared(self._forms)}

    def read_file(self, data: bytes, name: str, own: Mapping[str, FormDefinition] = _NONE) -> FileRead:
        """What the file is; the name is shown, never trusted. NoReaderError when nothing can be read now.

        `own`: the forms that the sender's office taught, by key: a key never stands for another form.
        """
        try:
            read: FileRead = self.room.do("read_file", data, name, self._known(own))
        except UnreadableFileError as refused:
            read = FileRead(unreadable=refused.reason, detail=refused.detail)
        except JobFailedError as fault:
            return FileRead(unreadable="damaged", detail=f"{FAULT}{fault}")
        if read.reading is not None:
            captions = {**self._forms, **own}[read.reading.form].captions
            return replace(read, pictures=self._pictures(data, captions)) if captions else read
        return self._instead(read, data) if read.unreadable in _NO_TABLES else read

    def _pictures(self, data: bytes, captions: tuple[str, ...]) -> tuple[tuple[BookPicture, PrintCopy], ...]:
        """The pictures on the sheets of a form, each with its copy; none where they cannot be had in time."""
        try:
            found: tuple[BookPicture, ...] = self.room.do("book_pictures", data, captions)
        except (UnreadableFileError, JobFailedError):
            return ()
        return tuple((replace(one, data=b""), self.print_copy(one.data)) for one in found)

    def _known(self, own: Mapping[str, FormDefinition]) -> Shared:
        """All forms of an office, sent to a reader once for many files."""
        keys = tuple(own)
        found = self._shared.get(keys)
        if found is None:
            if len(self._shared) >= _KEPT:
                self._shared = {(): self._shared[()]}
            found = self._shared[keys] = Shared({**self._forms, **own})
        return found

    def _instead(self, read: FileRead, data: bytes) -> FileRead:
        """What is no table, looked at as a picture or a document."""
        if read.detail == "numbers":  # packed like an archive, and nothing to unpack
            return read
        seen = self._seen(data)
        if seen.kind is Kind.ARCHIVE:
            return replace(read, unreadable="archive")
        if seen.kind is Kind.OTHER:
            return read
        return replace(read, seen=seen, copy=self.print_copy(data) if seen.kind is Kind.PICTURE else None)

    def learn(self, data: bytes, name: str, own: Mapping[str, FormDefinition]) -> Learnt | NotAForm:
        """The form that a blank shows, or why none. Raises UnreadableFileError."""
        try:
            found: FormRead | NotAForm = self.room.do("learn_file", data, name, self._known(own))
        except JobFailedError as fault:
            raise UnreadableFileError("damaged", f"{FAULT}{fault}") from fault
        return found.learnt() if isinstance(found, FormRead) else found

    def look_at(self, data: bytes, *, for_codes: bool = True) -> Shot:
        """What a photo shows; codes are only looked for where that is wanted, because it takes time."""
        return Shot(self._seen(data).identities if for_codes else (), self.print_copy(data))

    def print_copy(self, data: bytes) -> PrintCopy:
        """A picture's copy for print, or why there is none."""
        try:
            copy: PrintCopy = self.room.do("print_copy", data)
        except UnreadableFileError as refused:
            return PrintCopy(fault=Fault.TOO_LARGE if refused.reason == "too_large" else Fault.DAMAGED)
        except JobFailedError:
            return PrintCopy(fault=Fault.DAMAGED)
        return copy

    def many_on_one(self, numbered: Sequence[tuple[int, bytes]]) -> bytes | None:
        """Pictures with their numbers on one; None where they cannot be drawn."""
        try:
            drawn: bytes = self.room.do("many_on_one", list(numbered))
        except (UnreadableFileError, JobFailedError, NoReaderError):
            return None
        return drawn

    def order_in(self, data: bytes) -> OrderPaper | None:
        """The order that a document is; None if it is none."""
        return self._seen(data).order

    def _seen(self, data: bytes) -> Seen:
        """What bytes show; nothing where they cannot be looked at in time: they are kept all the same."""
        try:
            seen: Seen = self.room.do("look", data)
        except (UnreadableFileError, JobFailedError):
            return Seen(Kind.OTHER)
        return seen

    def read_plan(self, data: bytes) -> tuple[Plan | None, list[PlanProblem]]:
        """The plan in a workbook, or all its problems. JobFailedError for a fault of ours."""
        try:
            plan, problems = self.room.do("read_plan", data, self._works, tuple(self._forms))
        except UnreadableFileError:
            return None, [PlanProblem(sheet="", cell="", code="not_a_workbook")]
        return plan, problems

    def marked(self, data: bytes, marks: Sequence[Mark]) -> bytes | None:
        """The marked copy of somebody's workbook; None of a file that cannot be marked, or that is too large for it."""
        if len(data) > MARKED_AT_MOST:
            return None
        try:
            copy: bytes = self.room.do("mark", data, marks)
        except (UnreadableFileError, JobFailedError, NoReaderError):
            return None
        return copy

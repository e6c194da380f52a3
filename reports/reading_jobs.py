"""What may be asked of the readers: a name -> where the function is, loaded at its first job, in the reader alone.

Such a function is pure, takes and gives plain values, and raises UnreadableFileError for a file it refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final

JOBS: Final[Mapping[str, str]] = {
    "read_file": "reports.file_read:read_file",
    "learn_file": "reports.file_read:learn_file",
    "read_plan": "reports.plan_book:read_plan",
    "mark": "reports.marked_copy:mark",
    "look": "reports.evidence:look",
    "print_copy": "reports.print_copy:print_copy",
    "many_on_one": "reports.print_copy:many_on_one",
    "book_pictures": "reports.book_pictures:book_pictures",
}
FIRST: Final = "read_file"  # what nearly every reader is asked: loaded before the first file comes


def function_of(job: str) -> Callable[..., Any]:
    """The function of a job; KeyError when there is none of that name."""
    module, _, name = JOBS[job].partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function

"""Files are read by processes apart: whatever becomes of one of them, the program goes on and says why."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from domain.errors import UnreadableFileError
from domain.forms.reading_result import Cell, Row
from handlers.file_reading import FAULT, FileReader
from reports import reading_child, reading_jobs
from reports.evidence import look
from reports.file_read import FileRead, read_file
from reports.marked_copy import mark
from reports.marks import Mark
from reports.plan_book import read_plan, write_plan
from reports.reading_room import JobFailedError, NoReaderError, ReadingRoom, Shared
from reports.reading_wire import Done, Failed, Job, Keep, Kept, Ready, Refused, receive, send, untrusted
from tests.plans import small_plan
from tests.samples.making import definitions, draw, to_xlsx

FORM = to_xlsx(draw())
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits as Linux has them")


@pytest.fixture
def room() -> Iterator[ReadingRoom]:
    """A busy machine is no large file: the deadline is far, except where it is what is looked at."""
    made = ReadingRoom(most=2, seconds=60)
    yield made
    made.close()


@pytest.fixture
def hasty() -> Iterator[ReadingRoom]:
    made = ReadingRoom(most=1, seconds=0.3)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The readers know no misdeeds; these tests start them with a registry that does."""
    monkeypatch.setattr("reports.reader_process.CHILD", "tests.reports.misdeeds")


def refusal(room: ReadingRoom, job: str, *arguments: object) -> tuple[str, str]:
    with pytest.raises(UnreadableFileError) as caught:
        room.do(job, *arguments)
    return caught.value.reason, caught.value.detail


def processes(room: ReadingRoom) -> list[subprocess.Popen[bytes]]:
    return [one.reader.process for one in room._free] + [one.process for one in room._busy]


def test_what_is_read_apart_is_what_would_be_read_here(room: ReadingRoom) -> None:
    read = room.do("read_file", FORM, "งาน.xlsx", Shared(definitions()))

    assert read == read_file(FORM, "งาน.xlsx", definitions())
    assert read.reading is not None


def test_a_reader_is_used_again_and_learns_a_shared_value_once(room: ReadingRoom) -> None:
    shared = Shared("ก" * 1000)

    first = room.do("echo", shared, 1)
    (process,) = processes(room)

    assert first == ["ก" * 1000, 1]
    assert room.do("echo", shared, shared) == ["ก" * 1000] * 2
    assert processes(room) == [process]


def test_a_job_that_takes_too_long_is_stopped_and_the_next_is_done(hasty: ReadingRoom) -> None:
    assert refusal(hasty, "sleep") == ("too_large", "time")
    assert processes(hasty) == []
    assert hasty.do("echo", 1) == [1]


@pytest.mark.parametrize("way", ["exit", "abort", "silence"])
def test_a_reader_that_dies_says_that_the_file_is_damaged(room: ReadingRoom, way: str) -> None:
    assert refusal(room, "die", way)[0] == "damaged"
    assert room.do("echo", 1) == [1]


@linux
@pytest.mark.parametrize("way", ["python", "library"])
def test_a_job_that_wants_too_much_memory_is_refused(room: ReadingRoom, way: str) -> None:
    assert refusal(room, "swell", way) == ("too_large", "memory")
    assert processes(room) == []


def test_an_answer_without_end_is_not_taken(room: ReadingRoom) -> None:
    assert refusal(room, "boast")[0] == "damaged"


def test_a_refusal_comes_back_as_it_was(room: ReadingRoom) -> None:
    assert refusal(room, "refuse", "encrypted", "ods") == ("encrypted", "ods")
    assert len(processes(room)) == 1


def test_a_fault_of_ours_is_told_without_the_words_of_the_file(room: ReadingRoom) -> None:
    with pytest.raises(JobFailedError, match=r"ZeroDivisionError at misdeeds.py:\d+") as caught:
        room.do("err", "ความลับ")
    assert "ความลับ" not in str(caught.value)


def test_a_fault_of_ours_makes_a_file_unreadable_and_is_not_hidden(room: ReadingRoom) -> None:
    reader = FileReader(room, {}, ())
    room.do = lambda *_: (_ for _ in ()).throw(JobFailedError("KeyError at rows.py:1"))  # type: ignore[method-assign]

    read = reader.read_file(b"", "x")
    assert read.unreadable == "damaged"
    assert read.detail.startswith(FAULT)
    assert "rows.py:1" in read.detail
    with pytest.raises(JobFailedError):
        reader.read_plan(b"")


def test_a_plan_is_read_apart_too(room: ReadingRoom) -> None:
    reader, data = FileReader(room, definitions(), ("strategy",)), write_plan(small_plan())

    assert reader.read_plan(data) == read_plan(data, ("strategy",), ("strategy",))
    assert reader.read_plan(data)[0] is not None
    assert [problem.code for problem in reader.read_plan(b"%PDF")[1]] == ["not_a_workbook"]


def test_marks_and_evidence_are_made_apart_too(room: ReadingRoom) -> None:
    marks = [Mark("กลยุทธ์ที่ ๓", "B9", "ดูอีกครั้ง", error=False)]

    assert room.do("mark", FORM, marks) == mark(FORM, marks)
    assert room.do("look", b"%PDF-1.7 broken") == look(b"%PDF-1.7 broken")


@pytest.mark.parametrize("job", ["unsendable", "unplain"])
def test_an_answer_that_is_not_plain_is_a_fault_of_ours(room: ReadingRoom, job: str) -> None:
    with pytest.raises(JobFailedError):
        room.do(job)
    assert room.do("echo", 1) == [1]


def test_a_file_that_stops_its_reader_is_unreadable_for_whoever_sent_it(hasty: ReadingRoom) -> None:
    reader = FileReader(hasty, {}, ())
    hasty.do("echo", 1)  # loaded
    os.kill(processes(hasty)[0].pid, signal.SIGSTOP)

    assert reader.read_file(FORM, "x") == FileRead(unreadable="too_large", detail="time")


@posix
def test_a_reader_that_died_while_it_rested_is_replaced(room: ReadingRoom) -> None:
    room.do("echo", 1)
    (process,) = processes(room)
    process.kill()
    process.wait(10)

    assert room.do("echo", 2) == [2]


def test_no_more_readers_work_at_once_than_the_room_has(room: ReadingRoom) -> None:
    seen: list[int] = []
    threads = [threading.Thread(target=lambda: seen.append(room.do("who"))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(seen) == 12
    assert 1 <= len(set(seen)) <= 2


def test_readers_without_work_are_ended() -> None:
    room = ReadingRoom(most=1, seconds=60, rest=0.01)
    room.do("echo", 1)
    for one in processes(room):
        one.wait(30)
    while room._free:
        time.sleep(0.01)
    assert room.do("echo", 2) == [2]
    room.close()


@linux
def test_a_reader_of_a_large_program_is_no_large_reader(room: ReadingRoom) -> None:
    ballast = bytearray(200 * 1024 * 1024)
    ballast[::4096] = b"x" * len(ballast[::4096])

    assert room.do("who") == room.do("who")
    assert len(ballast) > 0


def test_a_woken_room_has_a_reader_and_one_only(room: ReadingRoom) -> None:
    room.wake()
    room.wake()
    (process,) = processes(room)

    assert room.do("who") == process.pid


def test_a_closed_room_ends_its_readers_and_reads_nothing() -> None:
    room = ReadingRoom(most=1, seconds=60)
    room.do("echo", 1)
    (process,) = processes(room)
    room.close()

    assert process.returncode is not None
    room.wake()
    with pytest.raises(NoReaderError):
        room.do("echo", 1)


def test_closing_ends_a_reader_at_work_and_lets_those_who_wait_go() -> None:
    room = ReadingRoom(most=1, seconds=60)
    outcomes: list[BaseException] = []

    def ask() -> None:
        try:
            room.do("sleep")
        except (UnreadableFileError, NoReaderError) as error:
            outcomes.append(error)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    while not room._busy:
        time.sleep(0.01)
    room.close()
    for thread in threads:
        thread.join(30)

    assert len(outcomes) == 2
    assert any(isinstance(error, NoReaderError) for error in outcomes)


def test_a_machine_without_room_for_a_reader_says_so(room: ReadingRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    with pytest.raises(NoReaderError):
        room.do("echo", 1)
    room.wake()
    monkeypatch.undo()
    assert room._starting == 0


def test_a_reader_that_cannot_load_says_nothing_about_a_file(
    room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.reader_process.CHILD", "tests.no_such_module")
    with pytest.raises(NoReaderError, match="did not start"):
        room.do("echo", 1)


@posix
def test_readers_end_with_the_program_they_read_for() -> None:
    program = (
        "import os, signal; import reports.reader_process as r; r.CHILD = 'tests.reports.misdeeds';"
        "from reports.reading_room import ReadingRoom; room = ReadingRoom(most=1);"
        "print(room.do('who'), flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False).stdout
    reader = int(told)
    until = time.monotonic() + 30
    while time.monotonic() < until and _lives(reader):
        time.sleep(0.02)

    assert not _lives(reader)


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@linux
def test_a_reader_has_no_environment_writes_no_files_and_starts_no_programs(
    room: ReadingRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINE_CHANNEL_SECRET", "ความลับ")

    assert set(room.do("environment")) <= {
        "PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "LC_CTYPE", "PYTHAINLP_READ_ONLY",  # the last is our own
    }  # fmt: skip
    assert room.do("write", str(tmp_path / "x")) == "OSError"
    assert not (tmp_path / "x").exists() or not (tmp_path / "x").read_bytes()


def test_what_a_library_prints_does_not_come_between_the_answers(room: ReadingRoom) -> None:
    assert room.do("print") == "done"
    assert room.do("echo", 1) == [1]


class _Code:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.getcwd, ()


@pytest.mark.parametrize(
    "answer",
    [Done(_Code(), 0), Done(os.system, 0), Done(threading.Thread, 0), "no answer", Done(definitions()["strategy"], 0)],
)
def test_nothing_is_made_of_an_answer_but_plain_values(answer: object) -> None:
    with pytest.raises(ValueError, match="an answer that is none"):
        untrusted(pickle.dumps(answer))


def test_plain_values_come_back_as_they_were() -> None:
    row = Row(1, {"a": Cell(1.5, "1.5", "A1"), "b": Cell(date(2027, 3, 1), "x", "B1", nil=True)})

    for answer in (Done([row, None, True, {"ก": b"x"}], 5), Refused("empty", ""), Failed("x"), Ready()):
        assert untrusted(pickle.dumps(answer)) == answer


def test_a_reader_serves_until_its_input_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_child, "_set_alarm", lambda _seconds: None)
    asked, answers = BytesIO(), BytesIO()
    for message in (Keep(7, definitions()), Job("read_file", (FORM, "x", Kept(7))), Job("read_file", (b"", "x", {}))):
        send(asked, message)
    asked.seek(0)

    reading_child.serve(asked, answers, 1)

    answers.seek(0)
    first, second = (untrusted(receive(answers, 1 << 20)) for _ in range(2))
    assert isinstance(first, Done)
    assert isinstance(second, Done)
    assert first.value == read_file(FORM, "x", definitions())
    assert second.value == FileRead(unreadable="empty")
    assert first.peak > 0


@pytest.mark.parametrize(
    ("job", "answer"),
    [("refuse", Refused("empty", "x")), ("swell", Refused("too_large", "memory"))],
)
def test_what_a_job_raises_becomes_an_answer(job: str, answer: object, monkeypatch: pytest.MonkeyPatch) -> None:
    raised: dict[str, BaseException] = {"refuse": UnreadableFileError("empty", "x"), "swell": MemoryError()}

    def fails() -> None:
        raise raised[job]

    monkeypatch.setattr(reading_child, "function_of", lambda _job: fails)
    assert reading_child.done(Job(job, ()), {}) == answer


def test_every_job_has_its_function() -> None:
    for job in reading_jobs.JOBS:
        assert callable(reading_jobs.function_of(job))

"""A whole small office on a stage: the real SDK over HTTP, a local LINE, a real store, and a clock tests may move.

The worker's steps are taken by hand, one after another, so that a story never waits and never races.
"""

from __future__ import annotations

import atexit
import io
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from bot.app import App, build
from bot.clock import Clock
from bot.config import Config, Settings, load_config
from bot.emulator.clock import VirtualClock
from bot.emulator.server import LocalLine
from bot.emulator.world import Bubble, GroupSeed, PersonSeed
from bot.serve import Server, free_port
from bot.worker import Worker
from domain.plan import Plan
from handlers.consent import carrying
from reports.reading_room import ReadingRoom
from storage.engine import make_engine
from storage.files import FileStore
from storage.schema_version import migrate
from storage.store import Store
from tests.plans import START, small_plan

SECRET, TOKEN = "stage-secret", "stage-token"
EK, ARUNEE, NITI, PO, OFFICER, DIRECTOR = (
    "ONE-1111",
    "TWO-2222",
    "LAW-3333",
    "PRO-4444",
    "OFF-5555",
    "DIR-6666",
)
USERS = {code: f"U{n:032x}" for n, code in enumerate((EK, ARUNEE, NITI, PO, OFFICER, DIRECTOR), start=1)}
STRANGER = f"U{99:032x}"
GROUP = f"C{1:032x}"
PHOTO = bytes.fromhex("89504e470d0a1a0a") + b"\0" * 64


def settings_for(line_url: str, folder: Path, port: int) -> Settings:
    """Settings of a bot that talks to the local LINE."""
    return Settings(
        channel_secret=SECRET,
        access_token=TOKEN,
        api_base_url=line_url,
        data_api_base_url=line_url,
        database_url=f"sqlite:///{folder / 'tidtam.db'}",
        files_url=str(folder / "files"),
        public_base_url=f"http://127.0.0.1:{port}",
        host="127.0.0.1",
        port=port,
    )


@cache
def reading_room() -> ReadingRoom:
    """One for all stories of this process: a reader takes half a second to load. A busy machine is no large file."""
    room = ReadingRoom(most=1, seconds=60)
    atexit.register(room.close)
    return room


def phone_of(who: str) -> str:
    """The LINE id of somebody named by their code of the plan, or by that id."""
    return USERS.get(who, who)


def local_line(clock: VirtualClock, phones: Mapping[str, str] = USERS, **more: Any) -> LocalLine:
    """A local LINE with the people of a plan (LINE ids by their codes), a stranger and a group."""
    people = [PersonSeed(user, code, "") for code, user in phones.items()]
    return LocalLine(
        channel_secret=SECRET,
        access_token=TOKEN,
        webhook_url="",
        people=[*people, PersonSeed(STRANGER, "คนแปลกหน้า", "")],
        groups=[GroupSeed(GROUP, "กลุ่มงาน", (*phones.values(), STRANGER), bot_in=True)],
        clock=clock,
        **more,
    )


def one_step(worker: Worker, clock: Clock) -> bool:
    """One thing that a worker does, whatever is next; False if there is nothing to do now."""
    return (
        worker.dispatcher.dispatch_one(clock())
        or worker.fetcher.fetch_one(clock)
        or worker.deliverer.deliver_one(clock())
    )


class Stage:
    """The office, its people's phones, and the bot."""

    def __init__(self, line: LocalLine, app: App, clock: VirtualClock, config: Config) -> None:
        self.line, self.app, self.clock, self.config = line, app, clock, config
        self.store: Store = app.store

    def settle(self) -> None:
        """Let everything that has been said be worked off and answered."""
        assert self.line.wait_idle(10), "an event was not acknowledged"
        while one_step(self.app.worker, self.clock.now):
            pass

    def tick(self) -> None:
        """One tick of the reminders, and what follows."""
        self.app.worker.tick()
        self.settle()

    def says(self, code: str, words: str, *, group: bool = False) -> str:
        """Somebody types; what the bot answers, as text ('' for silence)."""
        chat = GROUP if group else phone_of(code)
        before = len(self.line.messages(chat))
        self.line.say(phone_of(code), words, GROUP if group else None)
        self.settle()
        return self.heard_since(chat, before + 1)

    def sends(self, code: str, name: str, data: bytes, *, group: bool = False) -> str:
        """Somebody attaches a file; what the bot answers."""
        chat = GROUP if group else phone_of(code)
        before = len(self.line.messages(chat))
        self.line.send_file(phone_of(code), name, data, GROUP if group else None)
        self.settle()
        return self.heard_since(chat, before + 1)

    def presses(self, code: str, label: str) -> str:
        """Somebody taps a button of the newest bubble that has it; what the bot answers."""
        chat = phone_of(code)
        action = next(a for b in reversed(self.line.messages(chat)) for a in actions(b.message) if a["label"] == label)
        before = len(self.line.messages(chat))
        if action["type"] == "postback":
            self.line.press(chat, action["data"], action.get("displayText", ""))
        else:
            self.line.say(chat, action["text"])
        self.settle()
        return self.heard_since(chat, before + 1)

    def heard(self, code: str) -> list[str]:
        """Everything the bot has said to somebody in private."""
        return [text_of(b) for b in self.line.messages(phone_of(code)) if b.direction == "out"]

    def heard_since(self, chat: str, count: int) -> str:
        """What the bot said in a chat after the first `count` bubbles."""
        return "\n".join(text_of(b) for b in self.line.messages(chat)[count:] if b.direction == "out")

    def link(self, code: str) -> str:
        """The link in the newest bubble that has one."""
        bubbles = reversed(self.line.messages(phone_of(code)))
        return next(str(a["uri"]) for b in bubbles for a in actions(b.message) if a["type"] == "uri")

    def travel(self, moment: datetime) -> None:
        """Move the clock, and tick."""
        self.clock.travel_to(moment)
        self.tick()

    def statuses(self) -> dict[str, int]:
        """How many messages stand in each status."""
        with self.store.reading() as tx:
            return tx.outbox.counts()

    def states(self) -> dict[str, str]:
        """How each subject's obligation stands."""
        with self.store.reading() as tx:
            office = tx.people.offices()[0]
            return {o.subject.code: o.state for o in tx.work.of_office(office.id, self.clock.now())}


@contextmanager
def staged(
    folder: Path,
    template: Path,
    *,
    plan: Plan | None = None,
    join: bool = True,
    start: datetime = START,
    room: ReadingRoom | None = None,
    phones: Mapping[str, str] = USERS,
) -> Iterator[Stage]:
    """A stage whose people have registered by typing their codes (unless `join` is False).

    `phones`: who has one, LINE ids by the codes of the plan.

    An office registers once in a test run; every later stage of it begins with what came of that, and with empty chats.
    """
    plan = plan or small_plan()
    database, begins = (
        (template.read_bytes(), start) if not join else _joined(template, plan, start, tuple(phones.items()))
    )
    with raised(folder, database, begins, room, phones) as stage:
        if join:
            with stage.line.channel.world.changing():
                stage.line.channel.world.friends.update(phones.values())
                stage.line.channel.world.ever_friends.update(phones.values())
        else:
            _load(stage, plan)
        yield stage


@cache
def _config() -> Config:
    return load_config()


@contextmanager
def raised(
    folder: Path, database: bytes, start: datetime, room: ReadingRoom | None = None, phones: Mapping[str, str] = USERS
) -> Iterator[Stage]:
    """The bot and its local LINE over a database as it stands, with empty chats."""
    clock = VirtualClock(start)
    line = local_line(clock, phones)
    line.start()
    (folder / "tidtam.db").write_bytes(database)
    settings = settings_for(line.base_url, folder, free_port())
    config = _config()
    app = build(config, settings, clock.now, room=room or reading_room())
    server = Server(app.web, settings.host, settings.port)
    server.start()
    line.webhook_url = f"{settings.public_base_url}/webhook"
    try:
        yield Stage(line, app, clock, config)
    finally:
        line.stop()
        server.stop()
        app.store.close()


@cache
def _joined(template: Path, plan: Plan, start: datetime, phones: tuple[tuple[str, str], ...]) -> tuple[bytes, datetime]:
    """The database of an office after everybody with a phone has registered, and when the last of them had."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with raised(folder, template.read_bytes(), start, phones=dict(phones)) as stage:
            _load(stage, plan)
            _join(stage, dict(phones))
            ends = stage.clock.now()
        return (folder / "tidtam.db").read_bytes(), ends


def _load(stage: Stage, plan: Plan) -> None:
    with stage.store.begin() as tx:
        tx.plans.load(plan, {name: form.version for name, form in stage.config.forms.items()})
        tx.commit()


def _join(stage: Stage, phones: Mapping[str, str]) -> None:
    for code, user in phones.items():
        stage.line.follow(user)
        stage.line.press(user, f"agree:{carrying(f'ลงทะเบียน {code}')}", "ยินยอมและเริ่มใช้งาน")
    stage.settle()


def actions(message: Any) -> Iterator[dict[str, Any]]:
    """All actions in a LINE message."""
    if isinstance(message, dict):
        if "label" in message and message.get("type") in ("uri", "postback", "message"):
            yield message
        for value in message.values():
            yield from actions(value)
    elif isinstance(message, list):
        for value in message:
            yield from actions(value)


def text_of(bubble: Bubble) -> str:
    """All words of a bubble, without its buttons."""
    return " / ".join(_words(bubble.message))


def _words(message: Any) -> Iterator[str]:
    if isinstance(message, dict):
        if message.get("type") in ("text", "textV2"):
            yield str(message["text"])
        for key, value in message.items():
            if key not in ("quickReply", "footer"):
                yield from _words(value)
    elif isinstance(message, list):
        for value in message:
            yield from _words(value)


@cache
def filled(blank: bytes, *, achieved: int = 180, evidence: str = "คำสั่งที่ ๔๕/๒๕๖๙") -> bytes:
    """A blank as somebody fills it in: 200 in all; `achieved` above 200 is an error. Made once for each blank."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = book.active
    assert sheet is not None
    row = 8
    while str(sheet.cell(row, 1).value or "").strip() not in ("", "รวม"):
        for column, number in {5: 200, 6: achieved, 7: achieved / 2, 8: 5, 9: 100_000, 10: 90_000, 11: 10_000}.items():
            sheet.cell(row, column).value = number
        for column, words in {12: "ประชุม", 15: evidence}.items():
            sheet.cell(row, column).value = words
        row += 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def store_at(folder: Path, name: str = "tidtam.db") -> Store:
    """A store over what stands in a folder, its schema brought up to date."""
    store = Store(make_engine(f"sqlite:///{folder / name}"), FileStore(str(folder / "files")))
    migrate(store.engine)
    return store

"""The fictional district on a stage, on a clock that stands still: its groups, its schools, and their phones."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.app import build
from bot.config import load_config
from bot.demo.cast import IDS, line_id
from bot.demo.people import PEOPLE
from bot.demo.units import UNITS
from bot.emulator.clock import VirtualClock
from bot.emulator.server import LocalLine
from bot.emulator.world import GroupSeed, PersonSeed
from bot.menus import MenuKeeper, designs
from bot.serve import Server, free_port
from domain.thai import BANGKOK
from handlers.consent import carrying
from storage.schema_version import migrate
from tests.board_office import plan
from tests.stories.stage import SECRET, TOKEN, Stage, reading_room, settings_for

START: Final = datetime(2027, 3, 8, 9, 0, tzinfo=BANGKOK)  # a Monday, four weeks before the strategies are due
GROUP: Final = f"C{1:032x}"
OFFICER, DIRECTOR, HEAD, STAFF = IDS["PLN-6W2E"], IDS["DIR-2M8H"], IDS["GEN-3H9D"], IDS["GEN-7Q4K"]
SCHOOL, OTHER_SCHOOL, TEACHER = line_id(501), line_id(503), line_id(700)
_SCHOOLS: Final = {SCHOOL: "SCH-2A7K", line_id(502): "SCH-4D9M", OTHER_SCHOOL: "SCH-6F3P"}
_NAMES: Final = {person.code: (person.name, person.unit) for person in PEOPLE}
_UNITS: Final = {unit.code: unit.name for unit in UNITS}


class StillClock(VirtualClock):
    """Moves by a thousandth of a second with each look and by jumps, so that every run shows the same times."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._present, self._looking = start, threading.Lock()

    def now(self) -> datetime:
        """The present, a little later each time."""
        with self._looking:
            self._present += timedelta(milliseconds=1)
            return self._present

    def travel_to(self, moment: datetime) -> None:
        """Make `moment` the present, if it is not over."""
        with self._looking:
            self._present = max(self._present, moment)


@contextmanager
def town(folder: Path) -> Iterator[Stage]:
    """The district at work: everybody but a teacher has registered, and the menus stand."""
    clock = StillClock(START)
    phones = [*_people(), PersonSeed(TEACHER, "คุณครูสมใจ ตัวอย่างดี", "ยังไม่ได้ลงทะเบียน")]
    line = LocalLine(
        channel_secret=SECRET,
        access_token=TOKEN,
        webhook_url="",
        people=phones,
        groups=[GroupSeed(GROUP, "ติดตามงาน กลุ่มอำนวยการ", (OFFICER, HEAD, STAFF), bot_in=True)],
        clock=clock,
        quota=None,
    )
    line.start()
    settings = settings_for(line.base_url, folder, free_port())
    config = load_config()
    app = build(config, settings, clock.now, room=reading_room())
    migrate(app.store.engine)
    with app.store.begin() as tx:
        tx.plans.load(plan(items=1), {name: form.version for name, form in config.forms.items()})
        tx.commit()
    server = Server(app.web, settings.host, settings.port)
    server.start()
    line.webhook_url = f"{settings.public_base_url}/webhook"
    stage = Stage(line, app, clock, config)
    try:
        for code, user in [*IDS.items(), *((code, user) for user, code in _SCHOOLS.items())]:
            line.follow(user)
            line.press(user, f"agree:{carrying(f'ลงทะเบียน {code}')}", "ยินยอมและเริ่มใช้งาน")
        stage.settle()
        MenuKeeper(app.store, app.worker.line.rich_menus(), clock.now).stand_up(designs())
        yield stage
    finally:
        line.stop()
        server.stop()
        app.store.close()


def _people() -> Iterator[PersonSeed]:
    for code, user in IDS.items():
        name, unit = _NAMES[code]
        yield PersonSeed(user, name, _UNITS.get(unit, ""))
    for user, code in _SCHOOLS.items():
        name, _ = _NAMES[code]
        yield PersonSeed(user, name, "")

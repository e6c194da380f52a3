"""`demo`: the bot, a local LINE platform, and the fictional district, all in one process and all real."""

from __future__ import annotations

import shutil
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console

from bot.app import App, build
from bot.config import ROOT, Config, Settings
from bot.demo.cast import GROUP, IDS, PHONES
from bot.demo.district import WORKBOOK
from bot.emulator.clock import VirtualClock
from bot.emulator.server import LocalLine
from bot.load import load_plan
from bot.menus import MenuKeeper, designs
from bot.serve import End, Server, free_port
from domain.thai import BANGKOK
from handlers.consent import carrying
from storage.schema_version import migrate

START = datetime(2026, 11, 23, 9, 0, tzinfo=BANGKOK)
BOOKMARKS = (
    ("เปิดงาน E-MES และโครงการ", datetime(2026, 12, 1, 9, 0, tzinfo=BANGKOK)),
    ("วันครบกำหนด E-MES", datetime(2026, 12, 14, 9, 0, tzinfo=BANGKOK)),
    ("7 วันทำการก่อนกำหนด", datetime(2027, 3, 24, 9, 0, tzinfo=BANGKOK)),
    ("3 วันทำการก่อนกำหนด", datetime(2027, 3, 30, 9, 0, tzinfo=BANGKOK)),
    ("วันครบกำหนด", datetime(2027, 4, 2, 9, 0, tzinfo=BANGKOK)),
    ("เลยกำหนด 3 วันทำการ", datetime(2027, 4, 8, 9, 0, tzinfo=BANGKOK)),
)
VAR = ROOT / "var" / "demo"
SECRET, TOKEN = "demo-channel-secret", "demo-access-token"
AGREED = "ยินยอมและเริ่มใช้งาน"
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Demo:
    """The running parts."""

    line: LocalLine
    app: App
    server: Server

    @property
    def address(self) -> str:
        """The page of phones."""
        return self.line.base_url

    def stop(self) -> None:
        """Stop everything in order."""
        self.line.stop()
        self.server.stop()
        self.app.worker.stop()
        self.app.store.close()


def start_demo(config: Config, *, var: Path, port: int = 0, bot_port: int = 0) -> Demo:
    """Start everything on this machine; ports 0 take free ones. People register by typing their codes."""
    clock = VirtualClock(START)
    ticking = threading.Event()
    line = LocalLine(
        channel_secret=SECRET,
        access_token=TOKEN,
        webhook_url="",
        people=PHONES,
        groups=(GROUP,),
        clock=clock,
        bookmarks=BOOKMARKS,
        on_travel=ticking.set,
    )
    line.start(port=port)
    settings = _settings(line.base_url, var, bot_port or free_port())
    app = build(config, settings, clock.now, tick_seconds=10)
    migrate(app.store.engine)
    load_plan(app.store, config, WORKBOOK.read_bytes(), clock.now())
    server = Server(app.web, settings.host, settings.port)
    server.start()
    line.webhook_url = f"{settings.public_base_url}/webhook"
    app.worker.start()
    for code, user_id in IDS.items():
        line.follow(user_id)
        line.press(user_id, f"agree:{carrying(f'ลงทะเบียน {code}')}", AGREED)
    line.wait_idle(PATIENCE)
    app.worker.wait_idle(PATIENCE)
    MenuKeeper(app.store, app.worker.line.rich_menus(), clock.now).stand_up(designs())
    app.worker.tick()
    app.worker.wait_idle(PATIENCE)  # so that nothing is logged behind the address that `show` ends with
    threading.Thread(target=_tick_after_travel, args=(ticking, app), name="travel", daemon=True).start()
    return Demo(line, app, server)


def _tick_after_travel(ticking: threading.Event, app: App) -> None:
    """A clock that jumps does not wait for the metronome."""
    while True:
        ticking.wait()
        ticking.clear()
        app.worker.tick()


def _settings(line_url: str, var: Path, port: int) -> Settings:
    return Settings(
        channel_secret=SECRET,
        access_token=TOKEN,
        api_base_url=line_url,
        data_api_base_url=line_url,
        database_url=f"sqlite:///{var / 'tidtam.db'}",
        files_url=str(var / "files"),
        public_base_url=f"http://127.0.0.1:{port}",
        host="127.0.0.1",
        port=port,
    )


def show(config: Config, *, port: int, fresh: bool, console: Console) -> None:
    """Run the demo until it is asked to end."""
    end = End()
    if fresh:
        shutil.rmtree(VAR, ignore_errors=True)
    console.print("กำลังเตรียมเขตพื้นที่ตัวอย่าง…")
    demo = start_demo(config, var=VAR, port=port, bot_port=port + 1 if port else 0)
    console.print(f"\n  เปิดหน้านี้ในเบราว์เซอร์ได้เลย:  [bold]{demo.address}[/bold]   (หยุดด้วย Ctrl-C)\n")
    end.wait()
    demo.stop()

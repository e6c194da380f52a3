"""`demo`: the bot, a local LINE platform, and the fictional district, all in one process and all real."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console

from bot.app import App
from bot.config import ROOT, Config, Settings
from bot.demo.cast import BOT_USER, GROUPS, PEOPLE
from bot.emulator.clock import VirtualClock
from bot.emulator.server import LocalLine
from bot.serve import Server, wait_for_the_end
from domain.thai import BANGKOK

START = datetime(2026, 11, 23, 9, 0, tzinfo=BANGKOK)
BOOKMARKS = (
    ("7 วันทำการก่อนกำหนด", datetime(2027, 3, 24, 9, 0, tzinfo=BANGKOK)),
    ("3 วันทำการก่อนกำหนด", datetime(2027, 3, 30, 9, 0, tzinfo=BANGKOK)),
    ("วันครบกำหนด", datetime(2027, 4, 2, 9, 0, tzinfo=BANGKOK)),
    ("เลยกำหนด 3 วันทำการ", datetime(2027, 4, 8, 9, 0, tzinfo=BANGKOK)),
)
PLAN = Path(__file__).with_name("district.xlsx")
VAR = ROOT / "var" / "demo"
SECRET, TOKEN = "demo-channel-secret", "demo-access-token"


@dataclass(frozen=True, slots=True)
class Demo:
    """The running parts."""

    line: LocalLine
    app: App
    server: Server
    clock: VirtualClock

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
    line = LocalLine(
        channel_secret=SECRET,
        access_token=TOKEN,
        webhook_url="http://127.0.0.1:9/webhook",
        people=PEOPLE,
        groups=GROUPS,
        clock=clock,
        bookmarks=BOOKMARKS,
        bot_user_id=BOT_USER,
    )
    line.start(port=port)
    settings = Settings(
        channel_secret=SECRET,
        access_token=TOKEN,
        api_base_url=line.base_url,
        data_api_base_url=line.base_url,
        database_url=f"sqlite:///{var / 'tidtam.db'}",
        files_url=str(var / "files"),
        public_base_url=f"http://127.0.0.1:{bot_port}",
        host="127.0.0.1",
        port=bot_port,
    )
    raise NotImplementedError(settings)


def show(config: Config, *, port: int, fresh: bool, console: Console) -> None:
    """Run the demo until it is asked to end."""
    if fresh:
        shutil.rmtree(VAR, ignore_errors=True)
    demo = start_demo(config, var=VAR, port=port, bot_port=port + 1)
    console.print(f"\n  เปิดหน้านี้ในเบราว์เซอร์ได้เลย:  [bold]{demo.address}[/bold]   (หยุดด้วย Ctrl-C)\n")
    wait_for_the_end()
    demo.stop()

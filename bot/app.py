"""The composition root: with `app_web` the only place where the parts of the machine meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from wsgiref.types import WSGIApplication

from bot.account_name import AccountName
from bot.app_line import make_line
from bot.app_web import build_web, make_links, open_store
from bot.clock import Clock
from bot.config import Config, Settings
from bot.courtesy import Courtesy
from bot.deliver import Deliverer
from bot.dispatch import Dispatcher
from bot.erasing import Eraser
from bot.fetch import Fetcher
from bot.group_members import GroupMembers
from bot.group_names import GroupNames
from bot.line.rates import Rates
from bot.menu_links import MenuLinks
from bot.menus import MenuRenewal
from bot.quota import QuotaKeeper
from bot.rehearsal import Rehearser
from bot.web.app import create_app
from bot.work_meters import Counted, WorkMeters
from bot.worker import Worker
from handlers.file_reading import FileReader
from handlers.own_forms import OwnForms
from handlers.routing import Context
from handlers.wording.voice import Voice
from reports.reading_room import ReadingRoom
from storage.group_members import Usual
from storage.presence import Presence
from storage.store import Store, Transaction

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class App:
    """One process's parts."""

    store: Store
    web: WSGIApplication
    worker: Worker


def build_worker(
    config: Config,
    settings: Settings,
    store: Store,
    clock: Clock,
    *,
    tick_seconds: float = 30,
    room: ReadingRoom | None = None,
) -> Worker:
    """The working half. `room`: where files are read, its own unless given."""
    rates = Rates(store)
    line = make_line(settings, rates, clock)
    room = room or ReadingRoom()
    files = FileReader(room, config.forms, config.works)
    learnt = OwnForms()
    links, name = make_links(config, settings), AccountName(config.bot.basic_id, line)

    def make_context(tx: Transaction, now: datetime) -> Context:
        return Context(
            now=now,
            tx=tx,
            voice=Voice(config.bot.particle),
            forms=config.forms,
            files=files,
            works={name: work.states for name, work in config.works.items()},
            rules=config.rules(),
            links=links,
            rehearser=Rehearser(make_context),
            usual_says=config.bot.groups_say,
            learnt=learnt,
            link_hours=config.links.hours,
            largest_megabytes=config.uploads.max_megabytes,
            templates=config.documents.folder,
            keep=config.keep.terms(),
            calendar_with=config.work_calendar,
            basic_id=name,
            monthly=config.quota.monthly,
            reserve=config.quota.reserve,
            groups_digest=config.bot.groups_digest,
            morning=config.morning_rules(),
            agencies=tuple(one.agency() for one in config.agencies),
        )

    presence, courtesy, meters = Presence(store.engine), Courtesy(line), WorkMeters()
    read_file = meters.timed(files.read_file)
    dispatcher = Dispatcher(
        store, courtesy, make_context, config.bot.names, read_file, files.look_at, learnt, presence.number
    )
    fetcher = Fetcher(store, line, config.uploads.max_megabytes * MEGABYTE, presence.number, room.wake)
    keeper = QuotaKeeper(store, line, config.quota.monthly, config.quota.reserve)
    deliverer = Deliverer(store, Counted(line, meters), rates, keeper, config.work_calendar().hours)
    menus, newer = MenuLinks(store, line.rich_menus(), clock), MenuRenewal(store, line.rich_menus(), clock)
    names, eraser = GroupNames(store, line.groups(), clock), Eraser(store, config.keep.terms(), clock)
    usual = Usual(config.bot.groups_say, config.bot.groups_digest)
    members = GroupMembers(store, line.groups(), usual, clock)
    periodic = (menus, newer, names, members, eraser, name)
    parts = (store, line, presence, courtesy, dispatcher, fetcher, deliverer, room)
    return Worker(*parts, *periodic, clock, tick_seconds, meters=meters)


def build(
    config: Config, settings: Settings, clock: Clock, *, tick_seconds: float = 30, room: ReadingRoom | None = None
) -> App:
    """Web and worker in one process: the webhook rings the worker's bell."""
    store = open_store(settings)
    worker = build_worker(config, settings, store, clock, tick_seconds=tick_seconds, room=room)
    services = build_web(config, settings, store, clock)
    services.belongs_to(worker.inbox_bell.ring, worker.meters.registry)
    return App(store, create_app(services), worker)

"""The web half of the composition root. Apart from `app`, so that a web process loads neither SDK nor spreadsheets."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import Clock
from bot.config import Config, Settings
from bot.links import Links
from bot.web.services import Services
from storage.engine import make_engine
from storage.files import FileStore
from storage.store import Store


def open_store(settings: Settings) -> Store:
    """The database and the file store that the environment names."""
    return Store(make_engine(settings.database_url), FileStore(settings.files_url))


def make_links(config: Config, settings: Settings) -> Links:
    """The maker of signed links."""
    return Links(
        channel_secret=settings.channel_secret,
        public_base_url=settings.public_base_url,
        life=timedelta(hours=config.links.hours),
    )


def build_web(config: Config, settings: Settings, store: Store, clock: Clock) -> Services:
    """What the web half needs."""
    return Services(
        store, clock, make_links(config, settings), settings.channel_secret, config.bot.names, config.quota.monthly
    )

"""The web half of the composition root. Apart from `app`, so that a web process loads neither SDK nor spreadsheets."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import Clock
from bot.config import Config, Settings
from bot.links import Links
from bot.web.services import Services
from domain.works import Work
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


def works_of(config: Config) -> dict[str, Work]:
    """The kinds of work, by their keys."""
    return {key: Work(key, work.title, work.states) for key, work in config.works.items()}


def subject_words_of(config: Config) -> dict[str, str]:
    """The word before the number of a subject, by form: กลยุทธ์ที่."""
    return {name: form.subject_word for name, form in config.forms.items()}


def build_web(config: Config, settings: Settings, store: Store, clock: Clock) -> Services:
    """What the web half needs."""
    return Services(
        store=store,
        clock=clock,
        links=make_links(config, settings),
        channel_secret=settings.channel_secret,
        bot_names=config.bot.names,
        calendar_with=config.work_calendar,
        works=works_of(config),
        subject_words=subject_words_of(config),
        monthly=config.quota.monthly,
    )

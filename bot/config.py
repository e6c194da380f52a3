"""Configuration: `config.yaml` for what an office may change, the environment for secrets and addresses.

Every mistake is named at once; unknown keys are mistakes; secrets never stand in the file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from bot.config_agencies import AgencySection, all_different
from bot.config_documents import DocumentsSection
from bot.config_reminders import RemindersSection
from domain.calendar import OfficeHours, WorkCalendar
from domain.critical_path import Need, OfficeStep, usual_need
from domain.disclosure import GroupSays
from domain.errors import TidtamError
from domain.forms.checks import problems_of
from domain.forms.definition import FormDefinition
from domain.keeping import Terms
from domain.lifecycle import State
from domain.morning import MorningRules
from domain.nagging import Rules

ROOT = Path(__file__).parent.parent
DEFAULT_FILE = ROOT / "config.yaml"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same safe loader in C, eight times as fast


class ConfigError(TidtamError):
    """The configuration has mistakes."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n" + "\n".join(problems))
        self.problems = problems


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BotSection(_Section):
    """How the bot is called and speaks."""

    names: tuple[str, ...]
    particle: Literal["ค่ะ", "ครับ"] = "ค่ะ"
    groups_say: GroupSays = GroupSays.COUNTS
    groups_digest: bool = False
    basic_id: str = Field(default="", pattern=r"^(@[\w.-]{2,30})?$")


class HoursSection(_Section):
    """Office hours and the hour of the day's reminders, Bangkok time."""

    opens: time
    closes: time
    lunch: tuple[time, time]
    digest: time


class OwnDayOff(_Section):
    """A day off of this office that the government's list lacks."""

    date: date
    name: str


class CalendarSection(_Section):
    """Corrections to the government's days off."""

    days_off: tuple[OwnDayOff, ...] = ()
    working_days: tuple[date, ...] = ()


class ReviewsSection(_Section):
    """How many working days a form may wait for an officer before the officer is chased for it."""

    after: int = Field(default=3, ge=0, le=30)


class QuotaSection(_Section):
    """Paid messages a month (LINE's own figure wins when it is known), and how many of them reminders leave over."""

    monthly: int = Field(ge=0)
    reserve: int = Field(ge=0)


class LinksSection(_Section):
    """How long a link to a file works."""

    hours: int = Field(gt=0, le=24 * 366)


class UploadsSection(_Section):
    """What may be sent to the bot."""

    max_megabytes: int = Field(gt=0, le=200)


class KeepSection(_Section):
    """How many days what people send is kept. See `domain.keeping`."""

    words: int = Field(ge=7, le=3660)
    answers: int = Field(ge=7, le=3660)
    unplaced: int = Field(ge=30, le=3660)
    parked: int = Field(ge=30, le=3660)

    def terms(self) -> Terms:
        """The same in the words of the domain."""
        return Terms(**self.model_dump())


class WorkSection(_Section):
    """A work of the manual and the states its obligations pass through."""

    title: str
    states: tuple[State, ...]
    steps_need: dict[OfficeStep, Annotated[int, Field(ge=0, le=60)]] | None = None

    def need(self) -> Need:
        """Working days of the office's own steps after a form is in: as configured, else the usual ones."""
        return usual_need(self.states) if self.steps_need is None else self.steps_need


class Config(_Section):
    """The whole of config.yaml."""

    bot: BotSection
    hours: HoursSection
    calendar: CalendarSection
    reminders: RemindersSection
    reviews: ReviewsSection = ReviewsSection()
    quota: QuotaSection
    links: LinksSection
    documents: DocumentsSection = DocumentsSection()
    uploads: UploadsSection
    keep: KeepSection
    works: dict[str, WorkSection]
    agencies: Annotated[tuple[AgencySection, ...], AfterValidator(all_different)] = ()
    forms: dict[str, FormDefinition]

    @field_validator("forms")
    @classmethod
    def _checks_compile(cls, forms: dict[str, FormDefinition]) -> dict[str, FormDefinition]:
        problems = [f"{name}: {problem}" for name, form in forms.items() for problem in problems_of(form)]
        if problems:
            raise ValueError("; ".join(problems))
        return forms

    @model_validator(mode="after")
    def _files_outlive_their_links(self) -> Self:
        if self.links.hours > self.keep.answers * 24:
            raise ValueError("links.hours: longer than keep.answers, after which the files behind them are erased")
        return self

    @model_validator(mode="after")
    def _reminders_have_their_hour(self) -> Self:
        if not self.work_calendar().hours.include(self.hours.digest):
            raise ValueError("hours.digest: the office is closed then, so that nothing would ever be sent")
        return self

    def rules(self) -> Rules:
        """The ladders as the rules of reminding want them."""
        return self.reminders.rules(self.hours.digest)

    def morning_rules(self) -> MorningRules:
        """What the officers' morning list goes by."""
        needs = {name: work.need() for name, work in self.works.items()}
        return MorningRules(review_after=self.reviews.after, needs=needs)

    def work_calendar(
        self, days_off: Mapping[date, str] | None = None, working_days: frozenset[date] = frozenset()
    ) -> WorkCalendar:
        """The office's calendar: the government's days off, this file's corrections, and those of the plan."""
        hours = OfficeHours(opens=self.hours.opens, closes=self.hours.closes, lunch=self.hours.lunch)
        own = {day.date: day.name for day in self.calendar.days_off}
        return WorkCalendar(hours, {**own, **(days_off or {})}, frozenset(self.calendar.working_days) | working_days)


def load_config(path: Path = DEFAULT_FILE) -> Config:
    """Read and check a configuration file; ConfigError with every mistake at once.

    A form may be the name of a file beside the configuration instead of the definition itself, and so is the folder of
    the office's documents named.
    """
    try:
        raw: Any = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - it is a safe one
        return Config.model_validate(_with_form_files(raw, path.parent), context={"folder": path.parent})
    except (OSError, yaml.YAMLError) as unreadable:
        raise ConfigError([f"{path.name}: {unreadable}"]) from unreadable
    except ValidationError as invalid:
        raise ConfigError(
            [f"{path.name}: {'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in invalid.errors()]
        ) from invalid


def _with_form_files(raw: Any, folder: Path) -> Any:
    """The same with each form that is a file's name read from it; ConfigError with every file that cannot be."""
    forms = raw.get("forms") if isinstance(raw, dict) else None
    if not isinstance(forms, dict):
        return raw
    problems: list[str] = []
    read = {
        name: _form_file(folder / form, problems) if isinstance(form, str) else form for name, form in forms.items()
    }
    if problems:
        raise ConfigError(problems)
    return {**raw, "forms": read}


def _form_file(path: Path, problems: list[str]) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - it is a safe one
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as unreadable:
        problems.append(f"{path.name}: {unreadable}")
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says. Secrets are not shown when printed."""

    channel_secret: str
    access_token: str | None  # None: short-lived ones are issued for the channel id and the secret
    channel_id: str | None = None
    api_base_url: str | None
    data_api_base_url: str | None
    database_url: str
    files_url: str
    public_base_url: str
    host: str
    port: int
    metrics_port: int | None = None  # where `work` shows its figures; None: nowhere

    def __repr__(self) -> str:
        return f"Settings({self.database_url.split('@')[-1]}, {self.public_base_url}, {self.host}:{self.port})"


def read_settings(environment: Mapping[str, str] | None = None, *, line: bool = True) -> Settings:
    """The settings of the environment; ConfigError naming every one that is missing or wrong.

    Without `line` nobody will speak with LINE: its secrets are not read, and may be missing.

    LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN may instead be given as a file's path in *_FILE. Without an
    access token LINE_CHANNEL_ID is enough: LINE then issues tokens of 15 minutes for it and the secret.
    """
    env = os.environ if environment is None else environment
    problems: list[str] = []
    names = ("SECRET", "ACCESS_TOKEN")
    secret, token = (_secret(env, f"LINE_CHANNEL_{name}", problems) if line else None for name in names)
    channel_id = env.get("LINE_CHANNEL_ID") or None
    if secret == "":
        problems.append("LINE_CHANNEL_SECRET: not set (or LINE_CHANNEL_SECRET_FILE)")
    if token == "" and channel_id is None:
        problems.append(
            "LINE_CHANNEL_ACCESS_TOKEN (or LINE_CHANNEL_ACCESS_TOKEN_FILE) or LINE_CHANNEL_ID: neither is set"
        )
    host, port_text, figures = env.get("HOST", "127.0.0.1"), env.get("PORT", "8000"), env.get("METRICS_PORT") or None
    for name, text in (("PORT", port_text), ("METRICS_PORT", figures)):
        if text is not None and not text.isdigit():
            problems.append(f"{name}: not a number: {text}")
    if problems:
        raise ConfigError(problems)
    return Settings(
        channel_secret=secret or "",
        access_token=token or None,
        channel_id=channel_id,
        api_base_url=env.get("LINE_API_BASE_URL") or None,
        data_api_base_url=env.get("LINE_DATA_API_BASE_URL") or env.get("LINE_API_BASE_URL") or None,
        database_url=env.get("DATABASE_URL", "sqlite:///var/tidtam.db"),
        files_url=env.get("FILES_URL", "var/files"),
        public_base_url=env.get("PUBLIC_BASE_URL", f"http://{host}:{port_text}").rstrip("/"),
        host=host,
        port=int(port_text),
        metrics_port=int(figures) if figures else None,
    )


def _secret(env: Mapping[str, str], name: str, problems: list[str]) -> str | None:
    """The secret itself, "" when it is not set, None when its file cannot be read (which is told)."""
    value = env.get(name, "")
    if not value and (path := env.get(f"{name}_FILE")):
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except OSError as unreadable:
            problems.append(f"{name}_FILE: {unreadable}")
            return None
    return value

"""Two offices below one root: what somebody of one types, presses or opens shows nothing of the other."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from domain.phrases.understanding import RULES
from handlers.table import TIMERS
from storage.schema import Base, Unit
from storage.store import Store
from tests.bot.web_client import Web
from tests.country.door import Door, Heard
from tests.country.plans import office_plan
from tests.country.pouring import group_of, pour
from tests.stories.stage import settings_for, store_at

OURS, THEIRS = "ซซฝั่งนี้", "ซซฝั่งโน้น"  # stand in every name and title of one office and of the other
SCHOOLS = 3
ASKERS = ("OFF", "S001-H")
ALL_ASKERS = ("OFF", "DIR", "GENERAL-H", "S001-H", "S002-S")


@dataclass
class Two:
    """Both offices, and what the people of the other one were shown to press."""

    door: Door
    store: Store
    offices: list[int]
    users: Mapping[str, str]  # by registration code
    theirs: tuple[str, ...]


def _users(store: Store) -> dict[str, str]:
    with store.reading() as tx:
        rows = tx._session.execute(text("SELECT code, line_user_id FROM person"))
        return {code: user for code, user in rows}  # noqa: C416 - Row objects, not pairs


@dataclass(frozen=True)
class Lived:
    """A database in which the other office has worked, and the data of all buttons it was shown."""

    folder: Path
    shown: tuple[str, ...]


def _sentences(*, every: bool) -> list[str]:
    """What may be typed: an example of every rule, or of every intent."""
    rules = RULES if every else {rule.intent: rule for rule in reversed(RULES)}.values()
    return [f"say {rule.examples[0]}" for rule in rules]


def _kind(data: str) -> str:
    """The same for buttons that differ by their numbers alone."""
    return re.sub(r"\d+", "0", data)


def live(template: Path, folder: Path, askers: tuple[str, ...], *, every: bool) -> Lived:
    """Let the other office ask for everything that can be asked for, and press what came: one of each kind, or all."""
    shutil.copy(template, folder / "tidtam.db")
    store = store_at(folder)
    pour(store.engine, [office_plan(n, SCHOOLS, mark=mark) for n, mark in enumerate((OURS, THEIRS))])
    door, users = Door(store, settings_for("http://127.0.0.1:9", folder, 1)), _users(store)
    shown: dict[str, None] = {}
    pressed: set[str] = set()
    for asker in askers:
        user = users[f"001-{asker}"]
        for words in _sentences(every=every):
            heard = door.asks(user, words)
            shown |= dict.fromkeys(heard.buttons)
            for data in list(dict.fromkeys(heard.buttons))[:4]:
                kind = data if every else _kind(data)
                if not data.startswith("say ") and kind not in pressed:
                    pressed.add(kind)
                    shown |= dict.fromkeys(door.asks(user, data).buttons)
    store.close()
    numbered = [data for data in shown if re.search(r"\d", data) and not data.startswith("say ")]
    return Lived(folder, tuple(numbered if every else _two_of_each(numbered)))


def _two_of_each(shown: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    for data in shown:
        seen[_kind(data)] += 1
    left, found = Counter({kind: min(2, n) for kind, n in seen.items()}), []
    for data in reversed(shown):
        if left[_kind(data)] > 0:
            left[_kind(data)] -= 1
            found.append(data)
    return found


@pytest.fixture(scope="module")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """The usual one."""
    return live(template, tmp_path_factory.mktemp("lived"), ("OFF",), every=False)


@pytest.fixture(scope="module")
def long_lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Everything asked by everybody; takes minutes."""
    return live(template, tmp_path_factory.mktemp("lived"), ALL_ASKERS, every=True)


@contextmanager
def opened(lived: Lived, folder: Path) -> Iterator[Two]:
    """A copy of such a database."""
    shutil.copytree(lived.folder, folder / "two")
    store = store_at(folder / "two")
    door = Door(store, settings_for("http://127.0.0.1:9", folder / "two", 1))
    with store.reading() as tx:
        offices = [office.id for office in tx.people.offices()]
    yield Two(door, store, offices, _users(store), lived.shown)
    store.close()


@pytest.fixture
def two(lived: Lived, tmp_path: Path) -> Iterator[Two]:
    """A copy of the usual one."""
    with opened(lived, tmp_path) as two:
        yield two


def what_is_theirs(two: Two) -> dict[str, str]:
    """A digest of every row of the other office, by table: those that name it, its units, its people or its debts."""
    other, kept = two.offices[1], {}
    with two.store.reading() as tx:
        run = tx._session.execute
        units = {row[0] for row in run(select(Unit.id).where(Unit.office_id == other))}
        ids = {"unit": units}
        for table in Base.metadata.sorted_tables:
            keys = [(key.parent.name, key.column.table.name) for column in table.columns for key in column.foreign_keys]
            mine = [
                dict(row._mapping)
                for row in run(select(table))
                if getattr(row, "office_id", None) == other
                or any(getattr(row, column) in ids.get(named, ()) for column, named in keys)
            ]
            if "id" in table.c and table.name != "unit":
                ids[table.name] = {row["id"] for row in mine}
            kept[table.name] = hashlib.sha256(json.dumps(mine, default=str).encode()).hexdigest()
    return kept


def check(heard: Heard, two: Two, what: str) -> None:
    said = json.dumps(heard.messages, ensure_ascii=False)
    assert THEIRS not in said, (what, said)
    others = {user for code, user in two.users.items() if code.startswith("001-")} | {group_of(1)}
    assert not heard.to & others, what


def press_all(two: Two, asker: str) -> None:
    """Somebody of ours presses every button of theirs."""
    before = what_is_theirs(two)
    for data in two.theirs:
        check(two.door.asks(two.users[f"000-{asker}"], data), two, data)
    assert what_is_theirs(two) == before


def say_all(two: Two, asker: str, *, every: bool) -> None:
    """Somebody of ours says everything that can be said, of units of theirs."""
    before = what_is_theirs(two)
    with two.store.reading() as tx:
        units = [unit for unit in tx.people.units(two.offices[1]) if unit.kind in ("school", "group")]
    names = [name for unit in units for name in (unit.called.removesuffix(THEIRS).strip(), unit.smis_code) if name]
    for number, words in enumerate(_sentences(every=every)):
        asked = f"{words} {names[number % len(names)]}"
        check(two.door.asks(two.users[f"000-{asker}"], asked), two, asked)
    assert what_is_theirs(two) == before


def test_the_other_office_has_shown_buttons_of_every_kind(lived: Lived) -> None:
    assert len({data.split(":")[0] for data in lived.shown}) > 30


@pytest.mark.parametrize("asker", ASKERS)
def test_no_button_of_another_office_opens_or_changes_anything(two: Two, asker: str) -> None:
    press_all(two, asker)


def test_no_words_reach_another_office(two: Two) -> None:
    say_all(two, "OFF", every=False)


@pytest.mark.soak
@pytest.mark.parametrize("asker", ALL_ASKERS)
def test_nobody_crosses_whatever_they_try(long_lived: Lived, asker: str, tmp_path: Path) -> None:
    with opened(long_lived, tmp_path) as two:
        press_all(two, asker)
        say_all(two, asker, every=True)


def test_a_group_of_another_office_hears_no_name_of_ours(two: Two) -> None:
    with two.store.reading() as tx:
        ours = {unit.called for unit in tx.people.units(two.offices[0]) if not unit.is_office}
        ours |= set(tx.people.names(two.offices[0]).values())
    for words in ("ใครยังไม่ส่ง", "สรุป", "งานของฉัน", "เช็กลิสต์"):
        said = json.dumps(two.door.asks(two.users["000-OFF"], f"say {words}", group_of(1)).messages, ensure_ascii=False)
        assert THEIRS not in said, words
        assert not [name for name in ours if name in said], words


def test_the_clock_tells_each_office_its_own(two: Two) -> None:
    of_them = {user: code[:3] for code, user in two.users.items()}
    two.door.now += timedelta(days=1)
    said = 0
    with two.store.reading() as tx:
        for timer in TIMERS.values():
            for push in timer(two.door.worker.dispatcher.make_context(tx, two.door.now)):
                mark = THEIRS if of_them.get(getattr(push, "to", "")) == "000" else OURS
                said += 1
                assert mark not in repr(push), push
    assert said > 10


def test_no_address_of_the_dashboard_shows_another_office(two: Two) -> None:
    web = Web(two.store)
    web.now = two.door.now

    def link(code: str) -> str:
        with two.store.reading() as tx:
            person = tx.people.by_line(two.users[code])
            assert person is not None
            return web.links.dashboard(person.id, web.now).removeprefix("https://bot.example").split("?")[0]

    def pages(start: str, most: int) -> dict[str, str]:
        found, left = dict[str, str](), [""]
        while left and len(found) < most:
            asked = left.pop(0)
            if asked in found:
                continue
            answer = web.client.get(f"{start}{asked}")
            found[asked] = answer.text if answer.status_code == 200 else ""
            left += [one.replace("&amp;", "&") for one in re.findall(r'href="(\?[^"]+)"', found[asked])]
        return found

    theirs = pages(link("001-OFF"), 11)
    assert len(theirs) == 11
    assert any(THEIRS in page for page in theirs.values())
    for asker in ("OFF", "S001-H"):
        mine = link(f"000-{asker}")
        for page in theirs:
            assert THEIRS not in web.client.get(f"{mine}{page}").text, page


def test_what_stands_above_offices_is_nobodys_and_shows_nothing(two: Two) -> None:
    with two.store.reading() as tx:
        (top,) = tx._session.scalars(select(Unit).where(Unit.parent_id.is_(None)))
        assert (top.office_id, top.is_office) == (None, False)
        assert [office.parent_id for office in tx.people.offices()] == [top.id, top.id]
        assert tx.plans.of_year(two.offices[0], 2570).office.parent is None

"""Menus stand up once, change when they change, and heal after a crash at any call; nobody else's are touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.line.rich_menus import MenuCallError, RichMenus
from bot.menu_links import REST
from bot.menus import Design, MenuKeeper, MenuRenewal, design
from bot.menus import designs as all_designs
from domain.menus import MenuKind
from handlers.wording.menu import menu
from storage.store import Store
from tests.bot.office_menus import OfficeMenus
from tests.stories.stage import SECRET, TOKEN, USERS

EK, ARUNEE, OFFICER, DIRECTOR = "ONE-1111", "TWO-2222", "OFF-5555", "DIR-6666"
Office = Callable[[Store], OfficeMenus]


@pytest.fixture(scope="module")
def designs() -> list[Design]:
    return all_designs()


@pytest.fixture
def open_office(designs: list[Design]) -> Iterator[Office]:
    opened: list[OfficeMenus] = []

    def open_one(store: Store) -> OfficeMenus:
        opened.append(OfficeMenus(store, designs))
        return opened[-1]

    yield open_one
    for office in opened:
        office.line.stop()


@pytest.fixture
def office(store: Store, open_office: Office) -> OfficeMenus:
    return open_office(store)


def of_another(office: OfficeMenus, designs: list[Design], name: str = "แคมเปญของฝ่ายอื่น") -> str:
    """A menu that stands at LINE with its picture."""
    menu_id = office.calls.create(name, designs[0].body)
    office.calls.upload(menu_id, designs[0].picture)
    return menu_id


def name_of(designs: list[Design], kind: MenuKind) -> str:
    return next(d.name for d in designs if d.kind is kind)


def assert_all_well(office: OfficeMenus, designs: list[Design], *others: str) -> None:
    """What an office should look like, whatever has happened before; and that standing up again changes nothing."""
    assert office.names() == sorted([*(d.name for d in designs), *others])
    pictures = {m.body["name"]: m.image for m in office.line.channel.rich_menus.all()}
    assert all(pictures[d.name] == d.picture for d in designs)
    for code in USERS:
        kind = MenuKind.OVERSEER if code in (OFFICER, DIRECTOR) else MenuKind.MEMBER
        assert office.sees(code) == name_of(designs, kind), code
    default = office.line.channel.rich_menus.default()
    assert name_of(designs, MenuKind.STRANGER) == next(m.name for m in office.listed() if m.menu_id == default)
    office.changes()
    stood = office.keeper.stand_up(designs)
    assert (stood.made, stood.default_set, stood.linked, stood.deleted) == (frozenset(), False, 0, 0)
    assert office.changes() == []


def test_everybody_sees_the_menu_of_their_role_and_a_stranger_the_default_one(
    office: OfficeMenus, designs: list[Design]
) -> None:
    stood = office.stand_up()

    assert stood.made == frozenset(MenuKind)
    assert (stood.default_set, stood.linked, stood.deleted) == (True, len(USERS), 0)
    assert_all_well(office, designs)


def test_pressing_a_tile_says_its_words_where_the_picture_shows_it(office: OfficeMenus) -> None:
    office.stand_up()

    shown = office.line.channel.rich_menus.shown_to(USERS[OFFICER])
    assert shown is not None
    spoken = [area["action"]["text"] for area in shown.body["areas"]]
    assert spoken == [button.says for button in menu(MenuKind.OVERSEER).buttons]


def test_a_changed_menu_takes_the_place_of_the_older_one(office: OfficeMenus, designs: list[Design]) -> None:
    office.stand_up()
    foreign = of_another(office, designs)
    office.changes()

    whole = menu(MenuKind.MEMBER)
    changed = design(replace(whole, buttons=(replace(whole.buttons[0], hint="คำใหม่"), *whole.buttons[1:])))
    office.designs = [changed if d.kind is MenuKind.MEMBER else d for d in designs]
    stood = office.stand_up()

    assert stood.made == {MenuKind.MEMBER}
    assert (stood.default_set, stood.linked, stood.deleted) == (False, 4, 1)
    made = office.changes()
    assert [c.split("/")[0] for c in made] == ["POST richmenu", "POST richmenu", "POST richmenu", "DELETE richmenu"]
    assert_all_well(office, office.designs, "แคมเปญของฝ่ายอื่น")
    assert foreign in [m.menu_id for m in office.listed()]


def test_menus_that_an_older_program_has_left_are_renewed_once_after_a_start(
    office: OfficeMenus, designs: list[Design]
) -> None:
    renewal = MenuRenewal(office.store, office.calls, office.clock.now)
    assert renewal.renew() is None, "where none stand the office does without"
    whole = menu(MenuKind.OVERSEER)
    older = design(replace(whole, buttons=whole.buttons[::-1]))
    office.designs = [older if d.kind is MenuKind.OVERSEER else d for d in designs]
    office.stand_up()
    break_at(office, 0, "refused")

    renewal.beat()
    assert office.sees(OFFICER) == older.name
    office.rest(REST)
    renewal.beat()

    assert_all_well(office, designs)
    renewal.beat()
    assert office.changes() == []


def test_menus_that_a_lost_database_left_are_found_again(office: OfficeMenus, designs: list[Design]) -> None:
    ids = office.stand_up().ids
    with office.store.begin() as tx:
        tx.menus.forget(list(ids.values()))
        tx.commit()

    assert office.stand_up().ids == ids
    assert_all_well(office, designs)


def test_a_menu_that_somebody_deleted_at_line_is_made_again(office: OfficeMenus, designs: list[Design]) -> None:
    ids = office.stand_up().ids
    office.calls.delete(ids[MenuKind.OVERSEER])

    assert office.stand_up().made == {MenuKind.OVERSEER}
    assert_all_well(office, designs)


def break_at(office: OfficeMenus, call: int, answer: str) -> None:
    """After so many calls that go well LINE fails, having done what was asked ("lost") or not ("refused")."""
    for _ in range(call):
        office.line.faults.slow_next(0)  # a fault that is none
    if answer == "refused":
        office.line.faults.refuse_next(500)
    else:
        office.line.faults.drop_after_accepting_next()


CALLS = 13  # of the run below: list; create and upload of three; default asked and set; two groups linked; two deleted


def laid_out(office: OfficeMenus, designs: list[Design]) -> None:
    """Menus of an older version stand, one of them linked, one without a picture; and one that is not ours."""
    older = of_another(office, designs, "tidtam/overseer/00000000")
    office.calls.link(older, [USERS[OFFICER], USERS[DIRECTOR]])
    office.calls.create("tidtam/member/11111111", designs[0].body)
    of_another(office, designs)


def test_the_run_that_is_broken_off_makes_as_many_calls_as_are_broken_off(
    sqlite_store: Store, open_office: Office, designs: list[Design]
) -> None:
    office = open_office(sqlite_store)
    laid_out(office, designs)
    office.line.calls.clear()
    office.stand_up()

    assert len(office.line.calls) == CALLS


@pytest.mark.parametrize("answer", ["refused", "lost"])
@pytest.mark.parametrize("call", range(CALLS))
def test_a_run_that_ends_at_any_call_is_finished_by_the_next(
    sqlite_store: Store, open_office: Office, designs: list[Design], call: int, answer: str
) -> None:
    office = open_office(sqlite_store)
    laid_out(office, designs)
    break_at(office, call, answer)

    with pytest.raises(MenuCallError):
        office.stand_up()
    assert office.sees(OFFICER).startswith("tidtam/overseer/"), "the older menu stays until the new one is linked"
    office.stand_up()

    assert_all_well(office, designs, "แคมเปญของฝ่ายอื่น")


def test_our_menus_are_taken_away_and_nobody_elses(office: OfficeMenus, designs: list[Design]) -> None:
    of_another(office, designs)
    office.stand_up()

    assert office.keeper.remove() == 3
    assert office.names() == ["แคมเปญของฝ่ายอื่น"]
    assert {office.sees(code) for code in USERS} == {""}
    assert office.keeper.remove() == 0
    office.stand_up()
    assert_all_well(office, designs, "แคมเปญของฝ่ายอื่น")


REMOVAL = 7  # unlinked in one call; list; default asked and cleared; three deleted


@pytest.mark.parametrize("answer", ["refused", "lost"])
@pytest.mark.parametrize("call", range(REMOVAL))
def test_a_removal_that_ends_at_any_call_is_finished_by_the_next(
    sqlite_store: Store, open_office: Office, call: int, answer: str
) -> None:
    office = open_office(sqlite_store)
    office.stand_up()
    break_at(office, call, answer)

    with pytest.raises(MenuCallError):
        office.keeper.remove()
    office.keeper.remove()

    assert office.names() == []
    assert {office.sees(code) for code in USERS} == {""}
    assert office.links.link_changed() == 0


def test_a_default_menu_that_is_not_ours_survives_the_removal(office: OfficeMenus, designs: list[Design]) -> None:
    office.stand_up()
    office.calls.set_default(of_another(office, designs))

    office.keeper.remove()

    assert {office.sees(code) for code in USERS} == {"แคมเปญของฝ่ายอื่น"}


def types(folder: Path, line_url: str, *words: str) -> Result:
    env = {
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "LINE_API_BASE_URL": line_url,
        "DATABASE_URL": f"sqlite:///{folder / 'tidtam.db'}",
        "FILES_URL": str(folder / "files"),
        "COLUMNS": "200",
    }
    return CliRunner().invoke(main, words, env=env)


def test_the_command_says_what_it_did(
    sqlite_store: Store, open_office: Office, designs: list[Design], tmp_path: Path
) -> None:
    office = open_office(sqlite_store)
    url = office.line.base_url

    first, again, removal = (types(tmp_path, url, "menus", *more) for more in ((), (), ("--remove",)))

    assert first.exit_code == 0, first.output
    assert first.output.count(" made ") == 3
    assert "default set, 6 people linked, 0 older menus deleted" in first.output
    assert again.output.count("stands as it is") == 3
    assert "default as it is, 0 people linked" in again.output
    assert "3 menus taken away" in removal.output
    assert office.names() == []
    assert len(designs) == 3


def test_the_command_ends_with_a_sentence_when_line_refuses(
    sqlite_store: Store, open_office: Office, tmp_path: Path
) -> None:
    office = open_office(sqlite_store)
    office.line.faults.slow_next(0, path="/richmenu/list")
    office.line.faults.refuse_next(
        400, {"message": "The request body has 1 error(s)", "details": [{"message": "too many", "property": "areas"}]}
    )

    refused = types(tmp_path, office.line.base_url, "menus")

    assert refused.exit_code == 1
    said = " ".join(refused.output.split())
    assert said == "LINE did not do what was asked: create a menu: 400 The request body has 1 error(s); areas: too many"
    assert "Traceback" not in refused.output


def test_no_two_keepers_of_one_moment_delete_each_others_menus(office: OfficeMenus, designs: list[Design]) -> None:
    """Only what stood when a run began is deleted by it: a twin that came meanwhile waits for the next run."""

    class Meanwhile(RichMenus):
        """The real calls; before the default menu is looked at, another process makes a menu of the same name."""

        def default(self) -> str | None:
            if len(office.listed()) == len(designs):
                of_another(office, designs, designs[0].name)
            return super().default()

    calls = Meanwhile(office.calls._api, office.calls._blob, office.calls._asker)
    MenuKeeper(office.store, calls, office.clock.now).stand_up(designs)
    assert len(office.listed()) == 4

    office.stand_up()
    assert_all_well(office, designs)

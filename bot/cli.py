"""The commands: `python -m bot X`, also installed as `tidtam X`."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import click
from rich.table import Table

from bot.app_web import build_web
from bot.cli_upkeep import COMMANDS
from bot.clock import system_clock
from bot.config import DEFAULT_FILE, load_config
from bot.logs import set_up_logs
from bot.serve import End, Server
from bot.terminal import console, opened, plainly
from bot.web.app import create_app
from domain.audit import Noted
from domain.thai import local, long_date, weekday_date
from storage.schema_version import migrate, require_current


@click.group()
@click.option("--config", type=click.Path(path_type=Path), default=DEFAULT_FILE, help="Default: config.yaml")
@click.pass_context
def main(context: click.Context, config: Path) -> None:
    """Tidtam: who owes which form by when, in LINE."""
    context.obj = config


for _command in COMMANDS:
    main.add_command(_command)


@main.command()
@click.option("--port", default=8100, help="Port of the page of phones; the bot takes the next one.")
@click.option("--fresh/--keep", default=True, help="Begin with an empty database (default).")
@click.pass_obj
@plainly
def demo(path: Path, port: int, *, fresh: bool) -> None:
    """Bot, local LINE platform and the fictional district in one: no account needed."""
    from bot.demo.show import show

    set_up_logs(readable=True)
    show(load_config(path), port=port, fresh=fresh, console=console)


@main.command()
@click.pass_obj
@plainly
def run(path: Path) -> None:
    """Web and worker in one process, with the real LINE. Brings the schema up to date itself."""
    set_up_logs()
    end = End()
    with opened(path) as (config, settings, store):
        migrate(store.engine)
        services = build_web(config, settings, store, system_clock)
        server = Server(create_app(services), settings.host, settings.port)
        server.start()  # events are kept from now on, while the worker, whose SDK takes its time, is still loading
        console.print(f"listening on {settings.host}:{server.port}")
        from bot.app import build_worker

        worker = build_worker(config, settings, store, system_clock)
        services.belongs_to(worker.inbox_bell.ring, worker.meters.registry)
        worker.start()
        end.wait()
        server.stop()
        worker.stop()


@main.command()
@click.pass_obj
@plainly
def web(path: Path) -> None:
    """The web half: webhook, files, health. Any number of them on PostgreSQL."""
    set_up_logs()
    end = End()
    with opened(path) as (config, settings, store):
        require_current(store.engine)
        server = Server(create_app(build_web(config, settings, store, system_clock)), settings.host, settings.port)
        server.start()
        console.print(f"listening on {settings.host}:{server.port}")
        end.wait()
        server.stop()


@main.command()
@click.pass_obj
@plainly
def work(path: Path) -> None:
    """The working half: inbox, outbox, reminders. Any number of them on PostgreSQL."""
    from bot.app import build_worker
    from bot.work_meters import shown_at

    set_up_logs()
    end = End()
    with opened(path) as (config, settings, store):
        require_current(store.engine)
        worker = build_worker(config, settings, store, system_clock)
        worker.start()
        console.print("working")
        with shown_at(settings.metrics_port, settings.host, worker.meters.registry):
            end.wait()
        worker.stop()


@main.command("migrate")
@click.pass_obj
@plainly
def migrate_command(path: Path) -> None:
    """Bring the database's schema up to date."""
    with opened(path, line=False) as (_, _, store):
        migrate(store.engine)
    console.print("the schema is up to date")


@main.command()
@click.pass_obj
@plainly
def check(path: Path) -> None:
    """Check the configuration, the environment and the connections; name every mistake."""
    with opened(path) as (config, settings, store):
        store.ping()
        require_current(store.engine)
        config.documents.check()
        console.print(
            f"{settings!r}: {len(config.forms)} forms, {len(config.reminders.ladders)} ladders of reminders. All well."
        )


@main.command()
@click.argument("plan", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
@plainly
def load(path: Path, plan: Path) -> None:
    """Load a monitoring plan workbook: people, units, requirements. All of it, or nothing."""
    from bot.load import load_plan, told

    with opened(path, line=False) as (config, _, store):
        migrate(store.engine)
        changes = load_plan(store, config, plan.read_bytes(), system_clock())
    console.print("\n".join(told(changes)), markup=False)
    table = Table("รหัสลงทะเบียน", "ชื่อ", "หน่วยงาน", title="ผู้ที่ยังไม่ได้ลงทะเบียน")
    for code, name, unit in changes.invited:
        table.add_row(code, name, unit)
    console.print(table)


@main.command("carry-over")
@click.argument("year", type=click.IntRange(2500, 2700))
@click.option("--code", default="", help="Code of the office; needed when there are several.")
@click.option("--rounds/--no-rounds", default=True, help="Also the rounds of reports, a year later (default).")
@click.pass_obj
@plainly
def carry_over_command(path: Path, year: int, code: str, *, rounds: bool) -> None:
    """Carry strategies, indicators and rounds over to fiscal YEAR (2571) from the one before; what is there stays."""
    from bot.carry_over import carry_over, told

    with opened(path, line=False) as (config, _, store):
        migrate(store.engine)
        made = carry_over(store, config, system_clock(), year, office_code=code, rounds=rounds)
    console.print("\n".join(told(made, rounds=rounds)), markup=False)


@main.command()
@click.argument("name")
@click.option("--unit", default="", help="Code of the unit they serve. Default: the office itself.")
@click.option("--office", default="", help="Name of an office that does not exist yet.")
@click.option("--code", default="", help="Code of the office; needed when there are several, or for a new one.")
@click.pass_obj
@plainly
def officer(path: Path, name: str, unit: str, office: str, code: str) -> None:
    """Make NAME an officer and print a code to register with: it works once, for seven days."""
    from bot.officers import make_officer

    with opened(path, line=False) as (_, _, store):
        migrate(store.engine)
        made = make_officer(store, system_clock(), name, unit_code=unit, office_code=code, office_name=office)
    console.print(f"{made.name} is an officer in {made.unit}", markup=False)
    if made.code:
        console.print(f"in LINE, in the private chat with the account, they type:  ลงทะเบียน {made.code}", markup=False)
        console.print(f"the code works once, until {long_date(local(made.until).date())}", markup=False)
    else:
        console.print("they have registered already: no code is needed")


@main.command()
@click.pass_obj
@plainly
def requeue(path: Path) -> None:
    """Give parked events another set of attempts, and messages that were held or refused another try."""
    with opened(path, line=False) as (_, _, store), store.begin() as tx:
        now = system_clock()
        events, messages = tx.inbox.requeue_dead(now), tx.undelivered.requeue_parked(now)
        if events or messages:
            tx.audit.note(now, Noted.REQUEUE, "parked", detail={"events": events, "messages": messages})
        tx.commit()
    console.print(f"{events} events and {messages} messages are waiting again")


@main.command()
@click.option("--days", default=90, show_default=True, help="How many days from today.")
@click.pass_obj
@plainly
def rehearse(path: Path, days: int) -> None:
    """Show whom the clock would remind of what on which day, if nobody did anything; nothing is sent or kept."""
    from bot.app import build_worker
    from bot.rehearsal import Rehearser
    from bot.rehearsal_table import days_off, shown, sums

    with opened(path) as (config, settings, store):
        require_current(store.engine)
        dispatcher = build_worker(config, settings, store, system_clock).dispatcher
        now = system_clock()
        last = local(now).date() + timedelta(days=days)
        with store.reading() as tx:
            rehearsal = Rehearser(dispatcher.make_context, patience=None).rehearse(tx, now, last)
    console.print(shown(rehearsal))
    for day, name in days_off(config.work_calendar(), local(now).date(), last):
        console.print(f"{weekday_date(day)}: {name}")
    console.print(sums(rehearsal))


@main.command()
@click.option("--verify", is_flag=True, help="Reckon every line's hash again; ends with 1 at the first that differs.")
@click.option("--known", default="", help="A hash that an earlier run or export showed: is it still there?")
@click.pass_obj
@plainly
def audit(path: Path, *, verify: bool, known: str) -> None:
    """Show how far the audit trails have come and the hash of each one's last line; write those down elsewhere."""
    from bot.audit import damage, trails

    with opened(path, line=False) as (_, _, store):
        require_current(store.engine)
        for trail in trails(store):  # no table: half a hash would be worth nothing
            said = f"{trail.name}: {trail.head.no} lines, last hash {trail.head.hash}"
            console.print(said, soft_wrap=True, markup=False)
        found = damage(store, verify=verify, known=known)
    for sentence in found:
        console.print(sentence, style="red", markup=False)
    if found:
        sys.exit(1)
    if verify:
        console.print("every line is as it was written")


@main.command()
@click.option("--remove", is_flag=True, help="Take our menus away instead.")
@click.pass_obj
@plainly
def menus(path: Path, *, remove: bool) -> None:
    """Stand the menus below the chat up at LINE, a menu for each role; run again, it changes what differs."""
    from bot.app_line import make_line
    from bot.line.rates import Rates
    from bot.menus import MenuKeeper, designs

    with opened(path) as (_, settings, store):
        require_current(store.engine)
        line = make_line(settings, Rates(store), system_clock)
        keeper = MenuKeeper(store, line.rich_menus(), system_clock)
        if remove:
            console.print(f"{keeper.remove()} menus taken away")
            return
        stood = keeper.stand_up(designs())
    table = Table("menu", "", "at LINE")
    for kind, menu_id in stood.ids.items():
        table.add_row(kind, "made" if kind in stood.made else "stands as it is", menu_id)
    console.print(table)
    console.print(
        f"default {'set' if stood.default_set else 'as it is'}, {stood.linked} people linked, "
        f"{stood.deleted} older menus deleted"
    )

"""The commands that keep an installation alive for years: backups, and the look at the channel's set-up."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot.clock import system_clock
from bot.terminal import console, opened, plainly
from domain.thai import local
from storage.backups.archive import Manifest
from storage.backups.restoring import look_at
from storage.backups.restoring import restore as put_back
from storage.backups.sealing import Key, make_key, read_key
from storage.backups.taking import ERASED, Progress, take

_KEY = click.option(
    "--key", "key_path", type=click.Path(dir_okay=False, path_type=Path), help="Key file; see backup-key."
)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@_KEY
@click.pass_obj
@plainly
def backup(config: Path, path: Path, key_path: Path | None) -> None:
    """Back up database and files into PATH while the bot works; in a folder, under a name made of the moment.

    With a key file the backup is encrypted. Ends with 1 if a file that the database names could not be read.
    """
    key, now = _key(key_path), system_clock()
    if path.is_dir():
        path /= f"tidtam-{local(now):%Y%m%d-%H%M%S}.tar.gz{'.age' if key else ''}"
    with opened(config, line=False) as (_, _, store), _progress() as progress:
        manifest = take(store, path, now, key=key, progress=progress)
    console.print(f"{path}: {_told(manifest)}", markup=False, soft_wrap=True)
    lacking = {sha256: why for sha256, why in manifest.absent.items() if why != ERASED}
    for sha256, why in lacking.items():
        console.print(f"a file is not in it: {sha256} ({why})", style="red", markup=False, soft_wrap=True)
    if lacking:
        sys.exit(1)


@click.command()
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@_KEY
@click.option("--replace", is_flag=True, help="The database has content, and the backup takes its place.")
@click.option("--look", is_flag=True, help="Only read the backup and check everything in it; nothing is changed.")
@click.pass_obj
@plainly
def restore(config: Path, path: Path, key_path: Path | None, *, replace: bool, look: bool) -> None:
    """Put a backup back, into SQLite or PostgreSQL, wherever it was taken; stop the bot before.

    The whole backup is checked before anything is changed. An older schema is brought up to date.
    """
    from bot.audit import damage

    key = _key(key_path)
    if look:
        looked = look_at(path, key=key)
        console.print(f"schema {looked.schema}, taken {looked.made_at:%Y-%m-%d %H:%M} UTC: {_told(looked.manifest)}")
        console.print("the backup is whole")
        return
    with opened(config, line=False) as (_, _, store):
        with _progress() as progress:
            looked = put_back(store, path, system_clock(), key=key, replace=replace, progress=progress)
        broken = damage(store, verify=True, known="")
    console.print(f"as of {looked.made_at:%Y-%m-%d %H:%M} UTC: {_told(looked.manifest)}")
    for sentence in broken:
        console.print(f"the audit trail had been changed before the backup was taken: {sentence}", style="red")
    console.print("everything is back, and every checksum is right")


@click.command("backup-key")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@plainly
def backup_key(path: Path) -> None:
    """Make a key file for backups. Keep a copy elsewhere: without it no backup can be put back."""
    public = make_key(path)
    console.print(f"{path}: keep a copy far from the server; without it no backup can be put back", markup=False)
    console.print(f"public half, enough to take backups with: {public}", markup=False, soft_wrap=True)


@click.command()
@click.pass_obj
@plainly
def doctor(config: Path) -> None:
    """Look at everything a bot needs, and ask LINE whether the channel is set up right; ends with 1 if not."""
    from bot.app_line import make_line
    from bot.doctor import Asked, State, examine
    from bot.line.rates import Rates

    signs = {State.FINE: ("ok   ", "green"), State.WRONG: ("wrong", "red"), State.LOOK: ("look ", "yellow")}
    wrong = 0
    with opened(config) as (configured, settings, store):
        line = make_line(settings, Rates(store), system_clock)
        asked = Asked(line.setup(), line.rich_menus(), line.quota)
        for found in examine(configured, settings, store, asked, system_clock):
            wrong += found.state is State.WRONG
            sign, style = signs[found.state]
            by_eye = "ตรวจใน console: " if found.state is State.LOOK else ""
            console.print(sign, style=style, end=" ")
            console.print(f"{by_eye}{found.what}: {found.said}", markup=False, soft_wrap=True, highlight=False)
    console.print("All well, as far as LINE tells." if not wrong else f"{wrong} to be put right.")
    if wrong:
        sys.exit(1)


COMMANDS = (backup, restore, backup_key, doctor)


def _key(path: Path | None) -> Key | None:
    return None if path is None else read_key(path)


@contextmanager
def _progress() -> Iterator[Progress]:
    with console.status("") as status:
        yield status.update


def _told(manifest: Manifest) -> str:
    rows, megabytes = sum(manifest.rows.values()), manifest.file_bytes / 1_000_000
    return f"{rows:,} rows of {len(manifest.rows)} tables, {manifest.files:,} files ({megabytes:,.1f} MB)"

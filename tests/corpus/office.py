"""Workbooks saved again by LibreOffice, where it is there: what a real office program makes of our files."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.corpus.model import Made

SECONDS = 240


def program() -> str | None:
    """LibreOffice's command."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def saved_again(files: list[Made], suffix: str) -> list[Made]:
    """The files as LibreOffice saves them as xlsx, xls or ods; in one run. Empty where LibreOffice is not there."""
    command = program()
    if command is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old"), Path(folder, "new")
        old.mkdir()
        for at, made in enumerate(files):
            Path(old, f"{at}.xlsx").write_bytes(made.data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        names = [str(path) for path in sorted(old.iterdir())]
        subprocess.run(
            [command, profile, "--headless", "--convert-to", suffix, "--outdir", str(new), *names],
            check=True, capture_output=True, timeout=SECONDS,
        )  # fmt: skip
        return [_again(made, Path(new, f"{at}.{suffix}"), suffix) for at, made in enumerate(files)]


def _again(made: Made, path: Path, suffix: str) -> Made:
    name = f"{made.name.rpartition('.')[0]}.{suffix}"
    truth = made.truth | {"container": f"{suffix} of LibreOffice", "upload_name": name}
    return Made(path.read_bytes(), name, truth)

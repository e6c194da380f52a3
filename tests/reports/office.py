"""LibreOffice for tests: converting files and filling them, each process with a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_PYTHON = "/usr/bin/python3"  # the one that LibreOffice's bridge belongs to


def convert(folder: Path, source: str, target: str) -> Path:
    """The file in another format, as LibreOffice saves it; skips where there is no LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    command = [office, profile, "--headless", "--convert-to", target, "--outdir", str(out), str(folder / source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return out / f"{Path(source).stem}.{target.partition(':')[0]}"


def has_bridge() -> bool:
    """Whether LibreOffice can be driven from Python."""
    if not shutil.which("soffice") or not Path(_PYTHON).exists():
        return False
    return subprocess.run([_PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode == 0


def fill(folder: Path, jobs: Path) -> None:
    """Type into files as a person does in LibreOffice, and save them in several formats: see filling_in_office.py."""
    if not has_bridge():
        pytest.skip("LibreOffice cannot be driven from Python")
    script = Path(__file__).with_name("filling_in_office.py")
    subprocess.run([_PYTHON, str(script), str(folder), str(jobs)], check=True, capture_output=True, timeout=300)

"""Run by the Python that LibreOffice's bridge belongs to: opens files, types into cells, saves them in other formats.

Arguments: a folder for the profile, and a JSON file [{"source", "cells": {"A1": "text"}, "targets": [path, ...]}].
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}


def properties(**values: Any) -> tuple[Any, ...]:
    """Named values as the bridge wants them."""
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # noqa: PLC0415 - made by the bridge

    made = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


def desktop(pipe: str) -> Any:
    """The running program, as soon as it answers."""
    import uno  # type: ignore[import-not-found]  # noqa: PLC0415 - only this Python has it

    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(300):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:  # noqa: BLE001 - not there yet: the bridge's own exception, known only at run time
            time.sleep(0.2)
    raise TimeoutError(pipe)


def do(program: Any, job: dict[str, Any]) -> None:
    """One file: typed into its first sheet, saved as each of the targets."""
    document = program.loadComponentFromURL(Path(job["source"]).as_uri(), "_blank", 0, properties(Hidden=True))
    sheet = document.Sheets.getByIndex(0)
    for address, text in job["cells"].items():
        sheet.getCellRangeByName(address).setFormula(text)  # as typed: numbers become numbers
    for target in job["targets"]:
        path = Path(target)
        document.storeToURL(path.as_uri(), properties(FilterName=FILTERS[path.suffix[1:]]))
    document.close(True)  # noqa: FBT003 - the bridge takes no names


def main(folder: str, jobs: str) -> None:
    """Start the program, do every job, and end it."""
    pipe = f"tidtam{Path(folder).name.replace('-', '')}"
    profile = f"-env:UserInstallation={(Path(folder) / 'bridge').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    program = None
    try:
        program = desktop(pipe)
        for job in json.loads(Path(jobs).read_text(encoding="utf-8")):
            do(program, job)
    finally:
        if program is not None:
            program.terminate()
        running.wait(60)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What is installed is what was tested: each library in one version, down to the last one that another one needs."""

from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


def lines() -> list[Requirement]:
    return [Requirement(line) for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()]


def asked_for() -> list[Requirement]:
    """What the project itself names, its tools for development included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(text) for text in (*project["dependencies"], *project["optional-dependencies"]["dev"])]


def holds(requirement: Requirement, extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def test_every_line_names_one_version() -> None:
    for line in lines():
        (only,) = line.specifier
        assert (only.operator, "*" in only.version) == ("==", False), str(line)


def test_every_library_that_is_needed_stands_there_with_those_it_needs() -> None:
    pinned = {canonicalize_name(line.name): line for line in lines() if holds(line)}
    waiting, seen = asked_for(), set[str]()
    while waiting:
        needed = waiting.pop()
        name = canonicalize_name(needed.name)
        assert name in pinned, f"{name} is needed and not pinned"
        (version,) = pinned[name].specifier
        assert needed.specifier.contains(version.version, prereleases=True), f"{pinned[name]} beside {needed}"
        key = f"{name}{sorted(needed.extras)}"
        if key in seen:
            continue
        seen.add(key)
        further = [Requirement(text) for text in distribution(name).requires or ()]
        waiting += [one for one in further if any(holds(one, extra) for extra in ("", *needed.extras))]
    assert set(pinned) == {key.split("[")[0] for key in seen}, "nothing stands there that nobody needs"

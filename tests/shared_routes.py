"""What Flask makes of a route is made once in a process.

Werkzeug compiles for each route of each application two functions that build its address. Every test that stands on a
stage raises two applications of some fifty routes each, and compiling them was half of raising it. What is compiled
depends on what is written in the route alone; the application's own converters are looked up when it is called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

_compile = vars(Rule)["_compile_builder"]
_compiled: dict[Any, Callable[..., Any]] = {}


def share_routes() -> None:
    """From now on for the applications that this process makes, and those forked from it."""
    type.__setattr__(Rule, "_compile_builder", _compile_once)


def _compile_once(rule: Any, append_unknown: bool = True) -> Callable[..., Any]:  # noqa: FBT002 - as werkzeug has it
    if rule.defaults:
        return _compiled_for(rule, append_unknown)
    key = (rule.rule, tuple(rule._trace), append_unknown)
    if key not in _compiled:
        _compiled[key] = _compiled_for(rule, append_unknown)
    return _compiled[key]


def _compiled_for(rule: Any, append_unknown: bool) -> Callable[..., Any]:
    made: Callable[..., Any] = _compile(rule, append_unknown)
    return made

"""Logs: one JSON object a line, times in UTC, ids of rows instead of people and texts; what slips in is masked."""

from __future__ import annotations

import logging
from typing import Any

import structlog

from bot.log_masking import hidden


def set_up_logs(*, readable: bool = False) -> None:
    """Configure logging for this process; `readable`: for a person at a terminal instead of a machine."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Masking(logging.BASIC_FORMAT))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _mask,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(),  # a line and its end in one write: threads never share a line
    )


class _Masking(logging.Formatter):
    """What libraries log, with their tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, masked as a whole."""
        return hidden(super().format(record))


def _mask(_logger: Any, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {name: _masked(value) for name, value in event.items()}


def _masked(value: Any) -> Any:
    """The same value with every text in it masked; what is no plain value becomes text first."""
    match value:
        case None | bool() | float():
            return value
        case str():
            return hidden(value)
        case int():
            return value if hidden(str(value)) == str(value) else hidden(str(value))
        case dict():
            return {hidden(str(name)): _masked(inner) for name, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_masked(inner) for inner in value]
        case _:
            return hidden(repr(value))

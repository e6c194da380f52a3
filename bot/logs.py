"""Logs: one JSON object a line, times in UTC, ids of rows instead of people and texts."""

from __future__ import annotations

import logging

import structlog


def set_up_logs(*, readable: bool = False) -> None:
    """Configure logging for this process; `readable`: for a person at a terminal instead of a machine."""
    logging.basicConfig(level=logging.WARNING)
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )

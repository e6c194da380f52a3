"""What a fiscal year leaves in the tables, multiplied from rows that the bot itself has written. PostgreSQL alone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, text

PHRASES, NAGS, NOTED = 2, 4, 3  # for each debt that is settled, beside its file: typed words, ledger lines, audit lines

_STEPS: Final = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").rstrip().removesuffix(";").split(";\n\n")
_NUMBERED: Final = ("inbox", "upload", "submission", "review", "outbox", "nag")


@dataclass(frozen=True, slots=True)
class Samples:
    """Rows as the bot wrote them, for one event of each kind."""

    file_event: Any
    words_event: Any
    rows: Any
    because: Any
    receipt: Any
    answer: Any
    digest: Any

    def bound(self) -> dict[str, Any]:
        """As parameters."""
        return {name: json.dumps(getattr(self, name), ensure_ascii=False) for name in self.__slots__}


def live_through(engine: Engine, samples: Samples, now: datetime, *, opens: datetime, whole: bool = False) -> int:
    """Let all debts that were due by now come in, and a third of those due soon; returns how many.

    `whole`: everything of the year has come in. What was typed, answered, sent, asked, noted and decided stands beside.
    """
    numbers = {
        "opens": opens, "now": now, "whole": whole, "phrases": PHRASES, "nags": NAGS, "audited": NOTED,
        "noted": '{"from": "submitted", "to": "accepted"}',
    }  # fmt: skip
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # the references hold by themselves
        for step in _STEPS:
            named = set(re.findall(r"(?<!:):(\w+)", step))
            connection.execute(
                text(step), {name: one for name, one in (numbers | samples.bound()).items() if name in named}
            )
        for table in _NUMBERED:
            connection.execute(text(f"SELECT setval('{table}_id_seq', greatest((SELECT max(id) FROM {table}), 1))"))  # noqa: S608 - our own names
        settled = connection.execute(text("SELECT count(*) FROM settled")).scalar_one()
        connection.execute(text("DROP TABLE settled"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    return int(settled)


def bytes_of(engine: Engine) -> dict[str, int]:
    """How much each table takes with its indexes and what lies beside it; tables that are nothing left out."""
    ours = "relkind = 'r' AND relnamespace = 'public'::regnamespace"
    query = f"SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE {ours}"  # noqa: S608 - our own words
    with engine.connect() as connection:
        return {name: size for name, size in connection.execute(text(query)) if size > 65536}

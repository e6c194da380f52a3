"""Plain rows of queries that may find a hundred thousand: past the ORM, and never all in memory twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.orm import Session

AT_ONCE = 2000


class Once(dict[Any, Any]):
    """Of equal values the first: what stands in every other row of many is kept in memory once."""

    def __missing__(self, value: Any) -> Any:
        """Keep what has not been seen before."""
        self[value] = value
        return value


def plain_rows(session: Session, query: Select[*tuple[Any, ...]]) -> Iterator[Row[*tuple[Any, ...]]]:
    """The rows of a query one after another, fetched so many at once."""
    # The option goes with the query: set on the connection it would stay there, and no UPDATE can be a cursor.
    with session.connection().execute(query, execution_options={"yield_per": AT_ONCE}) as result:
        for part in result.partitions():
            yield from part

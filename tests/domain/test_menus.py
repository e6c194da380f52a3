"""The menus below the chat: whose is which, and tiles without a gap between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.menus import HEIGHTS, ROWS, WIDTH, MenuKind, areas, menu_for
from domain.plan import Role
from domain.rights import Right, may


@given(st.sets(st.sampled_from(Role)))
def test_who_may_see_all_has_the_overseers_menu_and_every_other_role_the_members(roles: set[Role]) -> None:
    kind = menu_for(roles)

    assert (kind is MenuKind.OVERSEER) == may(roles, Right.SEE_ALL)
    assert (kind is MenuKind.STRANGER) == (not roles)


@pytest.mark.parametrize("kind", MenuKind)
def test_tiles_cover_the_picture_once(kind: MenuKind) -> None:
    height = HEIGHTS[len(ROWS[kind])]
    placed = list(areas(ROWS[kind]))
    corners = {(x, y) for a in placed for x in (a.x, a.x + a.width) for y in (a.y, a.y + a.height)}

    assert sum(a.width * a.height for a in placed) == WIDTH * height
    assert all(0 <= x <= WIDTH and 0 <= y <= height for x, y in corners)
    for x, y in ((x + dx, y + dy) for x, y in corners for dx in (-1, 0) for dy in (-1, 0)):
        inside = 0 <= x < WIDTH and 0 <= y < height
        hit = [a for a in placed if a.x <= x < a.x + a.width and a.y <= y < a.y + a.height]
        assert len(hit) == inside


@pytest.mark.parametrize("kind", MenuKind)
def test_no_tile_stands_twice_in_a_menu(kind: MenuKind) -> None:
    tiles = [tile for row in ROWS[kind] for tile in row]
    assert len(tiles) == len(set(tiles))

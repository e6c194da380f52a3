"""Whoever waits for an answer that takes long sees that it is being prepared."""

from __future__ import annotations

import inspect
import re

from handlers.table import DEEDS

DRAWN = re.compile(r"\b(?:to_docx|to_pdf|write_booklet|draw_posters|draw_picture|draw_pages)\(")


def test_what_is_worked_out_beforehand_or_drawn_by_the_deed_itself_shows_the_loading_indicator() -> None:
    quick = [deed for deed in (*DEEDS.deeds, *(one.deed for one in DEEDS.dialogues)) if not deed.slow]

    assert [deed.name for deed in quick if deed.beforehand is not None] == []
    assert [deed.name for deed in quick if DRAWN.search(inspect.getsource(deed.do))] == []

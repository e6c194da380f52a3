from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from linebot.v3.messaging import (
    CreateRichMenuAliasRequest,
    MessagingApi,
    MessagingApiBlob,
    RichMenuBatchRequest,
    RichMenuRequest,
    UpdateRichMenuAliasRequest,
)

from bot.emulator.rich_menus import ALIASES
from bot.emulator.server import LocalLine
from tests.emulator.calls import made, menu, raw
from tests.emulator.conftest import MALEE, SOMCHAI, STRANGER
from tests.emulator.test_rich_menus import NOWHERE, errors, shown

NO_ALIAS = (404, {"message": "richmenu alias not found", "details": []})


def batch(*operations: dict[str, Any], **more: Any) -> RichMenuBatchRequest:
    return RichMenuBatchRequest.from_dict({"operations": list(operations), **more})


def alias(api: MessagingApi, name: str, menu_id: str) -> None:
    api.create_rich_menu_alias(CreateRichMenuAliasRequest(richMenuAliasId=name, richMenuId=menu_id))


def test_an_alias_is_made_led_elsewhere_and_forgotten(
    line: LocalLine, api: MessagingApi, blob: MessagingApiBlob
) -> None:
    first, second = made(api, blob), made(api, blob)
    alias(api, "tab-a", first)
    assert api.get_rich_menu_alias("tab-a").rich_menu_id == first
    api.update_rich_menu_alias("tab-a", UpdateRichMenuAliasRequest(richMenuId=second))
    (only,) = api.get_rich_menu_alias_list().aliases
    assert (only.rich_menu_alias_id, only.rich_menu_id) == ("tab-a", second)
    api.delete_rich_menu_alias("tab-a")
    for method, body in (("GET", None), ("DELETE", None), ("POST", {"richMenuId": first})):
        assert raw(line, method, "/v2/bot/richmenu/alias/tab-a", body) == NO_ALIAS
    assert raw(line, "GET", "/v2/bot/richmenu/alias/list") == (200, {"aliases": []})


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({"richMenuAliasId": "b", "richMenuId": NOWHERE}, {"message": "richmenu not found", "details": []}),
        ({"richMenuAliasId": "b", "richMenuId": "x"}, errors(("invalid richMenuId", "richMenuId"))),
        ({"richMenuAliasId": "Tab", "richMenuId": NOWHERE}, errors(("invalid richMenuAliasId", "richMenuAliasId"))),
        ({"richMenuAliasId": "a" * 33, "richMenuId": NOWHERE}, errors(("invalid richMenuAliasId", "richMenuAliasId"))),
        ({"richMenuId": NOWHERE}, errors(("must be specified", "richMenuAliasId"))),
        ({"richMenuAliasId": "a", "richMenuId": NOWHERE}, {"message": "conflict richmenu alias id", "details": []}),
    ],
)
def test_a_wrong_alias_is_refused(
    line: LocalLine, api: MessagingApi, blob: MessagingApiBlob, body: Any, answer: Any
) -> None:
    alias(api, "a", made(api, blob))
    assert raw(line, "POST", "/v2/bot/richmenu/alias", body) == (400, answer)
    assert list(line.channel.rich_menus.aliases()) == ["a"]


def test_an_alias_needs_a_menu_with_an_image(line: LocalLine, api: MessagingApi) -> None:
    menu_id = api.create_rich_menu(RichMenuRequest.from_dict(menu())).rich_menu_id
    body = {"richMenuAliasId": "a", "richMenuId": menu_id}
    assert raw(line, "POST", "/v2/bot/richmenu/alias", body) == (400, {"message": "richmenu not found", "details": []})
    assert raw(line, "GET", "/v2/bot/richmenu/alias/TAB")[0] == 400


def test_no_more_than_a_thousand_aliases(line: LocalLine, api: MessagingApi, blob: MessagingApiBlob) -> None:
    menu_id = made(api, blob)
    for number in range(ALIASES):
        line.channel.rich_menus.create_alias(f"a{number}", menu_id)
    assert raw(line, "POST", "/v2/bot/richmenu/alias", {"richMenuAliasId": "b", "richMenuId": menu_id})[0] == 400


def test_a_tap_on_a_tab_changes_the_menu(line: LocalLine, api: MessagingApi, blob: MessagingApiBlob) -> None:
    menus, first, second = line.channel.rich_menus, made(api, blob), made(api, blob)
    alias(api, "tab-b", second)
    api.link_rich_menu_id_to_user(MALEE, first)
    assert menus.switch(MALEE, "tab-b") == {"newRichMenuAliasId": "tab-b", "status": "SUCCESS"}
    assert (shown(line, MALEE), shown(line, SOMCHAI)) == (second, None)
    assert menus.switch(STRANGER, "tab-b") == {"status": "FAILED"}
    assert menus.switch(MALEE, "tab-c") == {"status": "RICHMENU_ALIAS_ID_NOTFOUND"}
    api.delete_rich_menu(second)
    assert menus.switch(MALEE, "tab-b") == {"status": "RICHMENU_NOTFOUND"}
    assert shown(line, MALEE) is None


def test_a_batch_moves_everybody_at_once(line: LocalLine, api: MessagingApi, blob: MessagingApiBlob) -> None:
    first, second, third = made(api, blob), made(api, blob), made(api, blob)
    api.link_rich_menu_id_to_user(MALEE, first)
    api.link_rich_menu_id_to_user(SOMCHAI, second)
    moves = batch(
        {"type": "link", "from": first, "to": second},
        {"type": "link", "from": second, "to": third},
        resumeRequestKey="key-1",
    )
    api.validate_rich_menu_batch_request(moves)
    answer = api.rich_menu_batch_with_http_info(moves)
    assert answer.status_code == 202
    assert (shown(line, MALEE), shown(line, SOMCHAI)) == (second, third)
    request_id = answer.headers["X-Line-Request-Id"]
    assert api.get_rich_menu_batch_progress(request_id).phase == "succeeded"
    api.rich_menu_batch(moves)
    assert shown(line, MALEE) == second  # the key has been dealt with
    line.advance(timedelta(days=15))
    assert raw(line, "GET", f"/v2/bot/richmenu/progress/batch?requestId={request_id}")[0] == 404
    api.rich_menu_batch(moves)
    assert shown(line, MALEE) == third
    api.rich_menu_batch(batch({"type": "unlinkAll"}))
    assert shown(line, MALEE) is shown(line, SOMCHAI) is None


@pytest.mark.parametrize(
    ("operations", "status", "message", "where"),
    [
        ([{"type": "unlink", "from": "x"}], 400, "invalid richMenuId", "operations[0].from"),
        ([{"type": "unlink"}], 400, "must be specified", "operations[0].from"),
        ([{"type": "unlink", "from": NOWHERE}], 404, f"Richmenu ({NOWHERE}) is not found", "operations[0].from"),
        ([{"type": "unlink", "from": NOWHERE}] * 2, 400,
         f"from richmenu ({NOWHERE}) is duplicated", "operations[].from"),
        ([{"type": "unlinkAll"}, {"type": "unlink", "from": NOWHERE}], 400,
         "'unlinkAll' type can't be combined with other type", "operations[].type"),
        ([{"type": "move"}], 400,
         "Must be one of the following values: [link, unlink, unlinkAll]", "operations[0].type"),
        ([{"type": "unlinkAll"}] * 1001, 400, "Size must be between 1 and 1000", "operations"),
    ],
)  # fmt: skip
def test_a_wrong_batch_is_refused(line: LocalLine, operations: Any, status: int, message: str, where: str) -> None:
    for path in ("/v2/bot/richmenu/batch", "/v2/bot/richmenu/validate/batch"):
        assert raw(line, "POST", path, {"operations": operations}) == (status, errors((message, where)))


def test_a_batch_links_only_menus_with_an_image(line: LocalLine, api: MessagingApi, blob: MessagingApiBlob) -> None:
    first, bare = made(api, blob), api.create_rich_menu(RichMenuRequest.from_dict(menu())).rich_menu_id
    body = {"operations": [{"type": "link", "from": first, "to": bare}]}
    assert raw(line, "POST", "/v2/bot/richmenu/batch", body) == (
        400,
        errors((f"'to' richmenu ({bare}) must have image but it doesn't", "operations[0].to")),
    )
    keyed = {"operations": [{"type": "unlinkAll"}], "resumeRequestKey": "no spaces"}
    assert raw(line, "POST", "/v2/bot/richmenu/batch", keyed)[0] == 400

from __future__ import annotations

from typing import Any

import pytest
from linebot.v3.messaging import MessagingApi, MessagingApiBlob, RichMenuBulkLinkRequest, RichMenuBulkUnlinkRequest
from linebot.v3.messaging import RichMenuRequest as Menu

from bot.emulator.picture_size import picture_size
from bot.emulator.rich_menus import MENUS, ShownMenu
from bot.emulator.server import LocalLine
from tests.emulator.calls import SIZE, jpeg, made, menu, png, raw, sent
from tests.emulator.conftest import MALEE, SOMCHAI, STRANGER

NOWHERE = "richmenu-" + "0" * 32
NOT_FOUND = (404, {"message": "Not found"})
BOUNDS = {"x": 0, "y": 0, "width": 800, "height": 540}
SAYS = {"type": "message", "text": "ก"}


def errors(*found: tuple[str, str]) -> dict[str, Any]:
    details = [{"message": message, "property": where} for message, where in found]
    return {"message": f"The request body has {len(found)} error(s)", "details": details}


def shown(line: LocalLine, user_id: str) -> str | None:
    menu = line.channel.rich_menus.shown_to(user_id)
    return None if menu is None else menu.menu_id


def test_a_menu_is_made_read_listed_and_deleted(line: LocalLine, api: MessagingApi) -> None:
    api.validate_rich_menu_object(Menu.from_dict(menu()))
    assert api.get_rich_menu_list().richmenus == []
    menu_id = api.create_rich_menu(Menu.from_dict(menu())).rich_menu_id
    assert raw(line, "GET", f"/v2/bot/richmenu/{menu_id}") == (200, {"richMenuId": menu_id, **menu()})
    assert [m.rich_menu_id for m in api.get_rich_menu_list().richmenus] == [menu_id]
    api.delete_rich_menu(menu_id)
    assert raw(line, "GET", f"/v2/bot/richmenu/{menu_id}") == NOT_FOUND
    assert raw(line, "DELETE", f"/v2/bot/richmenu/{menu_id}") == NOT_FOUND


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"name": None}, [("must be specified", "name")]),
        ({"size": None, "areas": None}, [("must be specified", "size"), ("must be specified", "areas")]),
        ({"selected": "yes"}, [("must be a boolean", "selected")]),
        ({"chatBarText": "ส่งแบบฟอร์มที่นี่" * 2}, [("Length must be between 0 and 14", "chatBarText")]),
        ({"name": "ก" * 301}, [("Length must be between 0 and 300", "name")]),
        ({"size": {"width": 799, "height": 249}}, [
            ("must be greater than or equal to 800", "size.width"),
            ("must be greater than or equal to 250", "size.height"),
        ]),
        ({"size": {"width": 2501, "height": 843}}, [("must be less than or equal to 2500", "size.width")]),
        ({"size": {"width": 800, "height": 552}}, [("aspect ratio must be 1.45 or more", "size")]),
        ({"size": {"width": "800"}}, [("must be an integer", "size.width"), ("must be specified", "size.height")]),
        ({"areas": menu()["areas"] * 21}, [("Size must be between 0 and 20", "areas")]),
        ({"areas": [{"bounds": BOUNDS | {"x": -1, "width": 0}, "action": SAYS}]}, [
            ("must be greater than or equal to 0", "areas[0].bounds.x"),
            ("must be greater than or equal to 1", "areas[0].bounds.width"),
        ]),
        ({"areas": [{"bounds": BOUNDS, "action": {"type": "uri", "uri": "ftp://x"}}]}, [
            ("invalid uri", "areas[0].action.uri"),
        ]),
        ({"areas": [{"bounds": BOUNDS, "action": {"type": "richmenuswitch", "data": "a"}}]}, [
            ("May not be empty", "areas[0].action.richMenuAliasId"),
        ]),
        ({"areas": ["here"]}, [("must be an object", "areas[0]")]),
    ],
)  # fmt: skip
def test_a_wrong_menu_is_refused_with_every_reason(
    line: LocalLine, changes: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    for path in ("/v2/bot/richmenu", "/v2/bot/richmenu/validate"):
        assert raw(line, "POST", path, menu(**changes)) == (400, errors(*found))
    assert line.channel.rich_menus.all() == []


def test_a_thai_title_is_counted_as_readers_count(line: LocalLine) -> None:
    assert raw(line, "POST", "/v2/bot/richmenu", menu(chatBarText="ส่งแบบฟอร์มที่นี่"))[0] == 200


def test_a_camera_belongs_to_quick_replies_only(line: LocalLine) -> None:
    area = {"bounds": BOUNDS, "action": {"type": "camera", "label": "กล้อง"}}
    status, body = raw(line, "POST", "/v2/bot/richmenu", menu(areas=[area]))
    assert (status, body["details"][0]["property"]) == (400, "areas[0].action.type")


def test_no_more_than_a_thousand_menus(line: LocalLine) -> None:
    for _ in range(MENUS):
        line.channel.rich_menus.create(menu())
    assert raw(line, "POST", "/v2/bot/richmenu", menu())[0] == 400
    line.channel.rich_menus.delete(line.channel.rich_menus.all()[0].menu_id)
    assert raw(line, "POST", "/v2/bot/richmenu", menu())[0] == 200


def test_an_image_comes_back_and_cannot_be_replaced(line: LocalLine, api: MessagingApi, blob: MessagingApiBlob) -> None:
    menu_id = made(api, blob)
    answer = blob.get_rich_menu_image_with_http_info(menu_id)
    assert (bytes(answer.data), answer.headers["Content-Type"]) == (png(), "image/png")
    assert sent(line, "POST", f"/v2/bot/richmenu/{menu_id}/content", png(), "image/png") == (
        400,
        {"message": "An image has already been uploaded to the richmenu"},
    )


def test_a_jpeg_is_measured_too(line: LocalLine, api: MessagingApi) -> None:
    menu_id = api.create_rich_menu(Menu.from_dict(menu())).rich_menu_id
    assert sent(line, "POST", f"/v2/bot/richmenu/{menu_id}/content", jpeg(), "image/jpeg") == (200, {})


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (png(800, 270), "image/png"),
        (jpeg(800, 541), "image/jpeg"),
        (png(), "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (png() + b"\x00" * 1024 * 1024, "image/png"),
    ],
    ids=["another size", "another height", "another type", "broken", "too heavy"],
)
def test_an_image_that_does_not_fit_is_refused(line: LocalLine, api: MessagingApi, data: bytes, mime: str) -> None:
    menu_id = api.create_rich_menu(Menu.from_dict(menu())).rich_menu_id
    path = f"/v2/bot/richmenu/{menu_id}/content"
    assert sent(line, "POST", path, data, mime) == (400, {"message": "The image size is not allowed for richmenu"})
    assert raw(line, "GET", path) == NOT_FOUND


def test_an_image_needs_a_menu_and_a_type(line: LocalLine, api: MessagingApi) -> None:
    menu_id = api.create_rich_menu(Menu.from_dict(menu())).rich_menu_id
    assert sent(line, "POST", f"/v2/bot/richmenu/{NOWHERE}/content", png(), "image/png") == NOT_FOUND
    assert sent(line, "POST", f"/v2/bot/richmenu/{menu_id}/content", png(), "image/gif")[0] == 415


@pytest.mark.parametrize("data", [jpeg()[:8], b"GIF89a", b"\xff\xd8" + b"\x00" * 40])
def test_what_cannot_be_measured_has_no_size(data: bytes) -> None:
    assert picture_size(data) is None
    assert picture_size(jpeg()) == ("image/jpeg", *SIZE)


def test_the_default_is_shown_to_everybody(line: LocalLine, api: MessagingApi, blob: MessagingApiBlob) -> None:
    assert raw(line, "GET", "/v2/bot/user/all/richmenu") == (404, {"message": "no default richmenu", "details": []})
    menu_id = made(api, blob)
    api.set_default_rich_menu(menu_id)
    assert api.get_default_rich_menu_id().rich_menu_id == menu_id
    assert shown(line, MALEE) == shown(line, STRANGER) == menu_id
    api.cancel_default_rich_menu()
    assert shown(line, MALEE) is None


def test_ones_own_menu_comes_before_the_default(line: LocalLine, api: MessagingApi, blob: MessagingApiBlob) -> None:
    everybodys, own = made(api, blob), made(api, blob, name="ของฉัน")
    api.set_default_rich_menu(everybodys)
    api.link_rich_menu_id_to_user(MALEE, own)
    assert (shown(line, MALEE), shown(line, SOMCHAI)) == (own, everybodys)
    assert api.get_rich_menu_id_of_user(MALEE).rich_menu_id == own
    api.unlink_rich_menu_id_from_user(MALEE)
    assert shown(line, MALEE) == everybodys
    assert raw(line, "GET", f"/v2/bot/user/{MALEE}/richmenu") == (
        404,
        {"message": "the user has no richmenu", "details": []},
    )


def test_a_deleted_menu_is_shown_to_nobody(line: LocalLine, api: MessagingApi, blob: MessagingApiBlob) -> None:
    everybodys, own = made(api, blob), made(api, blob)
    api.set_default_rich_menu(everybodys)
    api.link_rich_menu_id_to_user(MALEE, own)
    api.delete_rich_menu(own)
    assert shown(line, MALEE) == everybodys
    api.delete_rich_menu(everybodys)
    assert shown(line, MALEE) is None


def test_a_menu_of_the_manager_is_last_and_out_of_reach(
    line: LocalLine, api: MessagingApi, blob: MessagingApiBlob
) -> None:
    line.channel.rich_menus.of_manager = ShownMenu(NOWHERE, menu(), png(), "image/png")
    assert shown(line, MALEE) == NOWHERE
    assert raw(line, "GET", "/v2/bot/user/all/richmenu") == (
        403,
        {"message": "the richmenu is owned by another channel", "details": []},
    )
    api.set_default_rich_menu(made(api, blob))
    assert shown(line, MALEE) != NOWHERE


def test_a_menu_without_an_image_is_for_nobody(line: LocalLine, api: MessagingApi) -> None:
    menu_id = api.create_rich_menu(Menu.from_dict(menu())).rich_menu_id
    first = (400, {"message": "must upload richmenu image before applying it to user", "details": []})
    assert raw(line, "POST", f"/v2/bot/user/all/richmenu/{menu_id}") == first
    assert raw(line, "POST", f"/v2/bot/user/{MALEE}/richmenu/{menu_id}") == first
    body = {"richMenuId": menu_id, "userIds": [MALEE]}
    assert raw(line, "POST", "/v2/bot/richmenu/bulk/link", body) == first


def test_only_friends_get_a_menu_of_their_own(line: LocalLine, api: MessagingApi, blob: MessagingApiBlob) -> None:
    menu_id = made(api, blob)
    api.link_rich_menu_id_to_user(STRANGER, menu_id)
    assert shown(line, STRANGER) is None
    api.link_rich_menu_id_to_user(MALEE, menu_id)
    line.block(MALEE)
    assert raw(line, "GET", f"/v2/bot/user/{MALEE}/richmenu")[0] == 404
    assert raw(line, "POST", f"/v2/bot/user/มาลี/richmenu/{menu_id}") == (
        400,
        {"message": "The value for the 'userId' parameter is invalid"},
    )
    assert raw(line, "POST", f"/v2/bot/user/{MALEE}/richmenu/{NOWHERE}") == NOT_FOUND


def test_many_are_linked_at_once(line: LocalLine, api: MessagingApi, blob: MessagingApiBlob) -> None:
    menu_id = made(api, blob)
    many = RichMenuBulkLinkRequest(richMenuId=menu_id, userIds=[MALEE, SOMCHAI, STRANGER])
    assert api.link_rich_menu_id_to_users_with_http_info(many).status_code == 202
    assert [shown(line, user) for user in (MALEE, SOMCHAI, STRANGER)] == [menu_id, menu_id, None]
    gone = RichMenuBulkUnlinkRequest(userIds=[MALEE, STRANGER])
    assert api.unlink_rich_menu_id_from_users_with_http_info(gone).status_code == 202
    assert [shown(line, user) for user in (MALEE, SOMCHAI)] == [None, menu_id]


@pytest.mark.parametrize(
    ("body", "status", "answer"),
    [
        ({"richMenuId": "x", "userIds": [MALEE]}, 400, errors(("invalid richMenuId", "richMenuId"))),
        ({"userIds": [MALEE]}, 400, errors(("must be specified", "richMenuId"))),
        ({"richMenuId": NOWHERE, "userIds": [MALEE]}, 404, {"message": "richmenu not found", "details": []}),
        ({"richMenuId": NOWHERE, "userIds": [MALEE] * 501}, 400, errors(("Size must be between 1 and 500", "userIds"))),
        ({"richMenuId": NOWHERE, "userIds": [MALEE, "U1"]}, 400, {
            "message": "The property, 'userIds[1]', in the request body is invalid (line: -, column: -)"
        }),
    ],
)  # fmt: skip
def test_a_wrong_list_of_people_is_refused(line: LocalLine, body: Any, status: int, answer: Any) -> None:
    assert raw(line, "POST", "/v2/bot/richmenu/bulk/link", body) == (status, answer)
    if "userIds" in str(answer):
        assert raw(line, "POST", "/v2/bot/richmenu/bulk/unlink", body) == (status, answer)


def test_every_change_is_news_to_the_page(line: LocalLine, api: MessagingApi, blob: MessagingApiBlob) -> None:
    menu_id, version = made(api, blob), line.channel.world.version
    for change in (
        lambda: api.link_rich_menu_id_to_user(MALEE, menu_id),
        lambda: api.set_default_rich_menu(menu_id),
        api.cancel_default_rich_menu,
        lambda: api.delete_rich_menu(menu_id),
    ):
        change()
        assert line.channel.world.version > version
        version = line.channel.world.version

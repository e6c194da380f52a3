"""Rich menu endpoints (reference "Rich menu", "Per-user rich menu", "Rich menu alias")."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, g, request

from bot.emulator import answers, ids
from bot.emulator.answers import Json, RefusedError, bad_request, not_found
from bot.emulator.channel import Channel
from bot.emulator.problems import MISSING, Problems
from bot.emulator.rich_menu_rules import ALIAS, MENU_ID, check_menu
from bot.emulator.rich_menus import ShownMenu
from bot.emulator.rules import body_error, errors
from bot.emulator.wire import json_answer, json_body, well_formed_user

BULK = 500
_PICTURES = frozenset({"image/jpeg", "image/png"})


def add_routes(blueprint: Blueprint, channel: Channel) -> None:
    """Add every endpoint about rich menus."""
    _menus(blueprint, channel)
    _images(blueprint, channel)
    _default(blueprint, channel)
    _of_people(blueprint, channel)
    _bulk(blueprint, channel)
    _batch(blueprint, channel)
    _aliases(blueprint, channel)


def _menus(blueprint: Blueprint, channel: Channel) -> None:
    menus = channel.rich_menus

    @blueprint.post("/richmenu")
    def _create_menu() -> Response:
        return json_answer({"richMenuId": menus.create(json_body())})

    @blueprint.post("/richmenu/validate")
    def _validate_menu() -> Response:
        if wrong := check_menu(json_body()):
            raise bad_request(errors(wrong))
        return json_answer()

    @blueprint.get("/richmenu/list")
    def _list_menus() -> Response:
        return json_answer({"richmenus": [_described(menu) for menu in menus.all()]})

    @blueprint.get("/richmenu/<menu_id>")
    def _get_menu(menu_id: str) -> Response:
        return json_answer(_described(menus.get(menu_id)))

    @blueprint.delete("/richmenu/<menu_id>")
    def _delete_menu(menu_id: str) -> Response:
        menus.delete(menu_id)
        return json_answer()


def _described(menu: ShownMenu) -> Json:
    return {"richMenuId": menu.menu_id, **menu.body}


def _images(blueprint: Blueprint, channel: Channel) -> None:
    menus = channel.rich_menus

    @blueprint.post("/richmenu/<menu_id>/content")
    def _upload_image(menu_id: str) -> Response:
        menus.get(menu_id)
        if request.mimetype not in _PICTURES:
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, answers.WRONG_MEDIA)
        menus.set_image(menu_id, request.mimetype, request.get_data())
        return json_answer()

    @blueprint.get("/richmenu/<menu_id>/content")
    def _download_image(menu_id: str) -> Response:
        menu = menus.get(menu_id)
        if not menu.image:
            raise not_found()
        return Response(menu.image, content_type=menu.mime)


def _default(blueprint: Blueprint, channel: Channel) -> None:
    menus = channel.rich_menus

    @blueprint.post("/user/all/richmenu/<menu_id>")
    def _set_default_menu(menu_id: str) -> Response:
        menus.set_default(menu_id)
        return json_answer()

    @blueprint.get("/user/all/richmenu")
    def _get_default_menu() -> Response:
        return json_answer({"richMenuId": menus.default()})

    @blueprint.delete("/user/all/richmenu")
    def _clear_default_menu() -> Response:
        menus.clear_default()
        return json_answer()


def _of_people(blueprint: Blueprint, channel: Channel) -> None:
    menus = channel.rich_menus

    @blueprint.post("/user/<user_id>/richmenu/<menu_id>")
    def _link_own_menu(user_id: str, menu_id: str) -> Response:
        well_formed_user(user_id)
        menus.link(menu_id, [user_id])
        return json_answer()

    @blueprint.get("/user/<user_id>/richmenu")
    def _get_own_menu(user_id: str) -> Response:
        well_formed_user(user_id)
        return json_answer({"richMenuId": menus.linked(user_id)})

    @blueprint.delete("/user/<user_id>/richmenu")
    def _unlink_own_menu(user_id: str) -> Response:
        well_formed_user(user_id)
        menus.unlink([user_id])
        return json_answer()


def _bulk(blueprint: Blueprint, channel: Channel) -> None:
    menus = channel.rich_menus

    @blueprint.post("/richmenu/bulk/link")
    def _link_own_menus() -> Response:
        body = json_body()
        menu_id, people = _menu_id(body), _people(body)
        if all(menu.menu_id != menu_id for menu in menus.all()):
            raise not_found(answers.bare(answers.NO_MENU))
        menus.link(menu_id, people)
        return json_answer(status=HTTPStatus.ACCEPTED)

    @blueprint.post("/richmenu/bulk/unlink")
    def _unlink_own_menus() -> Response:
        menus.unlink(_people(json_body()))
        return json_answer(status=HTTPStatus.ACCEPTED)


def _people(body: Json) -> list[str]:
    problems = Problems()
    people: list[Any] = problems.items(body.get("userIds"), "userIds", 1, BULK)
    if problems.found:
        raise bad_request(errors(problems.found))
    for index, user_id in enumerate(people):
        if not isinstance(user_id, str) or not ids.USER.fullmatch(user_id):
            raise bad_request(f"The property, 'userIds[{index}]', in the request body is invalid (line: -, column: -)")
    return people


def _menu_id(body: Json) -> str:
    menu_id = body.get("richMenuId")
    if menu_id is None:
        raise bad_request(body_error(MISSING, "richMenuId"))
    if not isinstance(menu_id, str) or not MENU_ID.fullmatch(menu_id):
        raise bad_request(body_error(answers.BAD_MENU_ID, "richMenuId"))
    return menu_id


def _batch(blueprint: Blueprint, channel: Channel) -> None:
    batches = channel.rich_menu_batches

    @blueprint.post("/richmenu/batch")
    def _run_batch() -> Response:
        batches.run(json_body(), g.request_id)
        return json_answer(status=HTTPStatus.ACCEPTED)

    @blueprint.post("/richmenu/validate/batch")
    def _validate_batch() -> Response:
        batches.check(json_body())
        return json_answer()

    @blueprint.get("/richmenu/progress/batch")
    def _progress_batch() -> Response:
        return json_answer(batches.progress(request.args.get("requestId", "")))


def _aliases(blueprint: Blueprint, channel: Channel) -> None:
    menus = channel.rich_menus

    @blueprint.post("/richmenu/alias")
    def _create_alias() -> Response:
        body = json_body()
        alias = body.get("richMenuAliasId")
        if alias is None:
            raise bad_request(body_error(MISSING, "richMenuAliasId"))
        if not isinstance(alias, str) or not ALIAS.fullmatch(alias):
            raise bad_request(body_error("invalid richMenuAliasId", "richMenuAliasId"))
        menus.create_alias(alias, _menu_id(body))
        return json_answer()

    @blueprint.get("/richmenu/alias/list")
    def _list_aliases() -> Response:
        return json_answer({"aliases": [_named(alias, menu) for alias, menu in menus.aliases().items()]})

    @blueprint.get("/richmenu/alias/<alias>")
    def _get_alias(alias: str) -> Response:
        return json_answer(_named(_well_formed(alias), menus.alias(alias)))

    @blueprint.post("/richmenu/alias/<alias>")
    def _update_alias(alias: str) -> Response:
        menus.update_alias(_well_formed(alias), _menu_id(json_body()))
        return json_answer()

    @blueprint.delete("/richmenu/alias/<alias>")
    def _delete_alias(alias: str) -> Response:
        menus.delete_alias(_well_formed(alias))
        return json_answer()


def _named(alias: str, menu_id: str) -> Json:
    return {"richMenuAliasId": alias, "richMenuId": menu_id}


def _well_formed(alias: str) -> str:
    if not ALIAS.fullmatch(alias):
        raise bad_request(answers.bad_parameter("richMenuAliasId"))
    return alias

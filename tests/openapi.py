"""LINE's OpenAPI description as a judge of requests: whether a method, a path and a body fit.

OpenAPI 3.0 becomes JSON Schema 2020-12 on the way in. A schema with a discriminator (a message, an action, a Flex
component) is split in two: its own properties, which its kinds build on, and the choice among the kinds by `type`.
The description leaves objects open; here they are closed, because LINE ignores a misspelt property without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

from tests.shared import SHARED

FOLDER = SHARED / "line-openapi"
FILES = ("messaging-api.yml", "channel-access-token.yml")
_METHODS = ("get", "put", "post", "delete")
_COMPONENT = "#/components/schemas/"
_SAME = frozenset(  # keywords that mean the same in both
    [
        "type",
        "required",
        "enum",
        "format",
        "pattern",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minimum",
        "maximum",
    ]
)
_INTEGERS = {"int32": 2**31, "int64": 2**63}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path: what its path looks like and, when it takes a JSON body, who judges that."""

    method: str
    path: re.Pattern[str]
    fixed: int
    body: jsonschema_rs.Validator | None
    takes_json: bool


class Description:
    """The operations of one or more OpenAPI files."""

    def __init__(self, *files: Path) -> None:
        made = (operation for file in files for operation in _operations(yaml.safe_load(file.read_text("utf-8"))))
        # /richmenu/list fits /richmenu/{id} too: the path with more fixed letters is the one that is meant
        self._operations = sorted(made, key=lambda operation: -operation.fixed)

    def problems(self, method: str, path: str, body: Any) -> list[str]:
        """What is wrong with a request; an empty list when it fits. `body`: parsed JSON, None for none."""
        operation = next((o for o in self._operations if o.method == method and o.path.fullmatch(path)), None)
        if operation is None:
            return ["LINE has no such endpoint"]
        if operation.body is None:
            return ["a JSON body where none is taken"] if body is not None and not operation.takes_json else []
        errors = list(operation.body.iter_errors(body))
        return [f"{_place(error.instance_path)}: {error.message}" for error in errors if not _echo(error, errors)]


@cache
def line_description() -> Description:
    """LINE's own files. Raises FileNotFoundError where they are not on this machine."""
    return Description(*(FOLDER / name for name in FILES))


def _echo(error: jsonschema_rs.ValidationError, errors: list[jsonschema_rs.ValidationError]) -> bool:
    """Whether it only says that something inside is wrong: what failed inside does not count as known outside."""
    if not isinstance(error.kind, jsonschema_rs.ValidationErrorKind.UnevaluatedProperties):
        return False
    depth = len(error.instance_path)
    return any(other is not error and other.instance_path[:depth] == error.instance_path for other in errors)


def _place(path: list[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path) or "."


def _operations(document: Json) -> list[Operation]:
    definitions = _definitions(document.get("components", {}).get("schemas", {}))
    return [
        _operation(path, method, operation, definitions)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in _METHODS
    ]


def _operation(path: str, method: str, operation: Json, definitions: Json) -> Operation:
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    parts = re.split(r"\{[^}]*\}", path)
    return Operation(
        method=method.upper(),
        path=re.compile("[^/]+".join(map(re.escape, parts))),
        fixed=sum(map(len, parts)),
        body=_validator(_converted(schema, closed=True), definitions) if schema else None,
        takes_json=schema is not None,
    )


def _validator(schema: Json, definitions: Json) -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator({**schema, "$defs": definitions}, validate_formats=True)


def _definitions(components: Json) -> Json:
    parents = {name for name, schema in components.items() if "discriminator" in schema}
    made = {name: _converted(schema, closed=name not in parents) for name, schema in components.items()}
    for name in parents:
        made[_own(name)] = made[name]
        made[name] = _choice(components[name]["discriminator"])
    return made


def _own(name: str) -> str:
    return f"{name}.own"


def _choice(discriminator: Json) -> Json:
    key = discriminator["propertyName"]
    kinds = discriminator["mapping"]
    return {
        "type": "object",
        "required": [key],
        "properties": {key: {"enum": list(kinds)}},
        "allOf": [
            {"if": {"properties": {key: {"const": kind}}, "required": [key]}, "then": {"$ref": _moved(target)}}
            for kind, target in kinds.items()
        ],
    }


def _moved(reference: str) -> str:
    return f"#/$defs/{reference.removeprefix(_COMPONENT)}"


def _converted(schema: Json, *, closed: bool) -> Json:
    """One OpenAPI schema as JSON Schema. `closed`: a property that nobody names is a mistake."""
    if "$ref" in schema:
        return {"$ref": _moved(schema["$ref"])}
    made = _plain(schema) | _compound(schema)
    if "allOf" in schema:
        made["allOf"] = [_part(part) for part in schema["allOf"]]
    if closed and schema.keys() & {"properties", "allOf"} and "additionalProperties" not in schema:
        made["unevaluatedProperties"] = False
    return made


def _plain(schema: Json) -> Json:
    made: Json = {key: schema[key] for key in _SAME if key in schema}
    if schema.get("nullable"):
        made["type"] = [schema["type"], "null"]
    size = _INTEGERS.get(made.get("format", ""))
    return {"minimum": -size, "maximum": size - 1, **made} if size else made


def _compound(schema: Json) -> Json:
    made: Json = {}
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            made[key] = _converted(schema[key], closed=True)
    if "properties" in schema:
        made["properties"] = {name: _converted(part, closed=True) for name, part in schema["properties"].items()}
    for key in ("oneOf", "anyOf"):
        if key in schema:
            made[key] = [_converted(part, closed=True) for part in schema[key]]
    return made


def _part(part: Json) -> Json:
    """A part of an `allOf`: what a kind builds on is its parent's own properties, not the choice among all kinds."""
    if "$ref" in part:
        return {"$ref": _moved(part["$ref"]) + ".own"}
    return _converted(part, closed=False)

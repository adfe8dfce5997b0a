"""The description of the API in OpenAPI 3.1, out of the table of calls. Pure."""

from typing import Any

from bot.channels.api.calls import CALLS, Call
from bot.channels.api.read import Field
from bot.channels.api.shapes import Schema, components, named
from bot.content import Content

FAULTS = {
    "400": "The body is not JSON",
    "401": "A key is needed",
    "413": "The body is too long",
    "415": "The body is not said to be JSON",
    "422": "Something given cannot be",
    "429": "Too many calls; the header Retry-After says how many seconds to wait",
}
OF_BODIES = ("400", "413", "415")


def openapi(content: Content, base: str, *, keys: bool) -> dict[str, Any]:
    """Return the description; ``base`` is the path that the calls' own follow, ``keys`` whether they need one."""
    paths: dict[str, dict[str, Any]] = {}
    for call in CALLS:
        paths.setdefault(call.path, {})[call.method.lower()] = _operation(call)
    described: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "惠企",
            "version": "1",
            "description": "Which enterprise-support awards apply, quoted from the official text. "
            "Amounts are whole yuan, days ISO 8601 in Asia/Shanghai.",
        },
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"schemas": components(content)},
    }
    if keys:
        described["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        described["security"] = [{"key": []}]
    return described


def _operation(call: Call) -> dict[str, Any]:
    takes = {"requestBody": _body(call)} if call.method == "POST" else {"parameters": [*map(_parameter, call.fields)]}
    return {"operationId": call.name, "summary": call.about, **takes, "responses": _responses(call)}


def _parameter(field: Field) -> dict[str, Any]:
    described = {"name": field.name, "in": "query", "description": field.about, "schema": field.shape}
    return {**described, "required": True} if field.required else described


def _body(call: Call) -> dict[str, Any]:
    schema: Schema = {
        "type": "object",
        "properties": {field.name: {**field.shape, "description": field.about} for field in call.fields},
        "required": [field.name for field in call.fields if field.required],
        "additionalProperties": False,
    }
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _responses(call: Call) -> dict[str, Any]:
    faults = {status: about for status, about in FAULTS.items() if call.method == "POST" or status not in OF_BODIES}
    return {
        "200": _response(call.about, call.shape),
        **{status: _response(about, "Error") for status, about in faults.items()},
    }


def _response(about: str, shape: str) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": named(shape)}}}

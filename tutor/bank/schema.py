"""The shape as JSON Schema: editors complete keys and show each field's manual."""

from __future__ import annotations

import json
from typing import Any

from tutor.bank.validate import adapter

_SCALAR = ["string", "number", "boolean"]
"""What an editor takes a text for: it reads 1987 as a number and no as a boolean; we read all as written."""


def schema() -> str:
    """Return the JSON Schema of a bank's file."""
    tree = _plain(adapter().json_schema())
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A question bank of Passage"}
    return json.dumps(head | {k: v for k, v in tree.items() if k != "title"}, indent=2, ensure_ascii=False) + "\n"


def _plain(node: Any) -> Any:
    """Return a node as an editor needs it: without titles, line breaks in descriptions, and with scalars as typed."""
    if isinstance(node, list):
        return [_plain(child) for child in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _plain(child) for key, child in node.items() if not (key in _NOISE and not isinstance(child, dict))}
    if isinstance(kept.get("description"), str):
        kept["description"] = " ".join(kept["description"].split())
    if kept.get("type") == "string" and "enum" not in kept:
        kept["type"] = [*_SCALAR, "null"] if "minLength" not in kept and "pattern" not in kept else _SCALAR
    return kept


_NOISE = frozenset({"title", "default", "discriminator"})

"""The nouns as JSON text and back, strictly: for what is read only as a whole.

A field that the model has gained is filled with its default, a field that it has lost is left out;
anything else that does not fit raises Unreadable.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from tutor.model import Lesson, Question, Turn
from tutor.store.errors import Unreadable

T = TypeVar("T")

_ADAPTERS: dict[type, TypeAdapter[Any]] = {noun: TypeAdapter(noun) for noun in (Lesson, Question, Turn)}


def clean(text: str) -> str:
    """Return `text` as both databases can keep it: NUL and halves of a surrogate pair become U+FFFD.

    >>> clean("a\\0b\\ud83d"), clean("plain é 🙂")
    ('a�b�', 'plain é 🙂')
    """
    text = text.replace("\0", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def encode(value: Lesson | Question | Turn) -> str:
    """Return the JSON of one of the nouns; characters that no database keeps are replaced as by `clean`."""
    adapter = _ADAPTERS[type(value)]
    try:
        return adapter.dump_json(value).decode()
    except PydanticSerializationError:  # a lone surrogate
        return clean(json.dumps(adapter.dump_python(value), ensure_ascii=False))


def decode(noun: type[T], text: str) -> T:
    """Return the `noun` that `encode` wrote. Raises Unreadable for any other text."""
    try:
        found: T = _ADAPTERS[noun].validate_json(text, strict=True)
    except ValidationError as error:
        raise Unreadable(
            "This lesson was written by another version of Passage. Start a new one: what you have answered is kept."
        ) from error
    return found

"""The manual of the rules of reading; those of the checks have theirs in the checks' docstrings."""

from __future__ import annotations

from collections.abc import Mapping

from tutor import checks
from tutor.bank import cases

READING: Mapping[str, str] = {
    "file": "The bank is a file that can be read, and its name ends in .yaml.",
    "size": "A bank is no larger than 8 MB and an article than 4 MB.",
    "encoding": "Bank and article are saved as UTF-8.",
    "control": "The bank has no invisible characters, such as NUL, a soft hyphen or a line separator.",
    "tab": "Lines are indented with ordinary spaces.",
    "empty": "The file is not empty.",
    "syntax": "The file is YAML: keys in one column, a space after each colon, text with special signs in quotes.",
    "documents": "The file is one document, without further lines of ---.",
    "depth": "Lists and mappings do not lie deeper than twelve.",
    "tag": "No value has a YAML tag, such as !!python/object or !text.",
    "alias": "An alias stands for something named before and outside it, and all aliases together for little.",
    "merge": "No mapping is mixed into another with <<.",
    "comma": "In braces every entry has a colon; text with a comma in it is in quotes there.",
    "duplicate-key": "No key stands twice in the same fact or mapping.",
    "unknown-key": "Every key is one that this page lists.",
    "missing-key": "A bank has title and facts; a fact has id, answer and quote.",
    "empty-value": "What is needed has a value, and no wording is empty.",
    "type": "Each key holds the kind of value that this page shows: a text, a list, or keys with values.",
    "value": "Ids, kinds, forms, numbers, true and false are written as this page shows.",
    "length": "A text has at most 1,000 characters, an answer 300, a list 200 entries, a bank 20,000 facts.",
    "article": "The article is a text file in the bank's folder or below it, with a paragraph or more.",
}


def manual() -> Mapping[str, tuple[str, str]]:
    """Return for every rule its level and its manual, in the order in which the rules are applied."""
    found = {rule: ("error", text) for rule, text in READING.items()}
    found |= {checks.rule(check): ("error", _flat(check.__doc__)) for check in checks.ERRORS}
    found |= {checks.rule(check): ("warning", _flat(check.__doc__)) for check in checks.WARNINGS}
    return {**found, **cases.RULES}


def _flat(docstring: str | None) -> str:
    """Return a check's manual as a statement: what it requires."""
    text = " ".join((docstring or "").split()).removeprefix("Require that ")
    return text[:1].upper() + text[1:]

"""Statements put together from the words of a parse; the grammar comes along, so that nothing is parsed twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

_CLOSING = frozenset(".,;:!?)]}%'\"”’") | {"'s", "'", "n't"}
_STOPS = frozenset(",;:–—-")
COPULAS = {"is": "VBZ", "are": "VBP", "was": "VBD", "were": "VBD"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a statement to be: how it is written, and the token it comes from; a copula has none.

    With a `dep` of its own it hangs under the statement's root. `place` is the token that it stands in for: it hangs
    where that one did, and that one's words hang under it. `under` is the token under whose word it hangs as `dep`.
    """

    text: str
    token: Token | None
    dep: str = ""
    spaced: bool = True
    place: Token | None = None
    under: Token | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement as its words, how it was made, and the words of a reason inside it."""

    words: tuple[Word, ...]
    root: Token | None
    shape: str
    cause: tuple[Token, ...] = ()


def drafted(clause: Clause, words: Sequence[Word], doc: Doc) -> Doc | None:
    """Return a clause, in these words, as a statement."""
    return compose(words, doc, clause.root)


def plain(tokens: Iterable[Token]) -> list[Word]:
    """Return tokens as words, in their order in the text."""
    return [Word(t.text, t, "", bool(t.whitespace_)) for t in sorted(tokens, key=lambda t: t.i)]


def hung(tokens: Iterable[Token], root: Token, dep: str) -> list[Word]:
    """Return tokens as words of which `root` hangs under the statement's own root as `dep`."""
    return [Word(w.text, w.token, dep if w.token == root else "", w.spaced) for w in plain(tokens)]


def instead(tokens: Sequence[Token], root: Token, of: Token) -> list[Word]:
    """Return tokens as words that stand in for the token `of`; `root` is the head among them."""
    words = [Word(w.text, w.token, "", w.spaced, of if w.token == root else None) for w in plain(tokens)]
    last = words[-1]
    return [*words[:-1], Word(last.text, last.token, "", bool(of.whitespace_), last.place)]


def copula(text: str) -> Word:
    """Return the verb "is", "are", "was" or "were" as the root of a statement."""
    return Word(text, None)


def compose(words: Sequence[Word], doc: Doc, root: Token | None) -> Doc | None:
    """Return the statement that these words make, with a capital and a full stop; None when nothing is left.

    `root` is its verb, None for a copula among the words. Grammar and names are those of the parse; a word whose head
    was left out hangs under the nearest one that was not.
    """
    kept = _unparted(_punctuated([w for w in words if w.text.strip()]), root)
    if not kept:
        return None
    texts = [w.text for w in kept]
    if texts[0][:1].islower() and texts[0][1:] == texts[0][1:].lower():
        texts[0] = texts[0][:1].upper() + texts[0][1:]
    spaces = [_space_after(kept, n) for n in range(len(kept))]
    tags = [w.token.tag_ if w.token else COPULAS[w.text] for w in kept]
    top = next((n for n, w in enumerate(kept) if w.token == root), None)
    if top is None:
        return None
    heads, deps = _tree(kept, top)
    return Doc(
        doc.vocab,
        words=[*texts, "."],
        spaces=[*spaces[:-1], False, False],
        tags=[*tags, "."],
        pos=[*(w.token.pos_ if w.token else "AUX" for w in kept), "PUNCT"],
        lemmas=[*(w.token.lemma_ if w.token else "be" for w in kept), "."],
        morphs=[*(str(w.token.morph) if w.token else "VerbForm=Fin" for w in kept), ""],
        heads=[*heads, top],
        deps=[*deps, "punct"],
        ents=[*_entities(kept), "O"],
    )


def _punctuated(words: list[Word]) -> list[Word]:
    """Return the words without stops at either end, and with one comma where two met."""
    kept: list[Word] = []
    for word in words:
        if word.text in _STOPS and (not kept or kept[-1].text in _STOPS):
            continue
        kept.append(word)
    while kept and (kept[-1].text in _STOPS or kept[-1].text == "."):
        kept.pop()
    return _without_inner_stop(kept)


def _unparted(words: list[Word], root: Token | None) -> list[Word]:
    """Return the words without a comma that alone parts the verb from its subject: what it closed was left out."""
    commas = [n for n, w in enumerate(words) if w.text == ","]
    if len(commas) != 1 or commas[0] + 1 == len(words):
        return words
    after = words[commas[0] + 1]
    verbal = (
        after.token is None
        or after.token == root
        or (after.token.dep_ in ("aux", "auxpass") and after.token.head == root)
    )
    subject = any(
        w.token is not None and w.token.dep_ in ("nsubj", "nsubjpass") and w.token.head == root
        for w in words[: commas[0]]
    )
    return [w for n, w in enumerate(words) if n != commas[0]] if verbal and subject else words


def _without_inner_stop(words: list[Word]) -> list[Word]:
    """Return the words without the full stop before a last quotation mark: one follows behind it."""
    if len(words) > 1 and words[-1].text == '"' and words[-2].text == ".":
        return [*words[:-2], words[-1]]
    return words


def _space_after(words: Sequence[Word], n: int) -> bool:
    if n + 1 >= len(words):
        return False
    word, following = words[n], words[n + 1]
    if word.token is not None and following.token is not None and _adjacent(word.token, following.token):
        return word.spaced
    return following.text not in _CLOSING


def _adjacent(first: Token, second: Token) -> bool:
    return first.doc is second.doc and first.i + 1 == second.i


def _tree(words: Sequence[Word], root: int) -> tuple[list[int], list[str]]:
    """Return head indices and dependencies; exactly one word is the root."""
    index = {_key(t): n for n, w in enumerate(words) for t in (w.token, w.place) if t is not None}
    heads = [root if n == root else _head(word, root, index) for n, word in enumerate(words)]
    return heads, [_dep(word, n == root) for n, word in enumerate(words)]


def _dep(word: Word, is_root: bool) -> str:
    if is_root:
        return "ROOT"
    hangs = word.place or word.token
    dep = word.dep or (hangs.dep_ if hangs is not None else "dep")
    return "dep" if dep == "ROOT" else dep


def _head(word: Word, root: int, index: dict[tuple[int, int], int]) -> int:
    """Return the index of the nearest ancestor that was kept, else of the root; words hung there go there."""
    if word.under is not None:
        return index.get(_key(word.under), root)
    if word.token is None or word.dep:
        return root
    hangs = word.place or word.token
    return next((index[_key(a)] for a in hangs.ancestors if _key(a) in index), root)


def _key(token: Token) -> tuple[int, int]:
    return id(token.doc), token.i


def _entities(words: Sequence[Word]) -> Iterator[str]:
    """Yield the names' tags word by word; a name cut in two goes on as two names."""
    before = ""
    for word in words:
        kind = word.token.ent_type_ if word.token is not None else ""
        inside = kind and kind == before and word.token is not None and word.token.ent_iob_ == "I"
        yield f"{'I' if inside else 'B'}-{kind}" if kind else "O"
        before = kind

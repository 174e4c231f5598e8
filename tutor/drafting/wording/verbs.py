"""Verbs: the auxiliary that a question puts first, and the forms that follow from it."""

from __future__ import annotations

from spacy.tokens import Token

_DO = {"VBD": "did", "VBZ": "does", "VBP": "do", "VBN": "did", "VB": "do"}
_BASE = {
    **dict.fromkeys(("lay",), "lie"),
    **dict.fromkeys(("found",), "find"),
    **dict.fromkeys(("founded",), "found"),
    **dict.fromkeys(("left", "leaves"), "leave"),
    **dict.fromkeys(("felt",), "feel"),
    **dict.fromkeys(("fell",), "fall"),
    **dict.fromkeys(("saw",), "see"),
    **dict.fromkeys(("rose",), "rise"),
    **dict.fromkeys(("wound",), "wind"),
    **dict.fromkeys(("bore",), "bear"),
    **dict.fromkeys(("ground",), "grind"),
    **dict.fromkeys(("lit",), "light"),
    **dict.fromkeys(("led",), "lead"),
    **dict.fromkeys(("spent",), "spend"),
    **dict.fromkeys(("lives",), "live"),
    **dict.fromkeys(("dies", "died"), "die"),
    **dict.fromkeys(("lies", "lied"), "lie"),
    **dict.fromkeys(("has", "had"), "have"),
    **dict.fromkeys(("does", "did"), "do"),
}
"""Forms that mean another verb too, or that a lemmatizer is known to miss."""
_PAST = dict(
    pair.split(":")
    for pair in (
        "written:wrote given:gave taken:took chosen:chose broken:broke spoken:spoke stolen:stole driven:drove "
        "ridden:rode risen:rose drawn:drew flown:flew grown:grew known:knew thrown:threw shown:showed sung:sang "
        "sunk:sank begun:began drunk:drank rung:rang swum:swam run:ran become:became come:came overcome:overcame "
        "eaten:ate fallen:fell forgotten:forgot forgiven:forgave frozen:froze hidden:hid bitten:bit beaten:beat "
        "torn:tore worn:wore sworn:swore born:bore borne:bore done:did undone:undid seen:saw gone:went sewn:sewed "
        "overthrown:overthrew undertaken:undertook withdrawn:withdrew woven:wove shaken:shook mistaken:mistook "
        "rewritten:rewrote awoken:awoke arisen:arose proven:proved hewn:hewed sown:sowed mown:mowed shrunk:shrank "
        "forbidden:forbade overseen:oversaw foreseen:foresaw overridden:overrode"
    ).split()
)
"""Participles whose past tense is another word; every other participle is its own past tense."""
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does", "'re": "is", "’re": "is"}


def base(verb: Token) -> str:
    """Return the infinitive: signed → sign."""
    small = verb.text.lower()
    if verb.tag_ in ("VB", "VBP") and small not in _BASE:
        return small
    if small == "founded" or (small == "found" and verb.tag_ in ("VBD", "VBN", "VBZ")):
        return _BASE[small]
    return _BASE.get(small) or _infinitive(small, verb.lemma_.lower())


def _infinitive(small: str, parsed: str) -> str:
    """Return the parser's infinitive, or the dictionary's when the two tell a lost "e" apart: fined → fine, not fin.

    >>> [_infinitive(*pair) for pair in (("fined", "fin"), ("planned", "plan"), ("went", "go"), ("hoped", "hope"))]
    ['fine', 'plan', 'go', 'hope']
    """
    from simplemma import lemmatize  # noqa: PLC0415 - a dictionary of megabytes, read on first use

    other = lemmatize(small, "en").lower()
    return other if other == f"{parsed}e" and len(parsed) < 5 else parsed


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliaries of a verb in order, without the "to" of an infinitive."""
    return [t for t in verb.lefts if t.dep_ in ("aux", "auxpass") and t.tag_ != "TO"]


def operator(verb: Token) -> Token | None:
    """Return the word that changes places with the subject in a question; None when it takes a form of "do"."""
    helpers = auxiliaries(verb)
    if helpers:
        return helpers[0]
    return verb if verb.lemma_ == "be" and verb.tag_ in _DO else None


def do_form(verb: Token) -> str:
    """Return did, does or do, whichever the verb's tense asks for."""
    return _DO[verb.tag_]


def can_ask(verb: Token) -> bool:
    """Tell whether a finite verb stands here that a question can be made of."""
    return operator(verb) is not None or verb.tag_ in ("VBD", "VBZ", "VBP") or _bare(verb)


def _bare(verb: Token) -> bool:
    """Tell whether an infinitive was seen where a subject in the plural has its verb: "the letters INF stand for"."""
    return verb.tag_ == "VB" and any(t.dep_ == "nsubj" and t.tag_ in ("NNS", "NNPS") for t in verb.lefts)


def past_of(participle: Token) -> str:
    """Return the past tense of a participle: written → wrote."""
    small = participle.text.lower()
    return _PAST.get(small, small)


def singular(verb: Token) -> str:
    """Return a finite verb as it follows "who" and "what": have → has, lead → leads."""
    small = verb.text.lower()
    if small in _SINGULAR:
        return _SINGULAR[small]
    if verb.tag_ != "VBP":
        return verb.text
    if small.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{verb.text}es"
    if small.endswith("y") and small[-2:-1] not in "aeiou":
        return f"{verb.text[:-1]}ies"
    return f"{verb.text}s"


def third_person(infinitive: str) -> str:
    """Return the form after "what": transmit → transmits.

    >>> [third_person(v) for v in ("cover", "carry", "teach", "have")]
    ['covers', 'carries', 'teaches', 'has']
    """
    if infinitive in ("have", "be"):
        return {"have": "has", "be": "is"}[infinitive]
    if infinitive.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{infinitive}es"
    if infinitive.endswith("y") and infinitive[-2:-1] not in "aeiou":
        return f"{infinitive[:-1]}ies"
    return f"{infinitive}s"

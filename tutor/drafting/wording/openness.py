"""Does a question ask for one answer only, or would many others do?"""

from __future__ import annotations

from spacy.tokens import Token

from tutor.drafting.wording.clause import Clause
from tutor.drafting.wording.phrase import Phrase
from tutor.drafting.wording.target import Target

_HAPPENING = frozenset(
    "fight take happen occur hold begin start end bear die sign be come live make open close".split()
)
_MANY_DO = frozenset(
    "play work live study teach serve attend visit travel come go stay join help sit run suffer".split()
)
"""Verbs of what many do at once: nobody knows who is meant."""
_FINDING = frozenset("conclude discover prove propose notice realise realize demonstrate".split())
"""Verbs of which only one person comes to mind, if what was found is told."""
_TELLING = ("dobj", "xcomp", "advcl")
_LOOSE = frozenset("contain have include use need make get see show be feature involve want like become keep".split())
"""Verbs with which "what" asks for anything: "What do lemons contain?"."""


def too_open(phrase: Phrase, target: Target, clause: Clause, kept: list[Token]) -> bool:
    """Tell whether many other answers would do as well."""
    told = any(t.dep_ == "attr" for t in clause.verb.rights)
    if target.head.dep_ == "attr" or (clause.verb.lemma_ == "be" and told and clause.head in target.unit):
        return _only_described(target, clause)
    first = str(phrase.words[0])
    if first not in ("who", "whom", "what") and not first.startswith("which"):
        return False
    if clause.head in target.unit:
        return not _anchored(first, clause, kept)
    purpose = any(t.dep_ in ("xcomp", "advcl", "acl") and t in kept for t in clause.rest)
    if phrase.instead:
        return target.head == clause.verb and not clause.front and not purpose
    loose = clause.verb.lemma_ in _LOOSE and target.head.head == clause.verb and target.head.dep_ == "dobj"
    bare = first == "what" and len(phrase.words) == 1
    return bare and loose and not purpose and sum(_weight(t, clause) for t in kept) < 2


def _anchored(first: str, clause: Clause, kept: list[Token]) -> bool:
    """Tell whether a question about the subject has enough that ties it to one answer."""
    narrow = first.startswith("which")
    weight = sum(_weight(t, clause) for t in kept) + 2 * _finds(clause, kept)
    if clause.verb.lemma_ in _MANY_DO and not any(t.dep_ in _TELLING for t in clause.verb.rights):
        return any(t.tag_ == "JJS" or (t.ent_type_ == "ORDINAL" and t.pos_ == "ADJ") for t in kept)
    if any(t.lower_ == "one" and t.i + 1 < len(t.doc) and t.nbor().lower_ == "of" for t in kept):
        return False  # "Who wrote one of the most valuable works?"
    if clause.verb.lemma_ in _HAPPENING and not any(t.dep_ in ("dobj", "attr") for t in clause.verb.rights):
        return weight > 1 and any(t.dep_ in ("advcl", "xcomp") for t in clause.verb.rights)
    personal = any(t.tag_ == "PRP$" for t in kept)  # many a minister announces "her resignation" in any year
    dated = not narrow and not personal and any(t.ent_type_ == "DATE" for t in kept)
    return weight + dated + bool(clause.source) >= (1 if narrow else 2)


def _finds(clause: Clause, kept: list[Token]) -> bool:
    """Tell whether the question keeps what was found out: "Who concluded that dirty air had killed the lichens?"."""
    told = (t for t in clause.verb.rights if t.dep_ == "ccomp" and t in kept)
    return clause.verb.lemma_ in _FINDING and any(c.lower_ == "that" for t in told for c in t.lefts)


def _weight(token: Token, clause: Clause) -> int:
    """Return how much a word ties a question to one thing: names, "the …", superlatives, a telling verb's object."""
    ordinal = token.ent_type_ == "ORDINAL" and token.pos_ == "ADJ"  # "the first …", not "first grown"
    if token.tag_ in ("JJS", "RBS") or ordinal or token.lower_ == "any":
        return 2
    if token.ent_type_ in ("DATE", "TIME", "CARDINAL"):
        return 0
    if token.tag_ == "PRP$":
        return 1
    objects = [t for t in clause.verb.children if t.dep_ in ("dobj", "attr", "nsubjpass", "oprd")]
    close = any(token in o.subtree for o in objects)
    named = token.pos_ == "PROPN" and token.dep_ != "compound"
    definite = token.lower_ == "the" and token.head.pos_ == "NOUN"
    if named or definite:
        return 2 if close else 1
    bare = token.pos_ == "NOUN" and token.n_lefts == 0 and clause.verb.lemma_ not in _HAPPENING | _LOOSE
    return (2 if close else 1) if bare and token.dep_ in ("dobj", "pobj", "nsubjpass") else 0


def _only_described(target: Target, clause: Clause) -> bool:
    """Tell whether the sentence only says what sort of thing something is: "Pons Aelius was a Roman fort"."""
    attr = next((t for t in clause.verb.rights if t.dep_ == "attr"), None)
    if attr is not None and attr.lower_ == "one" and clause.head in target.unit:
        return True
    if attr is None or target.role == "number":
        return False
    article = next((t.lower_ for t in attr.lefts if t.dep_ == "det"), "")
    named = attr.pos_ == "PROPN" or (target.head == attr and clause.head.pos_ == "NOUN")
    owned = any(t.dep_ in ("poss", "case") for t in attr.lefts)
    sort = attr.tag_ == "NNS" and not article and not owned and target.many == 1
    if attr.i in target.indexes() and sort and not any(t.like_num for t in target.span):
        return clause.head.pos_ == "NOUN"  # "teachers are usually civil servants"
    if attr.i in target.indexes():
        return article in ("a", "an") or (not named and article != "the" and not owned and clause.head.pos_ == "PROPN")
    return article in ("a", "an") or (attr.tag_ == "NNS" and article != "the" and not owned)

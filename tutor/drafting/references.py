"""Words that point outside a statement: given back the name they stand for where that is certain, else refused."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from tutor.drafting.memory import Memory
from tutor.drafting.mention import Mention
from tutor.drafting.phrases import Word, instead
from tutor.drafting.reading import Reading, Swap, Unclear, leads
from tutor.drafting.references_names import definite, surname
from tutor.drafting.tables import HUMAN, THING_HEADS

_SPEAKER = frozenset("i we you me us my our your mine ours yours myself ourselves yourself".split())
_THING = frozenset("it its itself".split())
_MANY = frozenset("they them their theirs themselves".split())
_PERSON = frozenset("he him his himself she her hers herself".split())
_POSSESSIVE = frozenset("its their his her".split())
_REFLEXIVE = frozenset("itself themselves himself herself".split())
_POINTING = frozenset("this that these those such".split())
_OTHERS = frozenset("both each either neither another other others same former latter respective one ones".split())
_BACKWARD = frozenset(
    "above below here then thereafter afterwards afterward earlier later previously subsequently soon again thus "
    "therefore hence instead so meanwhile likewise similarly anyway thereby therein elsewhere".split()
)
_TIES = frozenset(
    "then thereafter afterwards afterward subsequently soon again thus therefore hence later instead".split()
)
"""Adverbs that only tie a clause to the one before: it says the same without them."""


def resolved(words: Sequence[Word], root: Token | None, memory: Memory) -> tuple[Word, ...]:
    """Return the words with names for what points outside; raise `Unclear` where that is not certain.

    `root` is the verb of the statement, None when that is a copula without token.
    """
    reading = Reading(words, root, memory, set())
    found: list[Word] = []
    gone = range(0)
    for word in words:
        swap = _swap(word.token, reading) if word.token is not None and word.token.i not in gone else None
        if swap is not None and word.token is not None:
            gone = range(swap.first, swap.last + 1)
            found = [w for w in found if w.token is None or w.token.i not in gone]
            found += _instead_of(swap.mention, word.token)
            reading.told.add(swap.mention.text)
        elif word.token is None or word.token.i not in gone:
            found.append(word)
    return tuple(w for w in found if w.token is None or not _tie(w.token))


def _swap(token: Token, reading: Reading) -> Swap | None:
    """Return what stands for a word; None to leave it as it is."""
    low = token.lower_
    if low in _SPEAKER and token.pos_ == "PRON":
        raise Unclear("the writer speaks: I, we, you")
    if low in _THING | _MANY | _PERSON and token.tag_ in ("PRP", "PRP$"):
        return _pronoun(token, reading)
    if low == "the" and token.dep_ == "det":
        return definite(token, reading)
    if token.pos_ == "PROPN":
        return surname(token, reading)
    _pointing(token, reading)
    return None


def _pointing(token: Token, reading: Reading) -> None:
    """Refuse "this", "the other", "then": they have no name that could stand for them."""
    low = token.lower_
    if low in _POINTING and token.dep_ in ("det", "nsubj", "nsubjpass", "dobj", "pobj", "predet", "amod", "attr"):
        _this(token)
    if low in _OTHERS:
        _other(token, reading.before(token))
    if low in _BACKWARD and token.dep_ in ("advmod", "pcomp") and not _tie(token):
        raise Unclear("a time or place told before: then, earlier, here")


def _tie(token: Token) -> bool:
    return token.lower_ in _TIES and token.dep_ == "advmod" and not any(True for _ in token.children)


# --- pronouns --------------------------------------------------------------------------------------


def _pronoun(token: Token, reading: Reading) -> Swap | None:
    if _empty(token) or _named_inside(token, reading):
        return None
    mention = _antecedent(token, reading)
    if mention is None:
        raise Unclear("a pronoun whose name is not certain")
    return Swap(mention, token.i, token.i)


def _empty(token: Token) -> bool:
    """Tell whether this is the "it" of "It is hard to say", which stands for nothing."""
    if token.lower_ != "it":
        return False
    verb = token.head
    return token.dep_ == "expl" or (
        verb.dep_ in ("ccomp", "acomp", "oprd")
        and verb.pos_ == "ADJ"
        and any(c.dep_ in ("advcl", "xcomp", "ccomp") for c in verb.children)
    )


def _named_inside(token: Token, reading: Reading) -> bool:
    """Tell whether a noun that the pronoun can stand for comes before it in the statement.

    For the subject of it all, and for what is part of that, the noun has to be a part of the subject as well.
    """
    before = reading.before(token)
    if any(_class(t) == _class(token) for t in before):
        return True
    subject = next((t for t in (token, *token.ancestors) if _is_subject(t) and t.head == reading.root), None)
    if subject is not None:
        before = [t for t in before if subject.is_ancestor(t)] if subject != token else []
    elif token.tag_ == "PRP":
        before = [t for t in before if not _acts(t, token)]
    if token.tag_ == "PRP$" and reading.root is not None and token.i < reading.root.i and subject is None:
        before = [t for t in before if t.pos_ == "PROPN"]
    if _is_hero(token, reading):
        hero = reading.memory.people.hero
        return any(hero is not None and t.text == hero.head.text for t in before)
    return any(_agrees(token, t) for t in before if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound")


def _is_hero(token: Token, reading: Reading) -> bool:
    people = reading.memory.people
    return people.hero is not None and token.lower_ in people.pronouns


def _acts(noun: Token, pronoun: Token) -> bool:
    """Tell whether a noun is in the subject of the verb whose object the pronoun is: "them" is somebody else then."""
    verb = next((a for a in pronoun.ancestors if a.pos_ in ("VERB", "AUX")), None)
    verbs = {verb}
    while verb is not None and verb.dep_ == "conj":
        verb = verb.head
        verbs.add(verb)
    if any(v is not None and v.dep_ == "relcl" and v.head in (noun, *noun.ancestors) for v in verbs):
        return True
    return any(_is_subject(t) and t.head in verbs for t in (noun, *noun.ancestors))


def _is_subject(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass")


def _class(token: Token) -> int:
    """Return which sort of pronoun a word is, 0 for none."""
    return next((n for n, sort in enumerate((_THING, _MANY, _PERSON), 1) if token.lower_ in sort), 0)


def _agrees(pronoun: Token, noun: Token) -> bool:
    low = pronoun.lower_
    if low in _PERSON:
        return (
            noun.ent_type_ == "PERSON" or noun.lemma_.lower() in HUMAN or (noun.pos_ == "PROPN" and not noun.ent_type_)
        )
    if low in _MANY:
        return noun.tag_ in ("NNS", "NNPS") or noun.ent_type_ == "ORG" or any(c.dep_ == "conj" for c in noun.children)
    joined = any(c.dep_ == "conj" for c in noun.children) and _is_subject(noun)
    single = (
        not joined and noun.tag_ in ("NN", "NNP") and noun.ent_type_ not in ("DATE", "TIME") and not _is_person(noun)
    )
    return single and noun.lemma_.lower() not in HUMAN


def _antecedent(token: Token, reading: Reading) -> Mention | None:
    """Return what a pronoun stands for outside the statement, None where that is not certain."""
    low, memory = token.lower_, reading.memory
    if low in _REFLEXIVE:
        return None
    if low in _PERSON:
        return _person(token, reading)
    if token.dep_ not in ("nsubj", "nsubjpass", "poss"):
        return None
    root = next((t for t in token.doc if t.dep_ == "ROOT"), token)
    if root != reading.root and root.i < token.i:
        return _named_before(token, root, memory)
    focus = memory.subject
    rivals = [t for t in memory.objects if _agrees(token, t) and (focus is None or t not in focus.tokens)]
    if focus is None or not _agrees(token, focus.head) or _is_person(focus.head):
        return _only_object(rivals, memory) if focus is not None else None
    return focus if len(focus.tokens) <= 7 and (not rivals or memory.is_topic(focus)) else None


def _is_person(token: Token) -> bool:
    return token.ent_type_ == "PERSON" and token.lower_ not in THING_HEADS


def _only_object(objects: list[Token], memory: Memory) -> Mention | None:
    """Return the object of the sentence before by its name: "They signed the INF Treaty. It …"."""
    if len(objects) != 1:
        return None
    named = memory.thing(objects[0].lemma_.lower())
    return named if named is not None and objects[0].text in named.text else None


def _named_before(token: Token, root: Token, memory: Memory) -> Mention | None:
    """Return the subject of the clause before, in the same sentence, if it is a bare name."""
    subject = next((c for c in root.children if _is_subject(c)), None)
    known = memory.thing(subject.lemma_.lower()) if subject is not None and subject.pos_ == "NOUN" else None
    if known is not None and _agrees(token, known.head):
        return known
    if subject is None or subject.pos_ != "PROPN" or not _agrees(token, subject):
        return None
    if any(t.dep_ in ("dobj", "dative") and _agrees(token, t) for t in root.children):
        return None
    return Mention((*(t for t in subject.lefts if t.dep_ in ("det", "compound")), subject), subject)


def _person(token: Token, reading: Reading) -> Mention | None:
    """Return the one person who can be meant, by the full name: the hero, or the only one spoken of."""
    memory = reading.memory
    people, hero = memory.people, memory.people.hero
    near = [e.root for e in token.doc.ents if e.label_ == "PERSON" and e.root.i < token.i]
    spoken_of = near or list(memory.persons)
    if hero is not None and _is_hero(token, reading):
        others = [t for t in (*near, *memory.persons) if t.text != hero.tokens[-1].text]
        return None if any(_is_subject(t) or t.dep_ == "conj" for t in others) else hero
    if memory.strangers or any(t.lemma_.lower() in HUMAN and t.i < token.i for t in token.doc):
        return None
    known = {m.text: m for m in (people.named(t.text) for t in spoken_of) if m is not None}
    if memory.subject is not None and memory.subject.head.ent_type_ == "PERSON" and not near:
        known[memory.subject.text] = memory.subject
    return next(iter(known.values())) if len(known) == 1 and len(spoken_of) <= len(known) else None


def _instead_of(mention: Mention, token: Token) -> list[Word]:
    of = token.head if token.lower_ == "the" else token
    swapped = instead(mention.tokens, mention.head, of)
    if token.lower_ in _POSSESSIVE and token.tag_ == "PRP$":
        last = swapped[-1]
        swapped[-1] = Word(last.text + ("'" if last.text.endswith("s") else "'s"), last.token, "", True, last.place)
    first = swapped[0]
    if first.text == "The" and token.i > 0:
        swapped[0] = Word("the", first.token, "", first.spaced, first.place)
    return swapped


# --- this, that, the other -------------------------------------------------------------------------


def _this(token: Token) -> None:
    if token.lower_ in ("those", "that") and any(c.dep_ in ("prep", "relcl", "acl") for c in token.children):
        return
    if token.lower_ == "that" and token.tag_ in ("WDT", "IN"):
        return
    if token.lower_ == "such" and any(t.lower_ == "as" for t in token.children):
        return
    if token.lower_ == "such" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "as":
        return
    raise Unclear("this, that, these or those")


def _other(token: Token, before: list[Token]) -> None:
    low = token.lower_
    follows = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
    joined = low in ("both", "either", "neither") and token.dep_ in ("preconj", "cc")
    said_of_more = low in ("other", "others") and len(before) > 3 and not _the(token) and not leads(_noun_of(token))
    counted = low == "one" and (token.dep_ in ("nummod", "compound", "quantmod") or follows)
    each = low == "each" and token.dep_ == "det" and len(before) > 3
    if not (follows or joined or said_of_more or counted or each or _each_other(token)):
        raise Unclear("both, each, other, same: of what was told before")


def _the(token: Token) -> bool:
    noun = token if token.pos_ in ("NOUN", "PRON") else token.head
    return any(c.dep_ == "det" and c.lower_ in ("the", "an") for c in noun.children)


def _noun_of(token: Token) -> Token:
    return token if token.pos_ == "NOUN" else token.head


def _each_other(token: Token) -> bool:
    return (
        token.lower_ in ("each", "other") and "each other" in token.doc[max(0, token.i - 1) : token.i + 2].text.lower()
    )

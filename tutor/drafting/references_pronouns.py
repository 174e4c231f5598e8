"""Pronouns: given the name of the one person or thing that can be meant, else refused."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from tutor.drafting.chains import somebody_else
from tutor.drafting.grammar import SUBJECTS
from tutor.drafting.memory import Memory
from tutor.drafting.mention import Mention
from tutor.drafting.reading import Reading, Swap, Unclear
from tutor.drafting.references_names import beside
from tutor.drafting.sexes import sex
from tutor.drafting.tables import HUMAN, THING_HEADS

THING = frozenset("it its itself".split())
MANY = frozenset("they them their theirs themselves".split())
PERSON = frozenset("he him his himself she her hers herself".split())
_REFLEXIVE = frozenset("itself themselves himself herself".split())
_LONGEST = 7
"""Words of a name that is still put in for "it"."""


def pronoun(token: Token, reading: Reading) -> Swap | None:
    """Return what stands for a pronoun, None when it can stay; raise `Unclear` when nothing is certain."""
    if _empty(token) or _named_inside(token, reading):
        return None
    mention = _antecedent(token, reading)
    if mention is not None:
        return Swap(mention, token, token.i, token.i)
    if token.tag_ == "PRP$" and (swap := beside(token.head, token)) is not None:
        return swap
    raise Unclear("a pronoun whose name is not certain", token)


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
    if any(_class(t) == _class(token) and sex([t.lower_]) == sex([token.lower_]) for t in before):
        return True
    subject = next((t for t in (token, *token.ancestors) if is_subject(t) and t.head == reading.root), None)
    if subject is not None:
        before = [t for t in before if subject.is_ancestor(t)] if subject != token else []
    elif token.tag_ == "PRP":
        before = [t for t in before if not _acts(t, token)]
    if token.tag_ == "PRP$" and reading.root is not None and token.i < reading.root.i and subject is None:
        before = [t for t in before if t.pos_ == "PROPN"]
    if _is_hero(token, reading):
        hero = reading.memory.people.hero
        return any(hero is not None and t.text == hero.head.text for t in before)
    if token.lower_ not in PERSON and _left_out(token, reading):
        return False
    nouns = (t for t in before if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound" and _agrees(token, t))
    wanted = ("", sex([token.lower_]))
    return any(token.lower_ not in PERSON or sex_of(t, reading.memory) in wanted for t in nouns)


def _left_out(token: Token, reading: Reading) -> bool:
    """Tell whether a clause that was left out named what "its" may be: "He carved a ball and moved it over its …"."""
    root = reading.root
    if root is None or root.dep_ != "conj" or any(is_subject(c) for c in root.children):
        return False
    kept = set(reading.tokens())
    gone = [t for t in token.doc[: token.i] if t not in kept and t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound"]
    return any(_agrees(token, t) for t in gone)


def _is_hero(token: Token, reading: Reading) -> bool:
    people = reading.memory.people
    return people.hero is not None and token.lower_ in people.pronouns


def _acts(noun: Token, token: Token) -> bool:
    """Tell whether a noun is in the subject of the verb whose object the pronoun is: "them" is somebody else then."""
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    verbs = {verb}
    while verb is not None and verb.dep_ == "conj":
        verb = verb.head
        verbs.add(verb)
    if any(v is not None and v.dep_ == "relcl" and v.head in (noun, *noun.ancestors) for v in verbs):
        return True
    return any(is_subject(t) and t.head in verbs for t in (noun, *noun.ancestors))


def is_subject(token: Token) -> bool:
    """Tell whether a word is the subject of a verb."""
    return token.dep_ in SUBJECTS


def _class(token: Token) -> int:
    """Return which sort of pronoun a word is, 0 for none."""
    return next((n for n, sort in enumerate((THING, MANY, PERSON), 1) if token.lower_ in sort), 0)


def _agrees(token: Token, noun: Token) -> bool:
    """Tell whether a pronoun can stand for a noun: by number, and by what it is."""
    low = token.lower_
    if low in PERSON:
        return noun.ent_type_ == "PERSON" or _human(noun) or (noun.pos_ == "PROPN" and not noun.ent_type_)
    joined = any(c.dep_ == "conj" for c in noun.children) and not any(c.text == "&" for c in noun.children)
    if low in MANY:
        return noun.tag_ in ("NNS", "NNPS") or (noun.ent_type_ == "ORG" and len(list(noun.lefts)) > 0) or joined
    if joined and is_subject(noun):
        return False
    single = noun.tag_ in ("NN", "NNP") and noun.ent_type_ not in ("DATE", "TIME")
    return single and not _is_person(noun) and not _human(noun)


def _human(noun: Token) -> bool:
    return noun.lemma_.lower() in HUMAN


def _is_person(token: Token) -> bool:
    return token.ent_type_ == "PERSON" and token.lower_ not in THING_HEADS


def _antecedent(token: Token, reading: Reading) -> Mention | None:
    """Return what a pronoun stands for outside the statement, None where that is not certain."""
    if token.lower_ in _REFLEXIVE:
        return None
    if token.lower_ in PERSON:
        return _person(token, reading)
    if token.dep_ not in (*SUBJECTS, "poss") or _score(token):
        return None
    root = token.doc[:].root
    if root != reading.root and root.i < token.i:
        return _named_before(token, root, reading.memory)
    return _thing(token, reading.memory)


# --- it, they --------------------------------------------------------------------------------------


def _score(token: Token) -> bool:
    """Tell whether this is the "it" of "Okafor made it 2–1", which is no thing that was told of before."""
    return token.lower_ == "it" and token.i + 1 < len(token.doc) and token.nbor().text[0].isdigit()


def _thing(token: Token, memory: Memory) -> Mention | None:
    """Return the subject of the sentence before, if nothing else in that sentence can be meant."""
    focus = memory.subject
    if focus is None:
        return None
    rivals = [t for t in memory.objects if _agrees(token, t) and t not in focus.tokens]
    if not _agrees(token, focus.head) or _is_person(focus.head):
        return _only_object(rivals, memory)
    certain = not rivals or memory.steady or memory.is_topic(focus)
    return focus if certain and len(focus.tokens) <= _LONGEST else None


def _only_object(objects: list[Token], memory: Memory) -> Mention | None:
    """Return the object of the sentence before by its name: "They signed the INF Treaty. It …"."""
    if len(objects) != 1:
        return None
    named = memory.thing(objects[0].lemma_.lower())
    meant = named is not None and (objects[0].text in named.text or named.head.head == objects[0])
    return named if meant else None


def _named_before(token: Token, root: Token, memory: Memory) -> Mention | None:
    """Return the subject of the clause before, in the same sentence, if it is a bare name."""
    subject = next((c for c in root.children if is_subject(c)), None)
    known = memory.thing(subject.lemma_.lower()) if subject is not None and subject.pos_ == "NOUN" else None
    if known is not None and _agrees(token, known.head):
        return known
    if subject is None or not _agrees(token, subject) or not (subject.pos_ == "PROPN" or _any_such(subject)):
        return None
    if any(t.dep_ in ("dobj", "dative") and _agrees(token, t) for t in root.children):
        return None
    own = [t for t in subject.lefts if t.dep_ in ("det", "compound", "amod")]
    return Mention((*(t for left in own for t in left.subtree), subject), subject)


def _any_such(noun: Token) -> bool:
    """Tell whether a sentence speaks of all things of a sort: "Vinegar works", "A bleached coral is not dead"."""
    article = next((c.lower_ for c in noun.lefts if c.dep_ in ("det", "poss", "nummod")), "")
    return noun.head.tag_ in ("VBZ", "VBP") and article in ("", "a", "an") and not any(True for _ in noun.rights)


# --- he, she ---------------------------------------------------------------------------------------


def _person(token: Token, reading: Reading) -> Mention | None:
    """Return the one person who can be meant, by the full name: the hero, or the only one spoken of."""
    memory, wanted = reading.memory, sex([token.lower_])
    near = _fitting((e.root for e in token.doc.ents if e.label_ == "PERSON" and e.root.i < token.i), wanted, memory)
    before = _fitting(memory.persons, wanted, memory)
    hero = memory.people.hero
    if hero is not None and _is_hero(token, reading):
        others = [t for t in (*near, *before) if t.text != hero.tokens[-1].text or _other_name(t, hero)]
        return None if any(is_subject(t) or t.dep_ == "conj" for t in others) else hero
    if any(_human(t) and t.i < token.i and sex([t.lower_]) in ("", wanted) for t in token.doc):
        return None
    return _only_one(near, before, memory, wanted)


def _only_one(near: list[Token], before: list[Token], memory: Memory, wanted: str) -> Mention | None:
    """Return the only person of that sex in this sentence, else in the one before, else in the paragraph."""
    if memory.strangers & {"", wanted}:
        return None
    spoken_of, focus = near or before, memory.subject
    if focus is not None and somebody_else(focus.head, wanted):
        focus = None
    if not spoken_of and focus is not None and _may_act(focus, memory):
        name = memory.people.of(focus.head) or focus
        fits = sex_of(focus.head, memory) in ("", wanted) and not _outdone(name, wanted, memory)
        return name if fits else None
    if not spoken_of and memory.crowd & {"", wanted}:
        return None
    spoken_of = spoken_of or _fitting(memory.cast, wanted, memory)
    known = {m.text if m is not None else "": m for m in map(memory.people.of, spoken_of)}
    found = next(iter(known.values())) if len(known) == 1 else None
    return found if found is not None and not _outdone(found, wanted, memory) else None


def _outdone(person: Mention, wanted: str, memory: Memory) -> bool:
    """Tell whether somebody else fits better than a person whose sex is not known: one in this paragraph whose sex is,
    or the one whom the article's title names.
    """
    if sex_of(person.head, memory):
        return False
    main = memory.people.main
    rivals = [m for m in (main, *map(memory.people.of, memory.cast)) if m is not None and m.text != person.text]
    titled = main is not None and main.text == memory.article.title
    return any(sex_of(m.head, memory) in ((wanted, "") if titled and m is main else (wanted,)) for m in rivals)


def _may_act(focus: Mention, memory: Memory) -> bool:
    """Tell whether a name is a person's: the model says so, or its first name does."""
    return focus.head.ent_type_ == "PERSON" or (focus.head.pos_ == "PROPN" and bool(sex_of(focus.head, memory)))


def _fitting(people: Iterable[Token], wanted: str, memory: Memory) -> list[Token]:
    return [t for t in people if sex_of(t, memory) in ("", wanted) and not somebody_else(t, wanted)]


def sex_of(person: Token, memory: Memory) -> str:
    """Return "he" or "she" for a person by name, "" when the article does not tell."""
    own = [c.text for c in person.lefts if c.dep_ in ("compound", "nmod")]
    full = memory.people.named(person.text) if not own else None
    names = [t.text for t in full.tokens] if full is not None else [*own, person.text]
    return sex(names)


def _other_name(person: Token, hero: Mention) -> bool:
    """Tell whether somebody has the hero's last name but another first name."""
    known = {t.text for t in hero.tokens}
    return any(c.dep_ == "compound" and c.ent_type_ == "PERSON" and c.text not in known for c in person.lefts)

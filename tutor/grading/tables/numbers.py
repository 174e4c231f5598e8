"""Number words, ordinals, fractions, and the words that make a number vague or a bound."""

from __future__ import annotations

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_OTHER_LANGUAGES = """
2 zwei deux dos dva tva
3 drei trois tres tri
4 vier quatre cuatro quattro chetyre
5 funf fuenf cinq cinco cinque pyat vijf
6 sechs seis shest zes
7 sieben siete sette zeven
8 acht huit ocho otto vosem
9 neun neuf nueve nove devyat negen
10 zehn dix diez dieci desyat tien
11 elf onze undici
12 zwolf zwoelf douze doce dodici twaalf
13 dreizehn treize trece
14 vierzehn quatorze catorce
15 funfzehn quinze quince
16 sechzehn seize
20 zwanzig vingt veinte venti dvadtsat twintig
30 dreissig trente treinta trenta
40 vierzig quarante cuarenta
50 funfzig cinquante cincuenta
60 sechzig soixante sesenta
"""

SMALL: dict[str, float] = {word: float(n) for n, word in enumerate(_ONES)}
SMALL |= {word: 20.0 + 10 * n for n, word in enumerate(_TENS)}
SMALL |= {"nought": 0.0, "nil": 0.0, "fourty": 40.0, "ninty": 90.0}
for _line in _OTHER_LANGUAGES.split("\n"):
    if _line:
        _n, *_words = _line.split()
        SMALL |= dict.fromkeys(_words, float(_n))

OFTEN_MISSPELT = frozenset(
    {*_ONES[3:], *_TENS, *_ORDINALS[3:], "hundred", "thousand", "million", "billion", "trillion", "dozen"}
)
"""English number words: a strange word one letter away from one of them is meant for it."""

SCALE: dict[str, float] = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SCALE |= {"hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
SCALE |= {"hundert": 100.0, "cent": 100.0, "cien": 100.0, "ciento": 100.0, "cento": 100.0, "tausend": 1e3}
SCALE |= {"mille": 1e3, "mil": 1e3, "tysyach": 1e3, "millionen": 1e6, "millones": 1e6, "milioni": 1e6}
SCALE |= {"millionov": 1e6, "milliarden": 1e9, "milliards": 1e9, "lakh": 1e5, "crore": 1e7}
SCALE |= {"dozen": 12.0, "dozens": 12.0, "score": 20.0}

SHORT_SCALE: dict[str, float] = {"k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
"""Letters that multiply the number they follow: 300m, 5k."""

ORDINAL: dict[str, float] = {word: float(n) for n, word in enumerate(_ORDINALS)}
ORDINAL |= {"twentieth": 20.0, "thirtieth": 30.0, "fortieth": 40.0, "fiftieth": 50.0, "hundredth": 100.0}

FRACTION: dict[str, float] = {
    "half": 1 / 2,
    "halves": 1 / 2,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
    "fourth": 1 / 4,
    "fourths": 1 / 4,
    "fifth": 1 / 5,
    "fifths": 1 / 5,
    "sixth": 1 / 6,
    "sixths": 1 / 6,
    "eighth": 1 / 8,
    "eighths": 1 / 8,
    "tenth": 1 / 10,
    "tenths": 1 / 10,
}

_BEFORE = frozenset(FRACTION)
FRACTION |= dict.fromkeys("medio media mitad moitie halfte meta helft metade".split(), 1 / 2)
FRACTION |= dict.fromkeys("tercio tiers drittel terzo terco derde".split(), 1 / 3)
FRACTION |= dict.fromkeys("quart viertel cuarto kwart".split(), 1 / 4)

OTHER_FRACTIONS = frozenset(FRACTION) - _BEFORE
"""Those of other languages."""

HEARD: dict[str, str] = {
    wrong: right
    for right, line in {
        "half": "haf haff hafe harf",
        "third": "thurd therd thrid",
        "quarter": "kwarter qarter quater",
        "two": "tow",
        "three": "thre thee3",
        "four": "foor fower",
        "five": "fiv faiv",
        "six": "sixs",
        "seven": "sevn sevan",
        "eight": "eigt eigth ayt",
        "eleven": "elevn elevan",
        "twelve": "twelf twelv twelth",
        "twenty": "twenny twentie",
        "thirty": "thurty therty",
        "hundred": "hunderd hundert",
        "thousand": "thousend thowsand",
        "million": "milion millon",
    }.items()
    for wrong in line.split()
}
"""Number words as they are heard, where they are no words of their own."""

DECADE: dict[str, float] = {
    "twenties": 20.0,
    "thirties": 30.0,
    "forties": 40.0,
    "fifties": 50.0,
    "sixties": 60.0,
    "seventies": 70.0,
    "eighties": 80.0,
    "nineties": 90.0,
}

SOUNDS_LIKE: dict[str, str] = {
    "won": "one",
    "to": "two",
    "too": "two",
    "tu": "two",
    "tree": "three",
    "free": "three",
    "for": "four",
    "fore": "four",
    "fife": "five",
    "sicks": "six",
    "sics": "six",
    "ate": "eight",
    "ait": "eight",
    "nein": "nine",
    "tin": "ten",
    "tenn": "ten",
    "weaks": "weeks",
    "daze": "days",
    "ours": "hours",
}
"""Read so only where a number is asked for and the answer holds none."""

ABOUT = frozenset(
    "about around roughly approximately approx circa ca c some nearly almost estimated ish or~ ~ maybe probably "
    "etwa ungefahr rund environ quasi aproximadamente unos unas casi".split()
)
"""Words that flag a number as not exact."""

AT_LEAST = frozenset("over above exceeding beyond upwards > plus minimum least".split())
AT_MOST = frozenset("under below beneath < maximum most nearly almost".split())
COMPARING = frozenset("more greater higher longer larger later hotter warmer older bigger further farther".split())
COMPARING_LESS = frozenset("less fewer lower shorter smaller earlier colder cooler younger".split())

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
1 uno eins
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
13 dreizehn treize trece tredici dertien
14 vierzehn quatorze catorce quattordici veertien
15 funfzehn fuenfzehn quinze quince quindici vijftien
16 sechzehn seize dieciseis sedici zestien
17 siebzehn diecisiete diciassette zeventien
18 achtzehn dieciocho diciotto achttien
19 neunzehn diecinueve diciannove negentien
20 zwanzig vingt veinte venti dvadtsat twintig
30 dreissig trente treinta trenta dertig
40 vierzig quarante cuarenta quaranta veertig
50 funfzig fuenfzig cinquante cincuenta cinquanta vijftig
60 sechzig soixante sesenta sessanta zestig
70 siebzig septante setenta settanta zeventig
80 achtzig huitante ochenta ottanta tachtig
90 neunzig nonante noventa novanta negentig
"""
_WRITTEN_TOGETHER = """
und hundert tausend ein zwei drei vier funf sechs sieben acht neun zwanzig dreissig vierzig funfzig sechzig siebzig \
achtzig neunzig
en honderd duizend een twee drie vier vijf zes zeven acht negen twintig dertig veertig vijftig zestig zeventig \
tachtig negentig
"""
"""German and Dutch put the ones first (sechsundvierzig) and write zweihundert and fünfzigtausend as one word."""
_ITALIAN = "uno due tre quattro cinque sei sette otto nove"

SMALL: dict[str, float] = {word: float(n) for n, word in enumerate(_ONES)}
SMALL |= {word: 20.0 + 10 * n for n, word in enumerate(_TENS)}
SMALL |= {"nought": 0.0, "nil": 0.0, "fourty": 40.0, "ninty": 90.0}
SMALL |= {"dreiviertel": 0.75, "anderthalb": 1.5, "eineinhalb": 1.5}
for _line in _OTHER_LANGUAGES.split("\n"):
    if _line:
        _n, *_words = _line.split()
        SMALL |= dict.fromkeys(_words, float(_n))
for _line in _WRITTEN_TOGETHER.strip().split("\n"):
    _joint, _hundred, _thousand, *_words = _line.split()
    _ones = dict(zip(_words[:9], range(1, 10), strict=True))
    _tens = dict(zip(_words[9:], range(20, 100, 10), strict=True))
    SMALL |= {one + _joint + ten: float(_tens[ten] + _ones[one]) for ten in _tens for one in _ones}
    SMALL |= {one + _hundred: 100.0 * _ones[one] for one in _ones}
    SMALL |= {some + _thousand: 1000.0 * n for some, n in (_ones | _tens).items()}
SMALL |= {  # ventuno, quarantasei
    (ten[:-1] if one[0] in "uo" else ten) + one: SMALL[ten] + ones
    for ten in "venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split()
    for ones, one in enumerate(_ITALIAN.split(), 1)
}
SMALL |= {f"veinti{one}": 20.0 + ones for ones, one in enumerate("uno dos tres cuatro cinco seis".split(), 1)}
SMALL |= {f"{some}cientos": 100.0 * n for n, some in enumerate("dos tres cuatro".split(), 2)} | {"quinientos": 500.0}
SMALL |= {f"{some}cientos": 100.0 * n for n, some in enumerate("seis sete ocho nove".split(), 6)}
SMALL |= {"veintisiete": 27.0, "veintiocho": 28.0, "veintinueve": 29.0, "zweieinhalb": 2.5, "dreieinhalb": 3.5}
SIXTY_OR_EIGHTY = frozenset("soixante vingt vingts".split())
"""French counts on to nineteen after them: soixante-dix, quatre-vingt-quinze."""
DIGITS: dict[str, str] = {w: str(n) for n, w in enumerate(_ONES[:10])} | {"oh": "0", "o": "0", "nought": "0"}
"""Figures said one by one, after a decimal point."""
POINT = frozenset("point komma comma virgule coma virgola".split())
ARTICLES = frozenset("a an one un une una uno ein eine einen einem einer een half".split())
"""What stands before a unit for one of it: an hour, eine Woche."""

OFTEN_MISSPELT = frozenset(
    {*_ONES[3:], *_TENS, *_ORDINALS[3:], "hundred", "thousand", "million", "billion", "trillion", "dozen"}
)
"""English number words: a strange word one letter away from one of them is meant for it."""

SCALE: dict[str, float] = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SCALE |= {"hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
SCALE |= {"hundert": 100.0, "cent": 100.0, "cien": 100.0, "ciento": 100.0, "cento": 100.0, "tausend": 1e3}
SCALE |= {"mille": 1e3, "mil": 1e3, "tysyach": 1e3, "millionen": 1e6, "millones": 1e6, "milioni": 1e6}
SCALE |= {"millionov": 1e6, "milliarden": 1e9, "milliards": 1e9, "lakh": 1e5, "crore": 1e7}
SCALE |= {"miljoen": 1e6, "miljard": 1e9, "milliarde": 1e9, "milliard": 1e9, "millon": 1e6}
SCALE |= {"honderd": 100.0, "duizend": 1e3, "cientos": 100.0, "milione": 1e6}
SCALE |= {"dozen": 12.0, "dozens": 12.0, "score": 20.0}

SHORT_SCALE: dict[str, float] = {"k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "mill": 1e6}
SHORT_SCALE |= {"bn": 1e9, "b": 1e9, "mrd": 1e9, "tn": 1e12}
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
FRACTION |= dict.fromkeys("medio media mitad moitie halfte meta helft metade demi demie mezzo mezza".split(), 1 / 2)
FRACTION |= dict.fromkeys("tercio tercios tiers drittel terzo terzi terco derde".split(), 1 / 3)
FRACTION |= dict.fromkeys("quart quarts viertel cuarto cuartos kwart".split(), 1 / 4)
FRACTION |= dict.fromkeys("funftel fuenftel cinquieme cinquiemes quinto quintos".split(), 1 / 5)
FRACTION |= {
    "sechstel": 1 / 6,
    "achtel": 1 / 8,
    "zehntel": 1 / 10,
    "sixieme": 1 / 6,
    "huitieme": 1 / 8,
    "dixieme": 1 / 10,
}

OTHER_FRACTIONS = frozenset(FRACTION) - _BEFORE
"""Those of other languages."""
ALSO_OTHER_WORDS = frozenset("media medio meta demi demie mezzo mezza quart quarts quinto quintos kwart".split())
"""Those that are words of their own too: a fraction only before a unit, or after an article or a number."""

HEARD: dict[str, str] = {
    wrong: right
    for right, line in {
        "half": "haf haff hafe harf",
        "third": "thurd therd thrid",
        "quarter": "kwarter qarter quater",
        "two": "tow twoo",
        "three": "thre",
        "four": "foor fower fuor",
        "five": "fiv faiv",
        "six": "sixs",
        "seven": "sevn sevan",
        "eight": "eigt eigth ayt",
        "eleven": "elevn elevan",
        "twelve": "twelf twelv twelth",
        "twenty": "twenny twentie",
        "thirty": "thurty therty",
        "thirteen": "therteen thurteen",
        "fifteen": "fiveteen fiften",
        "forty": "fourthy fourtey",
        "fifty": "fivety fifety",
        "eighty": "eigty eihty",
        "ninety": "ninty nienty ninedy",
        "hundred": "hunderd hundert hundret",
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
    "once": "one",
    "double": "two",
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
    "etwa ungefahr approaching beinahe presque rund environ quasi aproximadamente unos unas casi".split()
)
"""Words that flag a number as not exact."""

AT_LEAST = frozenset("over above exceeding beyond upwards > plus minimum least earliest".split())
AT_MOST = frozenset("under below beneath < maximum most latest nearly almost approaching".split())
HARDLY = frozenset("just slightly little bit tad touch hair fraction shade smidge whisker".split())
"""Words that make "over" and "less than" hardly more and hardly less."""
NEARLY = frozenset("nearly almost approaching quasi casi beinahe presque".split())
"""Words that say both less and hardly less."""
COMPARING = frozenset("more greater higher longer larger later hotter warmer older bigger further farther".split())
COMPARING_LESS = frozenset("less fewer lower shorter smaller earlier colder cooler younger".split())

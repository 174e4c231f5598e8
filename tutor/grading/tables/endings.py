"""Endings of inflected words in other languages, and what the dictionary form has in their place."""

from __future__ import annotations

_ROMANCE = (
    "s es a o as os e i am amos an em emos en ou aba aban ava avam avano ado ada ados adas ido ida idos idas ando "
    "endo iendo ara aram aran era eran ira iram iran aron ieron ase ia iam ian io iera ieran mente arse erse irse"
)
ENDINGS: dict[str, frozenset[str]] = {
    language: frozenset(endings.split())
    for language, endings in {
        "de": "en e er es em n s t st et te ten tes ter test ete eten end ende enden ern nen innen in",
        "fr": "s x e es ee ees er ez ent ait aient ant ante ants ons era eront erait erent a ai issent issant "
        "it is ir ale ales aux euse euses ive ives ment",
        "es": _ROMANCE,
        "pt": _ROMANCE + " ao oes aes",
        "it": "i e a o he hi are ere ire ano ono ava avano eva evano iva ivano ato ata ati ate uto uta uti ute ito ita "
        "iti ite ando endo isce iscono ino era eranno arono erono irono mente arsi ersi irsi",
        "nl": "en e s t n de te d den ten er ers eren je",
        "pl": "a u y i e o ow om ami ach em iem ie ii ji ja ego emu ej ymi ich ych any ane ana ly la lo li l owi",
        "ru": "a ya u yu y i e o om em am yam ami yami akh yakh ov ev ei ogo ego omu emu yi ii aya oe ye ie ykh ikh "
        "ym im oi ost il ila ili it yat al ala ali",
        "tr": "lar ler in un i u e a da de ta te dan den tan ten nin nun ni nu ya ye yi yu la le si su lari leri",
    }.items()
}
LONGEST = max(len(ending) for endings in ENDINGS.values() for ending in endings)
BASES: dict[str, tuple[str, ...]] = {
    "de": ("", "e", "en", "n", "eln"),
    "fr": ("", "e", "er", "ir", "re", "al", "eux", "if", "dre"),
    "es": ("", "o", "a", "e", "ar", "er", "ir"),
    "pt": ("", "o", "a", "e", "ar", "er", "ir", "ao"),
    "it": ("", "o", "a", "e", "are", "ere", "ire", "io"),
    "nl": ("", "en", "e", "n"),
    "pl": ("", "a", "o", "e", "y", "i", "c", "ac", "ek", "iec"),
    "ru": ("", "a", "ya", "o", "e", "yi", "ii", "at", "it"),
    "tr": ("", "mak", "mek"),
}
"""What may stand in the dictionary where an ending was taken off."""
ONLY: dict[tuple[str, str], tuple[str, ...]] = {
    ("fr", "aux"): ("al",),
    ("fr", "euse"): ("eux",),
    ("fr", "euses"): ("eux",),
    ("fr", "ive"): ("if",),
    ("fr", "ives"): ("if",),
    ("it", "e"): ("a", "ere"),
    ("it", "a"): ("o", "are"),
    ("it", "i"): ("o", "e", "a", "io"),
    ("es", "as"): ("a", "o", "ar"),
    ("es", "os"): ("o",),
    ("pt", "oes"): ("ao",),
    ("pt", "aes"): ("ao",),
}
"""Endings of a language that stand for certain others only."""
LINKING = ("", "s", "n", "en", "es", "er", "e", "ns", "ens")
"""What may stand between the parts of a German or Dutch compound."""
ELIDED = frozenset("l d qu n s c j m t un all dell nell sull dall jusqu lorsqu puisqu".split())
"""What may stand before an apostrophe in French and Italian."""

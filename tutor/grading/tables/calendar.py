"""Names of the months and of the days, in the languages a learner may write them in."""

from __future__ import annotations

_MONTHS = """
january janury jan januar janvier enero gennaio januari yanvarya yanvar
february febuary feb februar fevrier febrero febbraio februari fevralya fevral
march mar marz maerz mars marzo maart marta
april apr avril abril aprile aprelya aprel
may mai mayo maggio mei maya
june joon jun juni juin junio giugno iyunya iyun
july joolai jul juli juillet julio luglio iyulya iyul
august aug aout agosto augustus avgusta avgust
september sep sept septembre septiembre settembre sentyabrya sentyabr
october oct okt oktober octobre octubre ottobre oktyabrya oktyabr
november nov novembre noviembre noyabrya noyabr
december dec dez dezember decembre diciembre dicembre dekabrya dekabr
"""
MONTH: dict[str, int] = {
    name: number for number, line in enumerate(_MONTHS.strip().split("\n"), 1) for name in line.split()
}
MONTH_NAMES = [line.split()[0].capitalize() for line in _MONTHS.strip().split("\n")]
ALSO_WORDS = frozenset("may mar march mars sept jan mai dec".split())
"""Names of months that mean something else too: read as a month only beside a day or a year, or alone."""

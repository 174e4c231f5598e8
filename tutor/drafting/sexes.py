"""Whether a person can be "he" or "she": told by a title, a word for kin, or a first name that only one of them has."""

from __future__ import annotations

from collections.abc import Iterable

from tutor.text import fold

SHE = frozenset(
    """she her hers herself mrs mrs. ms ms. miss lady queen princess empress duchess countess baroness madame dame nun
    woman women girl mother sister daughter wife widow aunt niece grandmother granddaughter actress chairwoman
    businesswoman stepmother bride

    ada agnes alice alicia amanda amelia amy ana angela anita ann anna anne annie antonia astrid audrey aurora
    barbara beatrice beatrix bertha beth betty birgit brigitte carla carmen caroline catherine cecilia
    charlotte chloe christina christine claire clara claudia constance dagmar diana dolores dora doris dorothea
    dorothy edith eleanor elena elisabeth elise elizabeth ella ellen elsa emilia emily emma emmy erika esther eva eve
    fatima fiona florence frances francesca frida gabriela geraldine gerda gertrude grace greta hanna hannah harriet
    hedwig helen helena helene henrietta hilda ida ines inge ingrid irene isabel isabella jane janet jeanne jennifer
    jessica joan joanna josephine judith julia juliet karen karin kate katharina katherine katrin kathleen laura lena
    lidia lise louisa louise lucia lucy luisa lydia maggie malala margaret margarete marguerite maria marianne marie
    marina martha mary mathilde matilda maya michelle mildred miriam monica nancy natalia natasha nina nora olga
    olivia pamela paula pauline penelope priya rachel rebecca regina rita rosa rosalind rose ruth sabine sally sandra
    sara sarah sofia sonja sophia sophie stella stephanie susan susanna sylvia tatiana teresa theresa ursula valentina
    vera veronica victoria violet virginia wilhelmina yvonne zoe""".split()
)
"""What only a woman is called."""

HE = frozenset(
    """he him his himself mr mr. sir lord king prince emperor duke count baron pope monk
    man men boy father brother son husband widower uncle nephew grandfather grandson actor chairman businessman
    stepfather groom bishop

    aaron abraham adam adolf adrian ahmed alan albert alberto alejandro alexander alexandre alfred ali allan andreas
    andrew andy anthony antoine anton antonio archibald arne arnold arthur august augustus ben benjamin bernard
    bernhard bob boris brian bruno carl carlo carlos charles christian christoph christopher colin cristiano daniel
    danny darius david dennis derek diego dimitri dmitri donald douglas edgar edmund eduard edward edwin emil enrico
    enzo eric erik ernest ernst eugene felix ferdinand fernando francesco francis francisco francois frank franz fred
    frederick friedrich fritz galileo gary geoffrey georg george gerald gerhard giacomo giovanni giuseppe gordon
    graham gregor gregory guglielmo guillaume gustav hans harold harris harry heinrich henri henrik henry herbert
    herman hermann horace howard hugh hugo ian igor ivan isaac isidore jack jacob jacques james jeff jeremy
    jerome jesse jesus jim jimmy joachim joe johan johann johannes john jonas jonathan jorge jose josef joseph joshua
    juan jules julius karl keith kenneth kevin konrad kurt lars lawrence leo leon leonard leonardo leonhard
    leopold leroy lewis lorenzo louis luca ludwig luigi luis luke manuel marcel marco marcus mario mark martin matthew
    matthias max maximilian michael michel miguel mikhail mohammed muhammad napoleon nathan neil nicholas nicolas
    niels nikola nikolai noah norman oliver oscar otto pablo patrick paul pedro peter philip philippe pierre pieter
    rafael ralph ramon raymond ricardo richard robert roberto roger roland ronald rudolf rupert salvador samuel
    sebastian sergei sigmund simon stanley stefan stephen steve steven stuart sven ted theodor theodore thomas tim
    timothy tobias tom tomas tony ulrich umberto victor vilhelm vincent vladimir walter werner wilhelm william
    winston wolfgang xavier yuri""".split()
)
"""What only a man is called."""


def sex(names: Iterable[str]) -> str:
    """Return "he" or "she" for the words by which a person is called, "" when they do not tell.

    >>> sex(["Queen", "Beatrix"]), sex(["José"]), sex(["Toni", "Morrison"])
    ('she', 'he', '')
    """
    for name in map(fold, names):
        if name in SHE:
            return "she"
        if name in HE:
            return "he"
    return ""

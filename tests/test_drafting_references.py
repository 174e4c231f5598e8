"""Statements stand alone: what points outside is given its name where that is certain; else nothing is drafted."""

from __future__ import annotations

import pytest

from tutor.article import parse
from tutor.drafting.statements import alone, draft

NOETHER = (
    "Emmy Noether was a German mathematician. She was born in Erlangen. She taught in Göttingen, and her work is known."
)
CANAL = "The Erie Canal joins the Hudson River with Lake Erie. "
LUMEN = "Lumen Works makes screws that are thinner than a hair. "
STATION = "The council of Wexbury bought the old fire station on Mill Lane. "


def statements(text: str, title: str = "") -> set[str]:
    """Return the statements of a text that stand alone."""
    return set(alone(parse(text, title, plain=True)))


GIVEN_A_NAME = [
    # he and she: the hero, the only person of that sex, the subject of the sentence before
    ("Emmy Noether", NOETHER, "Emmy Noether was born in Erlangen."),
    (
        "",
        "Manager Karen Doyle changed her midfield. She brought on Mikael Berg and Sam Tully.",
        "Karen Doyle brought on Mikael Berg and Sam Tully.",
    ),
    (
        "",
        "In 2006 Harris Cooper, a psychologist at Duke University, reviewed 60 studies. He found no effect in Texas.",
        "Harris Cooper found no effect in Texas.",
    ),
    (
        "",
        "Anna Grey met Paul Stone in Rome. She moved to Paris in 1850.",
        "Anna Grey moved to Paris in 1850.",
    ),
    (
        "",
        "Karen Doyle came to Ashdale in 2021. Debts of two million weighed on Ashdale. She sold a bus to Norbury.",
        "Karen Doyle sold a bus to Norbury.",
    ),
    # whoever is "her teacher", or gave "her" something, is not "she"
    (
        "",
        "Ada Stone designed it. Her teacher, Knut Ahlers, drew the plans. She moved to Jena in 1850.",
        "Ada Stone moved to Jena in 1850.",
    ),
    (
        "",
        "Anna Grey lived in Rome. Knut Ahlers gave her a box of tools. She moved to Jena in 1850.",
        "Anna Grey moved to Jena in 1850.",
    ),
    (
        "",
        "Samuel Harrow died in 1880. Agnes Harrow studied in Leith. She published a book on steel plates in 1894.",
        "Agnes Harrow published a book on steel plates in 1894.",
    ),
    # last names
    (
        "",
        "John Bolton visited Moscow in 2018. Bolton met Vladimir Putin in the Kremlin.",
        "John Bolton met Vladimir Putin in the Kremlin.",
    ),
    # possessives may stay with their owner, or get its name
    (
        "Emmy Noether",
        NOETHER + " She and her brother Fritz studied mathematics in Erlangen.",
        "Emmy Noether and her brother Fritz studied mathematics in Erlangen.",
    ),
    # it and they
    ("The Erie Canal", CANAL + "It was opened at Albany in 1825.", "The Erie Canal was opened at Albany in 1825."),
    (
        "",
        "In 1987 the US and the USSR signed the INF Treaty. It eliminated 2,692 missiles in Europe and Asia.",
        "The INF Treaty eliminated 2,692 missiles in Europe and Asia.",
    ),
    (
        "",
        "Anna Grey published her only book, The Winds of the South, in 1940. It was translated into four languages.",
        "The Winds of the South was translated into four languages.",
    ),
    (
        "",
        "A bleached coral is not dead, but it will starve in hot water.",
        "A bleached coral will starve in hot water.",
    ),
    # the treaty, the canal, the company, the station: the only one
    (
        "The Erie Canal",
        CANAL + "The canal was opened at Albany in 1825.",
        "The Erie Canal was opened at Albany in 1825.",
    ),
    (
        "Lumen Works: a company that makes small things",
        LUMEN + "The company has its seat in Tarnberg.",
        "Lumen Works has its seat in Tarnberg.",
    ),
    (
        "Lumen Works: a company that makes small things",
        LUMEN + "The company has its seat in Tarnberg.\n\nIn 2023 the firm sold screws to Japan.",
        "In 2023 Lumen Works sold screws to Japan.",
    ),
    (
        "",
        STATION + "The station will open in 2027.",
        "The old fire station on Mill Lane will open in 2027.",
    ),
    (
        "The flood of 1953",
        "The flood killed 1,836 people in the Netherlands.",
        "The flood of 1953 killed 1,836 people in the Netherlands.",
    ),
    (
        "Why the Earth has a magnetic field",
        "Iron is hot inside the Earth. The field reaches far into space.",
        "The magnetic field reaches far into space.",
    ),
    (
        "",
        "Katrin Brill developed a method of cutting steel. The method was patented in 1994.",
        "Katrin Brill's method was patented in 1994.",
    ),
    (
        "",
        "Six countries share the Amazon Basin. This basin holds 7,000,000 square kilometres of forest.",
        "The Amazon Basin holds 7,000,000 square kilometres of forest.",
    ),
    # the name alone where a description beside it is unclear
    (
        "",
        "The mayor, Helen Osgood, promised that buses will run to Norbury.",
        "Helen Osgood promised that buses will run to Norbury.",
    ),
    # years
    (
        "",
        "Clinton took his degree in 1913. In the same year Clinton joined the Navy of Chile.",
        "In 1913 Clinton joined the Navy of Chile.",
    ),
    (
        "",
        "Computers could test it in 1995. In that year Gary Glatzmaier simulated the field of the Earth.",
        "In 1995 Gary Glatzmaier simulated the field of the Earth.",
    ),
    # what all know
    (
        "",
        "Fresh cheese keeps in the refrigerator for about five days.",
        "Fresh cheese keeps in the refrigerator for about five days.",
    ),
    (
        "",
        "Fresh milk turns into curds and whey. Most of the whey is fed to pigs.",
        "Most of the whey is fed to pigs.",
    ),
    (
        "",
        "Harbour Town won the Northern Cup for the first time.",
        "Harbour Town won the Northern Cup for the first time.",
    ),
]


@pytest.mark.parametrize(("title", "text", "statement"), GIVEN_A_NAME)
def test_a_name_is_put_in_where_only_one_can_be_meant(title: str, text: str, statement: str) -> None:
    assert statement in statements(text, title)


LEFT_OUT = [
    ("Emmy Noether", NOETHER + " She died there on 14 April 1935.", "Emmy Noether died on 14 April 1935."),
    (
        "Emmy Noether",
        NOETHER + " The following year, she moved to Bryn Mawr College.",
        "Emmy Noether moved to Bryn Mawr College.",
    ),
    (
        "Emmy Noether",
        NOETHER + " Emmy Noether lost her post because he disliked women.",
        "Emmy Noether lost her post.",
    ),
    (
        "",
        "The Harlow Trust was set up by Samuel Harlow in 1888 and owns most of the houses.",
        "The Harlow Trust was set up by Samuel Harlow in 1888.",
    ),
]


@pytest.mark.parametrize(("title", "text", "statement"), LEFT_OUT)
def test_a_circumstance_that_is_not_clear_is_left_out_where_that_is_safe(title: str, text: str, statement: str) -> None:
    assert statement in statements(text, title)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        # two people who may be meant, or one who has no name
        ("Paul Gordan met David Hilbert in Berlin. He moved to Göttingen in 1895.", "1895"),
        ("Max Noether taught in Erlangen. His daughter loved music. She moved to Göttingen in 1915.", "1915"),
        ("Two years later, he bought a house in Rome.", "Rome"),
        ("Anna Grey met Paul Stone in Rome. They moved to Paris in 1850.", "1850"),
        # somebody whose sex is not known, beside one who fits better
        ("Anna Grey lived in Rome. In 1840 Knut Ahlers came. She moved to Jena in 1850.", "Ahlers moved"),
        ("Her teacher, Knut Ahlers, came to Rome. She moved to Jena in 1850.", "1850"),
        # many of a sort are not the one who has a name
        ("The strike was led by Thomas Boyle, a riveter. The riveters won a rise in 1921.", "Boyle won"),
        # the "it" of a score
        ("Harbour Town scored first in Norbury. Okafor made it 2-1 before half-time.", "made Harbour"),
        # two things
        ("France signed a treaty in 1901. Spain signed another treaty in 1902. The treaty failed in 1910.", "1910"),
        ("Emil Brill cut metal, and Georg Voss sold it in Ruhla. They began with a lathe from 1910.", "1910"),
        ("The council of Rome bought a car. Most of it was rust. The rest went to Paris. It was sold in 1990.", "1990"),
        ("He carved a ball from lodestone and moved a needle over its poles in 1600.", "needle over its"),
        (
            "Brill died in Rome.\n\nThe clock factory of Ruhla paid.\n\nAfter 1945 the factory was moved to Russia.",
            "Ruhla was",
        ),
        ("A hut of stone stood in Chile. The hut burned down in 1938.", "1938"),
        ("Katrin Brill developed a method. Oticon used a method in 1990. The method failed in 1994.", "1994"),
        # pointing words
        ("We moved our office to Berlin in 1990.", "1990"),
        ("This bridge was built by Ada Stone in 1850.", "1850"),
        ("That happened for the first time in 2007.", "2007"),
        ("The other ship sank near Malta in 1850.", "1850"),
        ("The following year the war was the longest in France.", "France"),
        ("Both men came from Oslo in Norway.", "Oslo"),
        ("In that year Clinton was the tallest man in Chile.", "Chile"),
        ("Judith Amadi has worked there for 22 years.", "22"),
        ("Iron was not found there in 1850.", "1850"),
        ("The town was the first to do so in 1850.", "1850"),
        # "which" behind a noun that may not be meant
        (
            "The club was founded by workers of the Lang shipyard, which closed in 1978.",
            "Workers of the Lang shipyard closed",
        ),
    ],
)
def test_what_is_not_certain_is_refused(text: str, never: str) -> None:
    assert not [s for s in statements(text) if never in s]


def test_the_reasons_of_refusal_are_counted() -> None:
    found = draft(parse("This bridge was built by Ada Stone in 1850.", plain=True))
    assert found.refused == (("this, that, these or those", 1),)

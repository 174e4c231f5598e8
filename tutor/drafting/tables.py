"""Words about which drafting has to know something that no parse tells."""

from __future__ import annotations

from tutor.grading.tables.relations import CAPITAL_OF, COUNTRY_OF

ROLES = frozenset(
    "president minister chancellor king queen emperor pope secretary adviser advisor director mayor governor leader "
    "founder head chairman chairwoman chair chief ceo premier commissioner ambassador captain commander".split()
)
"""Posts that one person holds at a time: these take "the"."""
CALLINGS = frozenset(
    "physicist chemist biologist mathematician astronomer philosopher historian economist psychologist scientist "
    "engineer architect inventor explorer navigator painter sculptor composer poet novelist writer author journalist "
    "playwright actor actress singer musician politician lawyer physician surgeon nurse missionary theologian "
    "geologist botanist zoologist anthropologist archaeologist sociologist linguist photographer athlete "
    "cyclist footballer swimmer runner climber aviator pilot astronaut cosmonaut researcher entrepreneur".split()
)
HUMAN = (
    ROLES
    | CALLINGS
    | frozenset(
        "man woman boy girl father mother brother sister son daughter wife husband uncle aunt teacher friend student "
        "prince princess doctor artist general officer bishop monk worker farmer colleague cousin professor partner "
        "rival assistant child baby person patient master servant judge manager owner player neighbour neighbor "
        "grandfather grandmother nephew niece merchant soldier priest captain member citizen".split()
    )
)
TITLES = (
    ROLES | CALLINGS | frozenset("mp mr mr. mrs mrs. ms ms. dr dr. sir lord lady prince princess saint st st.".split())
)
PLACE_HEADS = frozenset(
    "canal river lake sea ocean mountain mountains bay valley desert island islands park street road lane row hill "
    "avenue boulevard square county province district peninsula coast gulf strait forest marsh bridge reef harbour "
    "harbor port".split()
)
THING_HEADS = PLACE_HEADS | frozenset(
    "tower university college school institute academy bank company act treaty war battle empire kingdom party church "
    "cathedral museum library hospital bakery theorem law prize award system project railway line press times news "
    "association council committee commission board office department ministry court union league club team band "
    "festival program programme review survey theory effect bridge foundation trust society ditch bill agreement "
    "storm hurricane story pilot committee route freeway highway movie album song game order plan code style age era "
    "revolution dynasty movement group corporation house hall station airport studio theatre theater".split()
)
"""Last words of names that are no person's, whatever the model says."""
COUNTRIES = {n.replace("_", " ") for n in CAPITAL_OF} | {
    "us",
    "usa",
    "uk",
    "britain",
    "united states",
    "united kingdom",
    "great britain",
    "soviet union",
}
PLACES = COUNTRIES | frozenset(n.replace("_", " ") for n in COUNTRY_OF)
"""Countries, and all places, that the grader knows; in small letters."""
KIN = frozenset(
    "son daughter father mother brother sister wife husband child grandson granddaughter friend partner member leader "
    "founder head precursor successor predecessor descendant part".split()
)
"""Those whom one is only to somebody."""
NO_NAMES = frozenset(
    "tropical private public command module bill state new old great north south east west northern southern eastern "
    "western mount mt fort lake port san santa los las super national royal international storm hurricane day".split()
)
"""Words that no person is called, whatever the model says."""
SAME_THING = {
    word: group[0]
    for group in (
        ("treaty", "agreement", "pact", "accord", "deal", "convention"),
        ("company", "firm", "corporation", "manufacturer"),
        ("war", "conflict"),
        ("university", "college"),
        ("bridge", "viaduct"),
        ("film", "movie"),
        ("book", "novel"),
        ("ship", "vessel", "ferry", "boat"),
    )
    for word in group
}
"""Words with which an article varies the name of one thing."""

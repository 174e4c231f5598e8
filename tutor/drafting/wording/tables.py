"""Words that tell what sort of thing an answer is, and so which question word asks for it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tutor.grading.tables.relations import wider
from tutor.text import words

CLASSES = frozenset(
    """treaty agreement pact accord convention charter declaration river lake sea ocean mountain island peninsula
    desert     city town village country state province region county district continent planet moon star comet
    university college     school academy institute museum gallery theatre theater church cathedral abbey palace
    castle tower bridge wall canal     dam airport station street road avenue lane square park stadium war battle
    revolution rebellion siege crusade empire     kingdom dynasty republic party union league alliance company
    corporation bank newspaper magazine journal novel poem     opera symphony sonata film prize award medal act law
    bill constitution amendment court parliament senate ministry     department agency committee council commission
    programme program project mission ship submarine missile rocket     satellite telescope spacecraft language
    religion currency hormone vitamin enzyme protein gland theory principle     festival tournament championship
    hotel restaurant hospital prison temple mosque monastery forest valley canyon     volcano glacier strait gulf
    bay harbour harbor fort machine engine movement society association federation     foundation fund club team
    orchestra choir band brigade regiment army fleet railway line route pass scroll manuscript     code scale index
    report summit conference congress debate election scandal crisis depression side process method     period age
    era layer belt plateau basin delta ridge trench zone system virus disease fever syndrome plague""".split()
)
"""Nouns that a proper name may end in, or begin with: the question asks "Which treaty …"."""

PREPOSED = {"lake": "lake", "mount": "mountain", "river": "river", "cape": "cape", "fort": "fort", "hms": "ship"}
"""Words that open a name and tell what it is."""

PEOPLE = frozenset(
    """people person man woman men women child children boy girl boys girls baby babies family families parents parent
    mother father brother sister son daughter wife husband uncle aunt cousin friend friends neighbour neighbours
    king     queen emperor empress prince princess duke duchess lord lady knight knights pope bishop bishops monk
    monks nun nuns     priest priests soldier soldiers sailor sailors officer officers general generals troops guard
    guards police doctor     doctors nurse nurses patient patients scientist scientists researcher researchers
    engineer engineers teacher     teachers student students pupil pupils professor professors writer writers author
    authors poet poets painter     painters composer composers singer singers actor actors actress director player
    players coach athlete athletes     president presidents minister ministers senator senators mayor governor
    politician politicians voter voters citizen     citizens resident residents worker workers farmer farmers trader
    traders merchant merchants peasant peasants slave     slaves settler settlers colonist colonists explorer
    explorers hunter hunters fisherman fishermen judge judges lawyer     lawyers criminal criminals prisoner
    prisoners refugee refugees migrant migrants immigrant immigrants volunteer     volunteers expert experts
    historian historians critic critics opponent opponents supporter supporters defender     defenders follower
    followers leader leaders owner owners manager managers customer customers visitor visitors     tourist tourists
    passenger passengers driver drivers pilot pilots astronaut astronauts teenager teenagers adult     adults
    youngster youngsters nobles nobleman noblewoman aristocrats landowner landowners shopkeeper craftsmen
    inventor inventors rebels rebel protesters demonstrators monarch tsar sultan caliph chief chieftain shepherd
    shepherds gardener gardeners neighbours spectators fans audience crowd inhabitants locals natives tribesmen
    nomads     pilgrims missionaries missionary crew colleagues ancestors descendants humans daughter heir heirs
    rivals allies     europeans americans russians romans greeks germans britons vikings normans persians mongols
    ottomans arabs jews     christians muslims protestants catholics victims survivors witnesses millionaires
    beginners learners users readers     drivers cyclists pedestrians commuters tenants landlords employees
    employers bosses entrepreneurs investors savers     taxpayers consumers producers shoppers donors""".split()
)
"""Nouns for people: the question asks "Who …"."""

PEOPLES = frozenset(
    """viking vikings norman normans roman romans celts saxons aztecs incas mayas mongols huns goths vandals nazis
    puritans quakers christians muslims jews catholics protestants hindus buddhists sikhs""".split()
)
"""Peoples and creeds, which the tagger does not always take for names."""

KIN = frozenset(
    """father mother brother sister son daughter wife husband uncle aunt cousin friend grandfather grandmother nephew
    niece parent child neighbour colleague rival partner widow heir successor predecessor""".split()
)
"""Nouns that say whose somebody is: nobody asks "which father"."""

OF_NAMES = frozenset(
    """canton
    city town village island county province state kingdom republic region district port borough duchy valley planet
    month""".split()
)
"""Nouns that stand before their own name: "the city of Florence"."""

HOLDERS = frozenset(
    """stock supply amount kind sort type range group series part member copy collection piece source lack plenty number
    majority pair bottle cup glass bag box quarter third half end cause symbol sign example""".split()
)
"""Nouns that may keep their "of" when what follows it is asked for: "What had China built up a stock of?"."""

POSTS = frozenset("post office title role position rank nickname subject language".split())
"""Nouns that stand before what they are: "the office of mayor"."""

OF_NAMES |= POSTS

ROLES = PEOPLE | frozenset(
    """president chancellor minister secretary general admiral captain administration government cabinet director
    senator adviser advisor ambassador spokesman spokeswoman chairman chairwoman architect sculptor philosopher
    physicist chemist biologist mathematician astronomer economist journalist novelist playwright musician conductor
    dancer photographer designer entrepreneur activist cyclist sprinter swimmer footballer boxer physician surgeon
    psychologist banker founder filmmaker comedian rapper guitarist pianist violinist dictator statesman diplomat
    geologist botanist zoologist theologian reformer educator inventor""".split()
)
"""Nouns for what somebody is, which may stand by the name: "the painter Diego Rivera"."""

MEASURES = frozenset(
    """area height length depth speed population temperature budget salary capacity weight distance range value price
    cost age rate score income fine debt width diameter volume power strength circumference altitude elevation
    profit     loss turnover revenue frequency wavelength mass density radius magnitude""".split()
)
"""Nouns that a quantity is the measure of: "an area of 9 million square kilometres"."""

ALSO_NAMES = frozenset(
    """napoleon victoria newton watt pascal kelvin ampere ohm volta joule tesla curie henry mark bill jack bob frank
    grant     rob sue will pat don art ray lily daisy victor christian dean brown white black green gray     young
    bush bell     bolt swift page jobs gates cook parks baker smith taylor mason hunter     cooper fox wolf
    knight drake swan crane finch archer carter fisher     potter weaver walker turner parker     porter strong lee
    ford     reed waters brooks oracle visa     guardian cork turkey chile jordan chad     china mercury mars amazon
    apple trump starmer sunak pompeii pluto venus saturn hamlet macbeth othello zeus apollo     athena odysseus oedipus
    bismarck bonaparte lincoln wellington nelson churchill""".split()
)
"""Common words that are names as well: at the head of a sentence they keep their capital letter."""

SHARES = re.compile(
    r"\b(?:half|third|quarter|fifth|tenth|thirds|quarters|fifths|tenths|majority|cent|percent|%)(?!\w)", re.IGNORECASE
)
"""Words for a share of something: "a third of the population"."""

NO_PLACES = frozenset(
    """accident crash collision explosion war battle attack way manner style form language code order case cash debt
    danger trouble private public silence secret detail advance total fashion election vote race""".split()
)
"""Nouns behind "in" that do not say where."""

AGENTS = frozenset("company country organisation alliance broadcaster newspaper city party".split()) | {
    "university", "museum",
    "institution", "US state", "space agency", "club", "team", "bank", "council", "court", "army",
}  # fmt: skip
"""Things that act: nobody asks "what" about them."""

DEEDS = frozenset(
    """defeat beat win play headline perform sign announce say claim buy sell acquire found hire appoint release publish
    record sing write direct design compose invent discover launch manufacture lead support oppose accuse sue own
    organise organize host attack invade conquer colonise settle rule govern fight capture rescue kill arrest draft
    score coin name introduce propose describe develop identify isolate observe compile argue marry meet employ recruit
    fire replace establish pioneer translate""".split()
)
"""What people do, alone or as teams, bands and companies: of an unknown name that does it, one asks "who"."""

SPOTS = frozenset(
    """building edifice structure room area region location establishment facility place tract land institution organ
    organelle container receptacle vehicle workplace house dwelling support surface shelf bag garden studio factory
    annexe garage coast shore bakery hemisphere cell nucleus chloroplasts fridge oven body wall""".split()
)
"""Nouns behind "in", "on" and "at" that say where, themselves or by what they are."""

CLUBS = frozenset("united rovers wanderers albion athletic hotspur rangers".split())
"""Last words of the names of sports clubs."""

SETTLEMENTS = ("city", "town", "village", "country", "US state")

LOCATING = frozenset(
    """keep find live lie locate situate hang stand store hold grow house produce take happen occur sit display bury
    exhibit begin start rise study meet work serve teach train exist museum university college school""".split()
)
"""Verbs, and sorts of places, that go with "where"."""

PLURALS = {
    "country": "countries", "city": "cities", "company": "companies", "party": "parties", "person": "people",
    "gas": "gases", "currency": "currencies",
}  # fmt: skip


def class_of_name(name: str) -> str:
    """Return what a well-known name is, or "".

    >>> class_of_name("the Soviet Union"), class_of_name("Nairobi"), class_of_name("Gdansk"), class_of_name("Xyz")
    ('country', 'city', 'city', '')
    """
    plain = name.lower().removeprefix("the ")
    return _names().get(plain, "") or _names().get(name.lower(), "") or _by_dictionary(name)


def names_of(what: str) -> tuple[str, ...]:
    """Return the well-known names of a sort.

    >>> names_of("planet")[:2]
    ('Mercury', 'Venus')
    """
    return _lists().get(what, ())


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    text = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8")
    lines = (line.partition(":") for line in text.splitlines() if line and not line.startswith("#"))
    return {what: tuple(n.strip() for n in names.split(";")) for what, _, names in lines}


@cache
def _names() -> dict[str, str]:
    return {name.lower(): what for what, names in reversed(_lists().items()) for name in names}


def _by_dictionary(name: str) -> str:
    """Return what the grader's dictionary calls a name, when it is a sort of place: it knows thousands."""
    spelt = words(name)
    if not name[:1].isupper() or len(name) < 4 or len(spelt) != 1:
        return ""
    kinds = wider(*spelt)
    return next((what for what in _SORTS if what in kinds), "")


_SORTS = (
    "city",
    "country",
    "town",
    "village",
    "river",
    "lake",
    "island",
    "sea",
    "ocean",
    "desert",
    "volcano",
    "planet",
)

"""Small words: those that carry no content, those that deny, doubt, correct or join."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    """
a an the this that these those there here it its he she him his her hers they them their theirs we us our you your
i me my mine who whom whose which what when where why how is are was were be been being am do does did done doing
have has had having will would shall should can could may might must of in on at by for with from to into onto upon
as than then so such and or but if because since though although while when whenever whereas just only very really
also too even still yet about up out off over down again ever some any each every all both one ones own same other
another more most much many few less least thing things stuff something someone somebody anything kind sort type
everybody everyone anymore
get gets got getting go goes going went make makes made making let lets im ive id ill its thats theres hes shes
theyre were youre dont doesnt didnt isnt arent wasnt werent wont cant couldnt wouldnt not no nor never none n't
um uh er erm hmm hm well ok okay oh ah yes yeah yep like think thinks thought guess believe know reckon suppose
maybe perhaps probably possibly basically actually definitely certainly surely simply mainly mostly called named
name known answer said says say means mean meant eh innit lol haha pls please thanks duh right bc cos cuz coz tho
through around between during before after against without within under above below among per via ve re ll s t d m
der die das den dem des ein eine einen einem einer und oder ist sind war im am zu von mit fur auf bei weil auch
le la les un une du de des et est sont dans en pour par sur avec que qui ce cette au aux
el los las del y es son por para con se su lo al il di da e che per nel della gli
""".split()
) - {"us"}
"""Words without content of their own; also those of the next languages, so that a phrase in them has a core."""

NEGATORS = frozenset(
    """not no never none nobody nothing neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont
couldnt wouldnt shouldnt hasnt havent hadnt aint hardly barely n't nicht kein keine keinen nie
pas jamais sin nunca non ne
coudnt couldent cudnt culdnt woudnt wudnt dosnt dosent doesent wasent isent hasent dident didint carnt
nadie ningun ninguna nessuno niente niet geen nao ninguem nikto nunca niemand nichts ohne sans senza aucun aucune
""".split()
)
CLAUSE_NEGATORS = frozenset(
    """
coudnt couldent cudnt culdnt dosnt dosent doesent wasent isent hasent dident didint carnt cannot cant dont
doesnt didnt isnt arent wasnt werent wont couldnt wouldnt shouldnt hasnt havent hadnt never
""".split()
)
"""Negators that deny the whole clause they stand in; 'not' does so after a verb of AUXILIARIES."""
AUXILIARIES = frozenset(
    "is are was were be been do does did has have had will would can could should may might must".split()
)
BREAKS = frozenset(
    ", ; . : ! ? - ( ) \n but because since so although though while whereas which who what when if until unless aber "
    "mais pero porque weil denn parce".split()
)
"""Where the reach of a negation ends."""
ALTERNATIVES = frozenset("or / oder ou o alternatively either | vs versus".split())
JOINERS = frozenset(", ; and & + plus und et y e also".split())
PRONOUNS = frozenset("i he she it we they you this that there its theyre".split())
LOSING = frozenset("lose lack miss go stop end cease destroy betray disappear vanish fade run".split())
"""Verbs that say "no more" of what stands with them: trust was lost, the food had gone."""
UNDENYING = frozenset(
    "only just until till before unless under over below above less more later earlier sure certain".split()
)
"""After "not", these leave standing what follows."""
GENERIC = frozenset(
    """obtain anyway case thing material substance something object turn
people person way part group make get take give use become keep have do go come say want need try start
begin can able time place case reason fact order type kind number amount state lot more most other several various
certain own new good well very really people's country world""".split()
)
"""Words that tell little: half the weight of others in a reason."""
PLAIN = frozenset(
    """big large small little great huge tiny long short tall high old young ancient modern famous well-known known
important common special single main major north northern south southern east eastern west western central""".split()
)
"""Words beside the kind of a thing that change nothing: a big city in Canada."""
TITLES = frozenset(
    """mr mrs ms miss dr doctor sir dame lord lady king queen prince princess emperor empress tsar czar president
chancellor premier pm minister general colonel captain admiral marshal pope saint st professor prof rev reverend
senator governor judge justice chief count duke earl baron baroness herr frau monsieur madame signor senor comrade
uncle aunt jr sr jnr snr mbe obe cbe justice maestro archduke actor actress singer writer author poet""".split()
)
"""Words before a name that are not part of it."""
AFTER_NAMES = frozenset("jr sr jnr snr mbe obe cbe".split())
"""The same after a name."""
OTHER_THINGS = frozenset("new equatorial papua".split())
"""Before the name of a place these make another place of it."""
ROLES = frozenset(
    """president king queen emperor leader dictator minister chancellor prime general politician ruler pope doctor
physician scientist physicist chemist biologist inventor explorer painter artist sculptor architect composer musician
singer writer author poet playwright philosopher mathematician astronomer astronaut engineer lawyer nurse monk priest
revolutionary soldier officer diplomat adviser secretary economist businessman actor director player athlete""".split()
)
"""What a person may be called instead of by name."""
CLASS_WORDS = frozenset(
    """river mount mountain lake sea ocean city town village country state island county province republic kingdom
desert treaty agreement act war battle company corporation inc ltd university college school party league club
band group film movie novel book play song show series album game festival award prize street road avenue bridge
castle tower church cathedral airport station stadium museum planet star moon constellation team family people
disease syndrome virus language theory law effect system process method gland bone muscle nerve cell tissue
park national beer tree fruit flower animal bird dog fish insect colour color sauce cheese wine dance""".split()
)
"""Common nouns that go with a name and may be left out: the Nile (river)."""
TELLING = frozenset(
    """under below beneath above over before after without less more few fewer same against only out much many little
enough""".split()
)
"""Small words that a reason may turn on."""
TURNING = frozenset(
    "prevent stop avoid forbid ban prohibit bar refuse fail lack exclude unable shortage delay postpone wait deplete "
    "impossible few scarce insufficient rare cease deny unlikely less fewer".split()
)
"""Words that say without a "not" that something is not so, or not yet."""
FORBIDDING = frozenset("forbid ban prohibit outlaw bar illegal unlawful forbidden avoid".split())
"""Words of a question to which "they could not make them" says yes."""
TURNING_BACK = frozenset("scarce rare missing impossible forbid ban illegal insufficient few shortage lack".split())
"""Those of them that may stand behind what they speak of: workers were scarce."""
ENDING = frozenset("stop cease end".split())
"""Verbs that deny what stands before them when nothing follows: photosynthesis stops at night."""

"""Real words that are read aloud exactly alike: one for the other is a spelling mistake."""

from __future__ import annotations

_ALIKE = """
air heir
aisle isle
altar alter
bare bear
berry bury
blew blue
board bored
brake break
bread bred
buy by bye
capital capitol
cell sell
cent scent sent
cereal serial
chord cord
coarse course
council counsel
creak creek
cue queue
currant current
cymbal symbol
dear deer
desert dessert
dew due
die dye
fair fare
feat feet
flour flower
foul fowl
gorilla guerrilla
grate great
hail hale
hair hare
hall haul
hart heart
heal heel
hear here
hoarse horse
hole whole
holy wholly
idle idol
key quay
knight night
lead led
leak leek
lesson lessen
loan lone
made maid
mail male
main mane
manor manner
marshal martial
maze maize
meat meet
medal meddle
metal mettle
miner minor
missed mist
mussel muscle
naval navel
nun none
oar ore
pail pale
pain pane
pair pear
passed past
patience patients
pause paws
peace piece
peal peel
pedal peddle
peer pier
plain plane
pole poll
pore poor pour
praise prays preys
presence presents
principal principle
profit prophet
quarts quartz
rain reign rein
raise rays raze
rapped wrapped
read reed
right rite write
ring wring
road rode rowed
role roll
root route
sail sale
scene seen
sea see
seam seem
serf surf
sew so sow
shake sheikh
slay sleigh
soar sore
sole soul
some sum
son sun
stair stare
stake steak
stationary stationery
steal steel
storey story
straight strait
sweet suite
tail tale
taught taut
tea tee
their there
throne thrown
tide tied
tire tyre
toe tow
vain vein vane
vale veil
wail whale wale
waist waste
wait weight
war wore
ware wear where
warn worn
way weigh
weak week
weather whether
which witch
won one
wood would
gait gate
herd heard
hymn him
morning mourning
our hour
peak peek
pray prey
"""

HOMOPHONES: dict[str, str] = {word: line.split()[0] for line in _ALIKE.strip().split("\n") for word in line.split()}
"""A word → the first of those that sound like it."""

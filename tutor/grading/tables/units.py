"""Units: what they are called, what they measure, and how they convert."""

from __future__ import annotations

_UNITS = """
length 1        m       metre metres meter meters metro metros metri
length 1000     km      kilometre kilometres kilometer kilometers kms kilometern kilometros chilometri klm
length 0.01     cm      centimetre centimetres centimeter centimeters
length 0.001    mm      millimetre millimetres millimeter millimeters
length 1609.344 mile    miles mi meilen milles millas
length 0.9144   yard    yards yd yds
length 0.3048   foot    feet ft
length 0.0254   inch    inches
length 1852     nautical-mile
length 201.168  furlong furlongs
length 1.8288   fathom  fathoms
length 9.4607e15 light-year lightyear lightyears
mass 1          kg      kilogram kilograms kilo kilos kilogramme kilogrammes
mass 0.001      g       gram grams gramme grammes gr
mass 1e-6       mg      milligram milligrams
mass 1000       tonne   tonnes ton tons t
mass 0.45359    pound-weight lb lbs
mass 0.02835    ounce   ounces oz
mass 6.35029    stone
time 1          second  seconds sec secs s sekunden
time 60         minute  minutes min mins minuten minuto minutos minuti
time 3600       hour    hours hr hrs h stunde stunden heure heures hora horas ora uur
time 86400      day     days d tag tage tagen jour jours dia dias giorno giorni dagen
time 604800     week    weeks wk wks woche wochen semaine semaines semana semanas settimana settimane weken
time 1209600    fortnight fortnights
time 2629800    month   months mth mths monat monate monaten mois mes meses mese mesi maanden
time 31557600   year    years yr yrs jahr jahre jahren ans annees ano anos anni jaar y
time 315576000  decade  decades
time 3155760000 century centuries
volume 1        litre   litres liter liters l litro litros litri
volume 0.001    ml      millilitre millilitres milliliter milliliters
volume 0.01     cl      centilitre centilitres centiliter centiliters
volume 0.1      dl      decilitre decilitres deciliter deciliters
volume 100      hectolitre hectolitres hectoliter hectoliters hl
volume 1000     m3      cbm kubikmeter
volume 0.001    cm3     ccm
volume 28.3168  cubic-foot
volume 1e12     km3
volume 3.785    gallon  gallons
volume 4.546    imperial-gallon
volume 0.568    pint    pints
volume 158.987  barrel  barrels
area 1          m2      sqm quadratmeter
area 0.092903   sqft
area 1e6        km2     sqkm
area 2589988    sqmi    mi2
area 10000      hectare hectares ha
area 4046.86    acre    acres
speed 1         m/s     mps
speed 0.27778   km/h    kmh kph kmph
speed 0.44704   mph
speed 0.51444   knot    knots
speed 0.3048    ft/s    fps
share 0.01      %       percent percentage pct prozent pourcent procent porciento
share 0.001     permille
count 2         pair    pairs paar paire paires
dollar 1        dollar  $ dollars usd us$ bucks dolares
dollar 0.01     cent-money cents
euro 1          euro    € euros eur
pound 1         pound   £ pounds gbp quid
pound 0.01      penny   pence pennies
yen 1           yen     ¥
yuan 1          yuan    renminbi rmb
rouble 1        rouble  roubles ruble rubles
rupee 1         rupee   rupees
franc 1         franc   francs
peso 1          peso    pesos
krona 1         krona   kronor kroner krone
zloty 1         zloty   zlotys
lira 1          lira    lire
shekel 1        shekel  shekels
dinar 1         dinar   dinars
dirham 1        dirham  dirhams
energy 1        joule   joules j
energy 1000     kj      kilojoule kilojoules
energy 4.184    calorie calories cal
energy 4184     kcal    kilocalorie kilocalories
power 1         watt    watts w
power 1000      kw      kilowatt kilowatts
power 1e6       mw      megawatt megawatts
power 1e9       gw      gigawatt gigawatts
data 1          byte    bytes
data 1e6        mb      megabyte megabytes
data 1e9        gb      gigabyte gigabytes
data 1e12       tb      terabyte terabytes
voltage 1       volt    volts v
current 1       amp     amps ampere amperes
frequency 1     hertz   hz
force 1         newton-force newtons
yield 1         kiloton kilotons kt
yield 1000      megaton megatons
angle 1         degree  degrees degress deg ° grad grados degres gradi
celsius 1       °c      c celsius centigrade celcius
fahrenheit 1    °f      f fahrenheit farenheit
kelvin 1        °k      kelvin kelvins
"""

UNIT: dict[str, str] = {}
"""Any name of a unit → its one name here."""
MEASURES: dict[str, tuple[str, float]] = {}
"""One name of a unit → what it measures, and how much of the base unit one of it is."""

for _line in _UNITS.strip().split("\n"):
    _kind, _factor, *_names = _line.split()
    MEASURES[_names[0]] = (_kind, float(_factor))
    UNIT |= dict.fromkeys(_names, _names[0])

TEMPERATURES = frozenset({"°c", "°f", "°k", "degree"})
MONEY = frozenset({"dollar", "euro", "pound", "yen", "yuan", "rouble", "rupee", "franc"})
MONEY |= frozenset("peso krona zloty lira shekel dinar dirham".split())
MAY_GO_UNSAID = frozenset({"share", "angle", "celsius"})
"""What is measured so may be left out: the question asks for a share or a temperature."""
ONLY_AFTER_DIGITS = frozenset(
    "m g t s h d l c f k w v j y b mi min second seconds "
    "stone barrel barrels pair pairs paar paire paires furlong".split()
)
"""Names too short, or too common, to be a unit unless a figure stands right before them."""
CLOCK = "o'clock"
"""The unit of a time of day, in hours since midnight."""
MEASURES[CLOCK] = ("clock", 1.0)
MARKS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
"""Marks of money that stand before a number."""
BEFORE_UNIT: dict[tuple[str, str], str] = {
    (word, one): whole
    for words, names in (
        ("square sq quadrat", {"m": "m2", "km": "km2", "mile": "sqmi", "foot": "sqft"}),
        ("cubic cu", {"m": "m3", "cm": "cm3", "km": "km3", "foot": "cubic-foot"}),
        ("imperial british uk", {"gallon": "imperial-gallon"}),
        ("nautical sea", {"mile": "nautical-mile"}),
    )
    for word in words.split()
    for one, whole in names.items()
}
"""Words before a unit that make another of it."""
IN_BETWEEN = frozenset("us american metric full whole entire complete consecutive calendar earth imperial".split())
"""Words before a unit that leave it what it is."""
DIMENSIONS: dict[str, str] = {
    word: words[0]
    for words in (
        "deep depth deepest".split(),
        "high height highest tall tallest above elevation altitude".split(),
        "long length longest".split(),
        "wide width widest broad breadth across diameter".split(),
    )
    for word in words
}
"""Words that say which way something is measured → one of them for each way."""
SPEEDS: dict[tuple[str, str], str] = {
    ("km", "hour"): "km/h",
    ("mile", "hour"): "mph",
    ("m", "second"): "m/s",
    ("foot", "second"): "ft/s",
}
"""A length and a time → the unit of speed that they make."""
for _length in ("cm", "m", "km", "mile", "foot"):
    for _time in ("second", "minute", "hour"):
        _speed = SPEEDS.setdefault((_length, _time), f"{_length}/{_time}")
        MEASURES.setdefault(_speed, ("speed", MEASURES[_length][1] / MEASURES[_time][1]))
PARTS_OF_SPEED = {speed: parts for parts, speed in SPEEDS.items()}
AGE = frozenset("old age aged".split())
"""Words of a question that asks for years without naming them."""
SHOWN = {
    "°c": "degrees Celsius",
    "°f": "degrees Fahrenheit",
    "°k": "kelvin",
    "%": "per cent",
    "m": "metres",
    "km": "kilometres",
    "$": "dollars",
    "€": "euros",
    "£": "pounds",
    "degree": "degrees",
    "foot": "feet",
    "inch": "inches",
    "century": "centuries",
    "g": "grams",
    "kg": "kilograms",
}


def shown(unit: str) -> str:
    """Return the unit as a learner reads it.

    >>> shown("mile"), shown("km")
    ('miles', 'kilometres')
    """
    return SHOWN.get(unit, unit if not unit.isalpha() or len(unit) < 3 else unit + "s")

"""Keys that are numbers, ranges, years or dates: reading them from an answer, and judging what was read.

figures.py reads one number at its place, measures.py its unit, bounds.py its "about" and "more than", spans.py decades
and centuries, shares.py "one in three", clock.py times of day. ranges.py joins neighbours; quantities.py does all that,
and a Quantity (quantity.py) comes out. dates.py reads dates. comparing.py weighs one quantity against the key,
counted.py sees what is counted, and judging.py decides.
"""

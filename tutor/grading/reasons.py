"""Every verdict's code, its name, and the sentence a learner reads. Codes are stable: reports count them."""

from __future__ import annotations

from tutor.model import Verdict, VerdictName

CODES: dict[str, tuple[VerdictName, str]] = {
    # correct
    "same": ("correct", "That is the answer."),
    "wording": ("correct", "That says it."),
    "spelling": ("correct", "Yes — spelt {key}."),
    "corrected": ("correct", "Your last word counts, and it is right."),
    "number": ("correct", "That is the number."),
    "converted": ("correct", "Right, in another unit."),
    "rounded": ("correct", "Right, sensibly rounded."),
    "date": ("correct", "That is the date."),
    "all-items": ("correct", "You named {named}."),
    "points-made": ("correct", "You made every point."),
    # close
    "listed-close": ("close", "Close, but not yet exact. Can you say it more exactly?"),
    "part-of-list": ("close", "You named {found} of {need}. What is missing?"),
    "same-twice": ("close", "You named one thing twice: that is {found} of {need}."),
    "wrong-item": ("close", "{found} right, but {extra} does not belong."),
    "order": ("close", "The right items, but in another order."),
    "missing-unit": ("close", "The number is right. Which unit?"),
    "near-number": ("close", "Near, but the text gives an exact figure."),
    "bound": ("close", "True as far as it goes. What is the figure?"),
    "one-end": ("close", "That is one end of the range. What is the other?"),
    "inside-range": ("close", "That lies inside the range. What are its two ends?"),
    "part-of-date": ("close", "Right so far. What about the {missing}?"),
    "decade": ("close", "The right decade. Which year exactly?"),
    "part-of-name": ("close", "Part of the name is right. What is it in full?"),
    "less-specific": ("close", "True, but can you be more specific?"),
    "description": ("close", "You describe the right one. What is the name?"),
    "missing-point": ("close", "You made {made} of {need} points. What else?"),
    "incomplete": ("close", "On the right track. What else belongs to it?"),
    "related": ("close", "The text says so too, but it is not the point asked for."),
    "also-wrong": ("close", "The right answer is in there, but not everything you add is true."),
    # incorrect
    "wrong-order": ("incorrect", "Those are the right things, but in another order."),
    "no-answer": ("incorrect", "That is no answer yet."),
    "listed-wrong": ("incorrect", "Not that one."),
    "negated": ("incorrect", "You say that it is not so."),
    "opposite": ("incorrect", "That says the opposite: “{given}” is not what the text says."),
    "swapped": ("incorrect", "The right words, but the roles are swapped."),
    "other-name": ("incorrect", "Part of the name is right, but this is another one: {given}."),
    "elsewhere": ("incorrect", "Right name, another place: not the one in {given}."),
    "undecided": ("incorrect", "You give two answers. Choose one."),
    "keywords": ("incorrect", "Those are words from the text. Make a statement of them."),
    "copied": ("incorrect", "That only repeats the question."),
    "other-answer": ("incorrect", "That answers another question."),
    "wrong-number": ("incorrect", "Not that number."),
    "wrong-unit": ("incorrect", "Right number, wrong unit: the text counts in {unit}."),
    "other-thing": ("incorrect", "The number is right, but of other things."),
    "wrong-range": ("incorrect", "Not that range."),
    "wrong-date": ("incorrect", "Not that date."),
    "wrong-year": ("incorrect", "Not that year."),
    "no-number": ("incorrect", "The question asks for a number."),
    "look-alike": ("incorrect", "It looks alike, but it is another word."),
    "plea": ("incorrect", "That talks to the tutor. What is your answer?"),
    "different": ("incorrect", "That is not what is asked for."),
}


def verdict(code: str, because: str = "", **words: str) -> Verdict:
    """Return the verdict of a code, with its sentence or a given one.

    >>> verdict("part-of-list", found="2", need="3").because
    'You named 2 of 3. What is missing?'
    """
    name, sentence = CODES[code]
    return Verdict(name, code, because or sentence.format(**words))

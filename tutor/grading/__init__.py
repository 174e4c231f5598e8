"""Grading: is this answer right, close or wrong, and why?

`prepare` compiles a fact once (reference.py); `grade` then does, in this order (judging.py):

1. equal to the key or another wording, or to an answer the author judged: done.
2. read the answer (reading.py): drop small talk and pleas, keep the last word of a self-correction, mark what is denied
   (polarity.py). An answer in another language is read in English (foreign.py, vocabulary.py).
3. guards (guards.py, roles.py): vetoes, whatever the words have in common; what the answer does not stand for is set
   aside (stance.py).
4. judge by the sort of key: numbers and dates (numbers/), names and terms (naming.py; namesakes.py and additions.py
   object, specific.py knows what is too wide), reasons and definitions (prose.py, claims.py), lists (listing.py).
   They lay the answer's words beside the key's (align.py), allowing for spelling and sound (spelling.py, sounds.py,
   heard.py) and for words that mean the same (tables/).
5. the author's word on part of the answer: a listed wrong or close one among other words (judging.py).

Every verdict has a stable code and a sentence for the learner (reasons.py). docs/grading.md tells it to people.
"""

from __future__ import annotations

from tutor.grading.judging import grade
from tutor.grading.reading import MAX_GIVEN, no_answer
from tutor.grading.reference import Reference, prepare

__all__ = ["MAX_GIVEN", "Reference", "grade", "no_answer", "prepare"]

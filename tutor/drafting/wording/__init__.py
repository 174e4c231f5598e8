"""A statement and the answer inside it → questions in words: "In which year was the INF Treaty signed?".

`questions` goes this way:

* parsing.py reads the statement; finding.py finds the answer in it; unit.py and nouns.py take the words that hang on it
  (target.py holds both);
* clause.py cuts out the clause that holds the answer; route.py sees whether a question can reach into it;
* asking.py chooses the question words, with who.py, sorts.py, times.py, measures.py and deeds.py (phrase.py);
* build.py puts the words in order, with verbs.py and saying.py;
* sound.py and openness.py refuse what is not surely right.
"""

from tutor.drafting.wording.questions import questions, suggestions

__all__ = ["questions", "suggestions"]

"""A statement and the answer inside it → questions in words: "In which year was the INF Treaty signed?".

`questions` goes this way: parsing.py reads the statement; target.py finds the answer and the words that hang on it;
clause.py finds the clause that holds it; route.py sees whether a question can reach it; asking.py, times.py and
measures.py choose the question words; build.py puts the words in order, with verbs.py and saying.py; sound.py and
openness.py refuse what is not surely right.
"""

from tutor.drafting.wording.questions import questions, suggestions

__all__ = ["questions", "suggestions"]

"""An article → draft facts, each with the sentence that proves it.

spaCy and its model are imported in here only, and only when something is drafted: learners never wait for them.
"""

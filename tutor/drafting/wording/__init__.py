"""A statement and the answer inside it → questions in words: "In which year was the INF Treaty signed?"."""

from tutor.drafting.wording.questions import questions

__all__ = ["questions"]

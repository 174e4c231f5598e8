"""A teacher decides about a real answer: accept it, call it close, or reject it; and everybody is regraded.

`ruling` finds the edit of the bank and what stands against it, `effect` who changes and how: both are pure. `acting`
shows a decision, makes it and takes it back; `listing` gives the answers that wait for one.
"""

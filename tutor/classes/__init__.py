"""What is done in a live class: by learners (`attending`), by the teacher (`running`), and what came of it (`results`).

The rules are in `tutor.classroom`; these read, ask them, and record. No verdict is stored: it is found from the bank
of today, so what a teacher accepts changes every result at once.
"""

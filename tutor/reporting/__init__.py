"""The rules of the report: what the answers of a bank say about its facts, and how sure that is. No screens, no store.

`shares` is the arithmetic of few answers, `items` counts for each fact, `concerns` says what to do something about.
"""

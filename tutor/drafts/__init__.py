"""What a teacher does with drafts: has an article drafted (`making`), then accepts, edits, drops, adds (`reviewing`).

The bank's file is all the memory there is (`filing`): a draft is a fact with `status: draft`, an accepted one has lost
that line. Every action looks at the teacher again; all raise Trouble, whose text is a plain sentence for the screen.
"""

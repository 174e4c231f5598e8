"""Teachers edit banks in the browser: the text checked while they type, what a save would change, saves and undos.

`opening` reads a bank's file, `live` checks what is typed, `saving` shows and saves a change, `history` tells what was
saved and takes it back, `patch` is the arithmetic of lines, `shelving` makes, copies and archives whole banks.
"""

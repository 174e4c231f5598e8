"""The pages: they call an action, then draw the result. Nothing is decided here."""

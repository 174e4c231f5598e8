"""Passage: `streamlit run app.py`. The script, the identity cookie, start-up; nothing else."""

from pathlib import Path

from starlette.middleware import Middleware
from streamlit import App

from tutor.ui.house import lifespan
from tutor.ui.identity import Identity

app = App(Path(__file__).parent / "tutor" / "ui" / "script.py", middleware=[Middleware(Identity)], lifespan=lifespan)

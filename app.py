"""Passage: `streamlit run app.py`. The script, who is learning, who teaches, how it looks, start-up; nothing else."""

from pathlib import Path

from starlette.middleware import Middleware
from streamlit import App

from tutor.ui import handin, health, metrics, signin
from tutor.ui.dress import Dress
from tutor.ui.identity import Identity
from tutor.ui.opening import lifespan
from tutor.ui.uploads import Uploads

app = App(
    Path(__file__).parent / "tutor" / "ui" / "script.py",
    middleware=[Middleware(Uploads), Middleware(Identity), Middleware(Dress)],
    routes=[*signin.ROUTES, *handin.ROUTES, *health.ROUTES, *metrics.ROUTES],
    lifespan=lifespan,
)

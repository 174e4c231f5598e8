"""Rewording a draft, or writing a fact of one's own, with suggestions how its question could be worded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

import streamlit as st

from tutor import drafts
from tutor.actions import House
from tutor.drafts import Change, Review, Unsaved, Wanted
from tutor.model import Fact, Paragraph
from tutor.teachers import Teacher
from tutor.ui import draft_view
from tutor.ui.safe import label

_LONGEST = 1_000
"""Letters of a statement or a question: what a bank takes."""

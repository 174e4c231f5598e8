"""The smallest chat there is: it repeats what is typed. The yardstick for what an answer may cost the server."""

import streamlit as st

history: list[tuple[str, str]] = st.session_state.setdefault("history", [])
said = st.chat_input("Say something")
if said:
    history += [("user", said), ("assistant", f"You said: {said}")]
for role, text in history[-10:]:  # as many messages as Passage draws
    with st.chat_message(role):
        st.text(text)

"""What Streamlit runs for every visitor and at every answer; all of it is in `front`."""

from tutor.ui.front import main

main()

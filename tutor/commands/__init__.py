"""The subcommands of `python -m tutor`, one small file each: read the arguments, call the house, print."""

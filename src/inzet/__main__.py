"""``python -m inzet``: the same as the command ``inzet``."""

from inzet.cli import main

if __name__ == "__main__":
    main(prog_name="inzet")

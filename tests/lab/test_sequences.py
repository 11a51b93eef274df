#!/usr/bin/python3
"""What two computers, a sleeping one, or a host that dies can do to a move: never both hosts serve, never
neither for good, each message arrives once. The cases lie in files of their own and share a prepared relay.

By default the quick ones; `--all`: every one. Exit 77: not possible here.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from prepared import main  # noqa: E402
from test_lost_files import LostFiles  # noqa: E402, F401
from test_two_admins import TwoAdmins  # noqa: E402, F401
from test_vanished import Vanished  # noqa: E402, F401

if __name__ == "__main__":
    main()

"""Drills: processes are killed, a disk fills, a database stops while people save. What was answered is kept.

A portal in processes of its own works on a copy of the test's database. A few blows in each run of the tests;
`make drill` has more of them (DRILL_KILLS=…), on SQLite and on PostgreSQL.
"""

import os

KILLS = int(os.environ.get("DRILL_KILLS", 2))
FEW = max(1, KILLS // 8)  # of what takes long: a stopped database, a full disk, a killed worker of the background

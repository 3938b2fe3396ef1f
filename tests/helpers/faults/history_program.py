"""Answers about a history's database in lines of JSON, inside the disks that it is on.

``python history_program.py FILE``. SQLite resolves the path through which other processes would
see the file.
"""

import json
import sqlite3
import sys
from contextlib import closing

_TAKES = "SELECT outcome, text, detail, recording FROM takes WHERE started_s > ? ORDER BY take"

file = sys.argv[1]
lock = sqlite3.connect(":memory:")
for line in sys.stdin:
    question, _, argument = line.strip().partition(" ")
    answer: object = None
    try:
        if question == "lock":
            lock = sqlite3.connect(file)
            lock.execute("BEGIN IMMEDIATE")
        elif question == "unlock":
            lock.close()
        else:
            with closing(sqlite3.connect(file, timeout=0)) as database:
                if question == "takes":
                    answer = database.execute(_TAKES, (float(argument),)).fetchall()
                elif question == "version":
                    (answer,) = database.execute("PRAGMA user_version").fetchone()
                    database.execute(f"PRAGMA user_version = {int(argument)}")
    except sqlite3.Error:
        pass
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()

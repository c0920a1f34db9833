"""Makes files, words and tables that are meant to overload whatever reads them, and measures what reading them costs.

`cost.py` runs a reader in a process of its own, `words.py` and the other modules make what it reads, `readers.py`
names every reader. Each is held to SECONDS and MEGABYTES of `cost.py` by `tests/test_hostile_input.py`.
"""

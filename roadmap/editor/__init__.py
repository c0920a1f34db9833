"""The plan written like an outline: rows typed, moved, copied, deleted, renumbered, and each step taken back.

It knows `plan`, `responsibles`, and how `execution` tells what was understood.
A change usually begins in `actions/arranging.py` (steps), `actions/rows.py` (words) or `views/editor.py`.
"""

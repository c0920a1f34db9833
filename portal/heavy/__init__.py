"""Files that take long to read: read by the worker, in a process of its own with limits, while a page waits.

It knows no file format: a reader is a function that `settings.HEAVY_READERS` names, from a file's name, content and
arguments to bytes, which are kept for a while. `apart.py` runs one within its limits; a room asks by
`ask_for_reading` and shows `waiting_page` until there is something to show.
A change usually begins in `running.py`.
"""

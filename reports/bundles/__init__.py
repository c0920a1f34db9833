"""Many documents and files as one ZIP, made by a worker, for one person: asked for, followed, downloaded, removed.

Knows all rooms of documents. A change usually begins in `contents.py`, which tells what a bundle holds; `running.py` is
how a worker goes about it.
"""

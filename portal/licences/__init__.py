"""«Лицензии»: other people's programs that the portal consists of, each with its version, its licence and its text.

Knows `requirements.lock` and what installed packages say of themselves; nothing here is kept by hand.
A change usually begins in `components.py`.
"""

"""«Версия для слабовидящих»: how large, how wide and in which colours a person sees every page (GOST R 52872-2019).

Knows nothing of what pages show: a cookie holds what was chosen, and each choice is a style sheet of its own. So it
works without JavaScript, without a log-in, and in the administration too. Pages that are the same for everybody, and
kept by caches, ask for one more style sheet, which alone heeds the cookie.
A change usually begins in `choices.py`; what a choice looks like is in `static/portal/appearance/`.
"""

"""Open pages: what a municipality shows everybody of its programmes, without a log-in, once it says so.

It knows programmes, their indicators and plans, issued documents; nobody knows it: a link stands on the log-in page
and in the set-up. What is shown is approved and marked here, for that approval alone; counts of people below five are
hidden by `hiding`, together with whatever would tell them. A change usually begins in `queries/` with what a page says;
what may be shown at all is `queries/opened.py`.
"""

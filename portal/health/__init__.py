"""Whether the portal lives and can do its work, for a web server or a watchman that asks by HTTP, without a log-in.

It knows Django and the queue of work in the background; strangers are told yes or no, the log why not.
A change usually begins in `checks.py`.
"""

"""What the portal says of itself: a line of JSON for each event, with whose request it was; log-ins in the journal too.

It knows people by their numbers and the address they came from; names, e-mails, passwords and what was typed stay out.
A change usually begins in `formatting.py`; `log_ins.py` tells of who came, went and was refused.
"""

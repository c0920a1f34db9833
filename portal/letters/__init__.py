"""Letters to people: whether the portal can send any, sending them, what became of each, trying again.

Knows Django's mail, and nothing of what letters are about: a caller gives words, a person and the record in question.
«Отправлено» means that a mail server took the letter.
A change usually begins in `sending.py`; `mail_way.py` tells where letters go, `failures.py` how a failure is said.
"""

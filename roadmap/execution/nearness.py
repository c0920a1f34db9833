"""How far ahead a page, a letter or a count looks at what is due."""

import datetime

DUE_SOON = datetime.timedelta(days=7)
DUE_IN_A_MONTH = datetime.timedelta(days=30)
# What begins within so many days may be reported on already.
OPENS_BEFORE = datetime.timedelta(days=31)

"""Four made-up departments of different regions, with their own Excel lists, and what a clerk reads in them.

Written without a look at the readers. `None` for a school means: nobody could tell, so the portal has to ask.
"""

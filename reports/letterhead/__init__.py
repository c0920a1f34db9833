"""What a department prints on: its own letterhead for orders in Word, and how its pages look.

Knows `layout` and `blocks`. A change usually begins in `checking.py`, which tells what a letterhead may have and which
every upload goes through.
"""

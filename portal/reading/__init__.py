"""What the readers of written words have in common: walking over tokens by rules that may find nothing.

It knows no token, no word and no app: `indicators.quantity` and `roadmap.term` bring their own.
A change usually begins in `cursor`: with what every rule of both readers needs.
"""

"""Lets an app show something (links, buttons, lists) on pages of the apps below it, which know nothing of it.

A page names a place, `{% offered "school" school %}`, and functions in any app's `offers.py` say what to show there.
The offers of one place stand in the order of the apps, the lowest first.
"""

from collections import defaultdict
from collections.abc import Callable

from django.template import Context

# Makes HTML from the page's context and what the page is about; "" if there is nothing to offer the person.
Offer = Callable[..., str]

_offers: dict[str, list[Offer]] = defaultdict(list)


def offered_at(place: str) -> Callable[[Offer], Offer]:
    """Register a function `(context, record, **about) -> HTML` for a place."""

    def register(offer: Offer) -> Offer:
        _offers[place].append(offer)
        return offer

    return register


def offers_at(place: str, context: Context, *about, **more) -> list[str]:
    return [html for offer in _offers[place] if (html := offer(context, *about, **more))]

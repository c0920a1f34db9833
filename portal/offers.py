"""What an app offers on pages of the apps below it, which know nothing of it: links, buttons, lists of documents.

A page names a place, `{% offered "school" school %}`, and every app's `offers.py` says what it has for that place. The
offers of one place stand in the order of the apps, from below.
"""

from collections import defaultdict
from collections.abc import Callable

from django.template import Context

# From the page's context and what the page is about to HTML; "" where the person is offered nothing.
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

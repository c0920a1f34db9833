"""Values of indicators as education departments write them: what they mean, whether a plan is reached, writing them.

A value stays the text that a person typed; its meaning is read from it whenever it is needed. The way is
text → tokens (`tokens`, `figures`) → rules (`grammar`) → checks (`reading`). What the rules do not understand as a
whole stays text, and whatever could be meant in two ways carries a doubt: a sentence for the person who typed it.
"""

from indicators.quantity.figures import write_number
from indicators.quantity.meaning import Kind, Previous, Quantity
from indicators.quantity.reaching import is_reached
from indicators.quantity.reading import read_quantity

__all__ = ["Kind", "Previous", "Quantity", "is_reached", "read_quantity", "write_number"]

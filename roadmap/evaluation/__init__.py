"""The yearly evaluation of a programme's effectiveness, by a method that is data; knows no Django.

Texts of plans and facts → `degrees` (one indicator) → `judging` (components, the whole, the class) → words that can be
checked with a calculator. A method's shape is `format`, its scale is checked by `scale`, `sentences` reads it aloud.
"""

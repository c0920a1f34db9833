"""The yearly evaluation of a programme's effectiveness, by a method that is data.

It knows `targets`, `plan`, `programmes` and `execution`, whose values and reports it judges. The way is plans and facts
→ `degrees` (one indicator) → `components` and `wholes`, a file each → `judging` (figures, class, words that can be
checked with a calculator) → `queries/sheet.py` → pages. Up to `judging` nothing knows Django.
A change usually begins in `components`, a file each; what a person chooses and copies is in `methods`.
"""

"""Chooses the form of a word beside a number.

That is a rule and doesn't use the dictionary of `portal.text.phrases`, which would make «5 годов» of «5 лет».
"""


def plural(number: int, one: str, few: str, many: str) -> str:
    """Return the form for the number, in any case: of «школа, школы, школ» or «школе, школам, школам»."""
    if number % 10 == 1 and number % 100 != 11:
        return one
    return few if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else many


def counted(number: int, one: str, few: str, many: str) -> str:
    """Return number and word: «21 школа», «2 школы», «5 школ»."""
    return f"{number} {plural(number, one, few, many)}"


def participle(number: int, feminine: str) -> str:
    """Return a participle's form for the number: «рассмотрена» (21 школа), «рассмотрены» (2), «рассмотрено» (5)."""
    stem = feminine[:-1]
    return plural(number, feminine, f"{stem}ы", f"{stem}о")

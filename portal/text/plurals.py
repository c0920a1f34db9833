"""The form of a word beside a number.

A rule and not the dictionary of `portal.text.phrases`: to that, the plural of «год» is «годов», also in «5 лет».
"""


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form that the number asks for, in whichever case they are: «школа, школы, школ», «школе, школам, школам»."""
    if number % 10 == 1 and number % 100 != 11:
        return one
    return few if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else many


def counted(number: int, one: str, few: str, many: str) -> str:
    """«21 школа», «2 школы», «5 школ»."""
    return f"{number} {plural(number, one, few, many)}"


def participle(number: int, feminine: str) -> str:
    """«рассмотрена 21 школа», «рассмотрены 2 школы», «рассмотрено 5 школ»."""
    stem = feminine[:-1]
    return plural(number, feminine, f"{stem}ы", f"{stem}о")

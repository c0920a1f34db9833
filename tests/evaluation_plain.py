"""A second, plain evaluator of means, shares and classes: floats and long-hand rules, beside which ours is tested."""


def plain_degree(plan: float, fact: float, *, is_decreasing: bool, turns: bool, cap: float | None) -> float | None:
    """Of two plain numbers, in per cent; None where it isn't assessed."""
    if plan == 0:
        if not is_decreasing:
            return None
        return 100.0 if fact == 0 else 0.0
    degree = fact / plan * 100
    if is_decreasing and turns:
        degree = 100.0 if fact == 0 else plan / fact * 100
    return degree if cap is None else min(degree, cap)


def plain_whole(method: str, degrees: list[float], reached: int, done: int, in_time: int, activities: int,
                money: float) -> dict[str, float]:  # fmt: skip
    """The figures of each delivered method in per cent; `money` is spent to planned."""
    mean = sum(degrees) / len(degrees)
    share = 100 * reached / len(degrees)
    if method == "aleysky":
        return {"O": (mean + money + 100 * done / activities) / 3}
    if method in ("sharlyksky", "vokhomsky"):
        return {"E" if method == "sharlyksky" else "R": mean / money * 100, "P": mean}
    if method == "kostroma":
        apart = abs(money - mean)
        k = next((k for end, k in ((10, 1.25), (20, 1.1), (25, 1.0), (35, 0.9)) if apart <= end), 0.75)
        return {"E": money * mean * k / 100}
    if method == "vladimir":
        return {"M": 100 * in_time / activities, "R": share}
    if method == "olkhovatsky":
        return {"R": share, "F": money}
    return {"O": (mean + money) / 2}


def plain_class(method: str, figures: dict[str, float]) -> str:
    if method == "aleysky":
        return "высокая" if figures["O"] >= 80 else "средняя" if figures["O"] >= 40 else "низкая"
    if method == "sharlyksky":
        names = ((90, "высокая"), (80, "средняя"), (70, "удовлетворительная"))
        return next((name for bound, name in names if figures["E"] >= bound), "неудовлетворительная")
    if method == "kostroma":
        return ""
    if method == "vladimir":
        worst = min(figures["M"], figures["R"])
        return "высокая" if worst >= 90 else "удовлетворительная" if worst >= 75 else "неудовлетворительная"
    if method == "olkhovatsky":
        worst = min(figures["R"], figures["F"])
        return "высокий" if worst >= 90 else "удовлетворительный" if worst >= 70 else "неудовлетворительный"
    if method == "vokhomsky":
        p, r = figures["P"], figures["R"]
        return "высокая" if p >= 95 and r >= 95 else "средняя" if p >= 90 and r >= 85 else "низкая"
    return "высокая" if figures["O"] >= 90 else "средняя" if figures["O"] >= 60 else "низкая"

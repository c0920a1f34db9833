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


def plain_reached(word: str, plan: float, fact: float, direction: str, meaning: str) -> bool:
    """Return whether «до 75», «не менее 70» is reached: the catalogue goes before the word unless that is a limit."""
    says_less = word in ("до", "не более", "менее")
    is_goal = direction != "" and says_less != (direction == "less") and meaning != "limit"
    if is_goal:
        return fact >= plan if direction == "more" else fact <= plan
    if word == "до" and direction == "" and meaning == "goal":
        return fact >= plan
    return {"до": fact <= plan, "не более": fact <= plan, "менее": fact < plan,
            "не менее": fact >= plan, "более": fact > plan}[word]  # fmt: skip


def plain_whole(method: str, degrees: list[float], reached: int, done: int, in_time: int, activities: int,
                money: float) -> dict[str, float]:  # fmt: skip
    """The figures of each delivered method in per cent; `money` is spent to planned."""
    mean = sum(degrees) / len(degrees)
    share = 100 * reached / len(degrees)
    if method == "aleysky":
        return {"O": (mean + money + 100 * done / activities) / 3}
    if method in ("sharlyksky", "vokhomsky"):
        return {"E" if method == "sharlyksky" else "R": mean / money * 100, "P": mean}
    if method == "conclusion":
        return {"E": mean * done / activities / money * 100}
    if method == "subprogrammes":  # a programme without any is taken whole
        return {"E": mean / 2 + mean * done / activities / money * 100 / 2}
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
    if method == "subprogrammes":
        names = ((90, "высокая"), (80, "средняя"), (70, "удовлетворительная"))
        return next((name for bound, name in names if figures["E"] >= bound), "неудовлетворительная")
    if method == "conclusion":
        return "высокая" if figures["E"] >= 90 else "средняя" if figures["E"] >= 70 else "низкая"
    if method == "kostroma":
        return ""
    if method == "vladimir":
        worst = min(figures["M"], figures["R"])
        return "высокая" if worst >= 90 else "удовлетворительная" if worst >= 75 else "неудовлетворительная"
    if method == "olkhovatsky":
        worst = min(figures["R"], figures["F"])
        return "высокий" if worst >= 90 else "удовлетворительный" if worst >= 70 else ""
    if method == "vokhomsky":
        p, r = figures["P"], figures["R"]
        return "высокая" if p >= 95 and r >= 95 else "средняя" if p >= 90 and r >= 85 else ""
    total = figures["O"]
    return "высокая" if total >= 90 else "средняя" if 60 <= total <= 89 else "низкая" if total < 59 else ""


def plain_figures(method: dict, year: dict) -> dict[str, float] | None:
    """Of a method's JSON whose whole is a mean, a weighted sum or a product and quotient; None where a figure lacks.

    `year`: degrees as pairs of a share and whether it is reached, marks as words, planned and spent; and `parts` alike,
    each with its weight.
    """
    figures = {}
    for component in method["components"]:
        found = plain_component(component, year)
        if found is None:
            return None
        figures[component["key"]] = found
    whole = method["whole"]
    if whole["kind"] == "mean":
        total = sum(figures.values()) / len(figures)
    elif whole["kind"] == "weighted":
        total = sum(float(weight) * figures[key] for key, weight in whole["weights"].items())
    else:
        total = 1.0
        for key in whole["of"]:
            total *= figures[key]
        for key in whole["to"]:
            if not figures[key]:
                return None
            total /= figures[key]
    return figures | {whole["key"]: total}


def plain_component(component: dict, year: dict) -> float | None:
    shares = [share for share, _ in year["degrees"]]
    known = [mark for mark in year["marks"] if mark in ("done", "late", "not_done")]
    match component["kind"]:
        case "achievement":
            if component.get("whose") == "own" and year.get("parts"):
                shares = year["own"]
            return sum(shares) / len(shares) if shares else None
        case "reached":
            return sum(reached for _, reached in year["degrees"]) / len(shares) if shares else None
        case "activities":
            counted = [mark for mark in known if mark == "done" or (mark == "late" and not component.get("on_time"))]
            return len(counted) / len(known) if known else None
        case "money":
            return year["spent"] / year["planned"] if year["planned"] else None
    parts = year["parts"] or [year | {"weight": 1}]
    found = []
    for part in parts:
        one = plain_component({"kind": "achievement"}, part | {"parts": []})
        if component["of"] in ("results_activities", "all") and one is not None:
            done = plain_component({"kind": "activities"}, part)
            one = None if done is None else one * done
        if component["of"] in ("results_money", "all") and one is not None:
            one = one / (part["spent"] / part["planned"]) if part["planned"] and part["spent"] else None
        found.append(one)
    weights = [part["planned"] if component["weights"] == "money" else part["weight"] for part in parts]
    if len(parts) == 1:
        return found[0]
    if None in found or not sum(weights):
        return None
    return sum(one * weight for one, weight in zip(found, weights, strict=True)) / sum(weights)


def plain_verdict(classes: list[dict], figures: dict[str, float]) -> str:
    """The first class all of whose limits hold, or none: an order may say nothing."""
    for each in classes:
        holds = True
        for band in each.get("bands", []):
            figure = figures[band["figure"]]
            low, high = band.get("low"), band.get("high")
            if low is not None and (figure <= float(low) if band.get("low_open") else figure < float(low)):
                holds = False
            if high is not None and (figure >= float(high) if band.get("high_open", True) else figure > float(high)):
                holds = False
        if holds:
            return each["name"]
    return ""

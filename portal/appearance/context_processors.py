from portal.appearance.choices import COOKIE, appearance_from


def appearance(request) -> dict:
    return {"appearance": appearance_from(request.COOKIES.get(COOKIE, ""))}

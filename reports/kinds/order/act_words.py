"""The words of a drafted act that its kind decides: what its head or body does, how it calls itself, who controls."""

from portal.text.cases import Case
from portal.text.phrases import noun_gender
from schools.orders.acts import Act

_VERBS = {Act.ORDER: "ПРИКАЗЫВАЮ", Act.RESOLUTION: "ПОСТАНОВЛЯЮ", Act.DIRECTIVE: "ОБЯЗЫВАЮ"}
# In the past a body's verb has the gender of its noun.
_DECIDED = {"masc": "РЕШИЛ", "femn": "РЕШИЛА", "neut": "РЕШИЛО"}
_TO_BE_WRITTEN_IN = "_" * 30


def ordering(act: Act, issuer: str) -> str:
    """«ПРИКАЗЫВАЮ:» of a head; «Совет депутатов РЕШИЛ:» of a body, in the present where its gender isn't known."""
    if act in _VERBS:
        return f"{_VERBS[act]}:"
    return f"{issuer} {_DECIDED.get(noun_gender(issuer), 'РЕШАЕТ')}:".strip()


def to_this(act: Act) -> str:
    """«согласно приложению к настоящему приказу»."""
    return f"настоящему {act.in_case(Case.DATIVE)}"


def publishing(act: Act) -> str:
    return f"Разместить {act.with_word('настоящий', 'настоящее')} на официальном сайте в сети «Интернет»."


def control(act: Act) -> str:
    """A body keeps no control for itself: on whom it is laid is written in."""
    whom = f"возложить на {_TO_BE_WRITTEN_IN}" if act == Act.DECISION else "оставляю за собой"
    return f"Контроль за исполнением настоящего {act.in_case(Case.GENITIVE)} {whom}."

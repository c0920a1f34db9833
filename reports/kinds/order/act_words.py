"""The words of a drafted act that depend on its kind: «ПРИКАЗЫВАЮ», «настоящему приказу», who controls it."""

from portal.text.cases import Case
from portal.text.phrases import noun_gender
from schools.orders.acts import Act

_VERBS = {Act.ORDER: "ПРИКАЗЫВАЮ", Act.RESOLUTION: "ПОСТАНОВЛЯЮ", Act.DIRECTIVE: "ОБЯЗЫВАЮ"}
# A verb in the past tense takes the gender of the body's noun.
_DECIDED = {"masc": "РЕШИЛ", "femn": "РЕШИЛА", "neut": "РЕШИЛО"}
_TO_BE_WRITTEN_IN = "_" * 30


def ordering(act: Act, issuer: str) -> str:
    """Return the words before the clauses: «ПРИКАЗЫВАЮ:» of a head, «Совет депутатов РЕШИЛ:» of a body.

    The verb is in the present tense («РЕШАЕТ») where the noun's gender isn't known.
    """
    if act in _VERBS:
        return f"{_VERBS[act]}:"
    return f"{issuer} {_DECIDED.get(noun_gender(issuer), 'РЕШАЕТ')}:".strip()


def to_this(act: Act) -> str:
    """Name the act itself in the dative, as in «согласно приложению к настоящему приказу»."""
    return f"настоящему {act.in_case(Case.DATIVE)}"


def publishing(act: Act) -> str:
    return f"Разместить {act.with_word('настоящий', 'настоящее')} на официальном сайте в сети «Интернет»."


def control(act: Act) -> str:
    """Return the clause on who controls the execution: the head who signs; a body's act has a blank for the name."""
    whom = f"возложить на {_TO_BE_WRITTEN_IN}" if act == Act.DECISION else "оставляю за собой"
    return f"Контроль за исполнением настоящего {act.in_case(Case.GENITIVE)} {whom}."

"""Reads a party once more, piece by piece, to find a piece that means somebody whom the whole doesn't.

The rules read a party as one. But «отдел образования и больница», «директора школ (ШНОР)», «Начальник УО – СОШ № 2» are
two parties, of which the rules would find only one.
"""

import re
from collections.abc import Mapping

from portal.text.keys import natural_key
from roadmap.responsibles.parties import Party
from roadmap.responsibles.school_mentions import mentions_of

LINE = "\v"  # between two lines that may be one party or two
# People with whom another party begins, though no sign stands before them.
_HEADS = (
    r"руководители|специалисты?|методисты?|координаторы?|начальник|председатель|заведующ(?:ий|ая)|юрисконсульт|эксперт|"
    r"консультант|педагоги|преподаватели|заместител[ьи]|классные руководители"
)
_GOES_ON = (
    r"(?:общего|общему|дошкольно(?:го|му)|науки|молод|спорт|культур|делам|туризм|"
    r"низк|нор\b|риск|сложн|трудн|неблаг|необъектив|признак)"
)
_BETWEEN = re.compile(
    rf"(?<!работе)(?<!связи)\s+(?:и|или|с|со|при)\s+(?!(?i:{_GOES_ON}))|\s[-–—]+\s|[()\n:/]|(?<=[а-яё]{{3}})\.|"
    r"(?<=[а-яёА-ЯЁ»])\s+(?!Администрации)(?=[А-ЯЁ][а-яё]+(?:ы|и|ие|ые|ая|ое|ий|ый|е|а|я)\b)|"
    rf"(?<=[а-яёА-ЯЁ»])(?<!ые)(?<!ие)(?<!ый)(?<!ий)(?<!ая)\s+(?=(?i:{_HEADS})\b)"
)
# Words that mean somebody only together with those beside them: «директор и учителя СОШ № 5», «школы – участники
# проекта».
_GENERAL = re.compile(
    r"(?:(?:директор|учител|педагог|преподавател|заместител|зам|завуч|классн|кл|рук|администраци|коллектив|все|"
    r"общеобразовательн|образовательн|организаци|учреждени|педагогическ|работник|руководител)\w*|школ[аы]?|о[оу]|м[бка]?оу)"
    r"(?: (?:район|округ|город|школ|о[оу]\b)\w*| (?:\w+ого|организаци\w*|учреждени\w*|руководител\w*|директор\w*))*"
)


def left_out(party: Party, schools: Mapping[int, str]) -> str:
    """Return the first piece that means somebody whom the party doesn't; "" if there is none.

    A line may continue the one before it, so that lines count as pieces only if each of them means somebody.
    """
    whole = _find_meaning(party)
    lines = _split_parties(party.item.split(LINE), party, schools)
    pieces = _split_parties(_BETWEEN.split(party.item), party, schools)
    read = [*(lines if all(map(_find_meaning, lines)) else []), *pieces]
    return next((piece.item for piece in read if _find_meaning(piece) - whole - _find_implied(piece, party, whole)), "")


def _split_parties(pieces: list[str], whole: Party, schools: Mapping[int, str]) -> list[Party]:
    found = [each.strip(' ,;«»".') for each in pieces]
    found = [each for each in found if natural_key(each) and not each.casefold().startswith("администрации ")]
    if len(found) < 2:
        return []
    mentions = mentions_of(found, schools)
    return [Party.of(piece, mention, whole.own, whole.names) for piece, mention in zip(found, mentions, strict=True)]


def _find_meaning(party: Party) -> set[str | int]:
    said = {
        "department": party.is_department,
        "all schools": party.is_all_schools,
        "low results": party.is_low_results,
        "others": party.is_outside and not (party.is_part_of_name or party.is_anybodys),
    }
    return {name for name, is_meant in said.items() if is_meant} | party.mention.schools


def _find_implied(piece: Party, of_whole: Party, whole: set[str | int]) -> set[str]:
    """Return what a piece means only by its general words: «директор» in «директор и учителя СОШ № 5».

    Taken alone it would mean all schools; here it is of the school that the whole names.
    """
    has_schools = of_whole.is_some_schools or whole - {"department", "others"}
    return {"all schools"} if has_schools and _GENERAL.fullmatch(natural_key(piece.item)) else set()

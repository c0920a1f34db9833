"""Recognises words of other columns, which name nobody: a term, money, a result, a heading, an address."""

import re

from portal.text.keys import natural_key
from roadmap.responsibles.school_mentions import PERSON

_DATE = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)\b|\b(?:19|20)\d\d\b")
_TOWN = re.compile(r"\b(?:г|гор|с|п|пос|д|дер)\.\s*[А-ЯЁ][а-яё-]{2,40}")
_INITIALS = re.compile(r"\bф\.\s?и\.\s?о\b", re.IGNORECASE)
_STREET = re.compile(r"\b(?:ул|улица|пер|пл|пр-т|пр-кт)\b\.?\s*[А-ЯЁ][а-яё-]{2,40}")
_NUMBER = re.compile(r"\d+")

# All patterns are matched with whole words of `natural_key`. One of these has to be there.
_TELLING = re.compile(
    # a term
    r"январ\w*|феврал\w*|март\w?|апрел\w*|ма[йяе]|июн\w*|июл\w*|август\w?|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*|"
    r"год(?:а|у|ы|ов)?|квартал\w*|полугоди\w*|месяц\w*|срок\w{0,3}|период\w?|течени\w|дат[аы]|(?:еже|круглогодичн)\w+|"
    r"постоянно|систематически|регулярно|"
    # money
    r"бюджет\w{0,2}|(?:со)?финансировани\w*|средств\w*|руб(?:л\w{1,2})?|субсиди\w*|внебюджетн\w*|"
    # a result
    r"справк\w*|отчет\w{0,3}|приказ\w{0,3}|протокол\w{0,3}|аналитическ\w+|выполнен\w{0,2}|исполнен[оыа]?|проведен[оыа]?|"
    # a state
    r"уточня\w+|согласован\w*|вакан\w+|назнач\w+|требу[ею]тся|предусмотрен\w*|определ(?:я|ен)\w*|указан\w*|отсутству\w+|"
    r"неизвестно|нет|х|"
    # how much, or how it is held
    r"менее|более|очно|заочно|дистанционно|онлайн|офлайн|очн(?:ая|ое|ый)|заочн(?:ая|ое|ый)|"
    # a heading or a reference
    r"наименовани[ея]|названи[ея]|цел[ьи]|задач[аи]|результат\w{0,2}|показател[ьяи]|индикатор\w?|"
    r"фио|должност\w*|подпис\w*|ответственн(?:ые|ый|ого|ых)|исполнител\w*|см|п|пп|пункт\w{0,2}|раздел\w{0,2}|примечани\w*|"
    # what is held, what it is about, a place
    r"семинар\w{0,3}|вебинар\w{0,3}|тренинг\w{0,3}|совещани[ея]|конференци[яи]|консультаци[яи]|мониторинг\w?|"
    r"диагностик[аи]|анкетировани[ея]|тестировани[ея]|собеседовани[ея]|практикум\w?|олимпиад[аы]|грамотност[ьи]|"
    r"гиа|егэ|огэ|впр|ул|д"
)
_SMALL = re.compile(
    r"[а-я]|не|до|по|за|без|из|со|во|на|от|при|или|гг|мес|кв|позднее|весь|всего|всей|учебн\w{2,3}|отчетн\w{2,3}|следующ\w+|"
    r"местн\w{2,3}|районн\w{2,3}|муниципальн\w{2,3}|областн\w{2,3}|краев\w{2,3}|республиканск\w{2,3}|федеральн\w{2,3}|"
    r"счет|рамках|текущ\w+|финансов\w{2,3}|тыс|млн|исполнени\w|выполнени\w|реализации|проведени\w|мероприяти\w|i{1,3}|iv|дом|"
    r"документ\w{0,2}|данн\w{2,3}|буд[еу]т|позже|дополнительно|отдельно|форма|формат\w?|раза?|процент\w{0,2}|"
    r"повышени[ея]|качеств[оа]|развити[ея]|формировани[ея]|обеспечени[ея]|образования|обучения|подготовки|"
    r"функциональн\w{2,3}|читательск\w{2,3}|математическ\w{2,3}|естественнонаучн\w{2,3}|цифров\w{2,3}|"
    r"математик[еаи]|русск\w{2,3}|язык[уа]|физике|химии|биологии|истории|географии|обществознанию|информатике|литературе"
)
_TOLD = "год"  # stands for a date, «ул» for a street


def names_nobody(words: str) -> bool:
    """Return whether the words belong to another column: «сентябрь 2027 г.», «бюджет», «ФИО», «см. п. 1.3», «очно»."""
    if PERSON.search(words):
        return False
    plain, streets = _STREET.subn(" ул ", _DATE.sub(f" {_TOLD} ", _INITIALS.sub("фио", words)))
    plain = _TOWN.sub(" ", plain) if streets else plain
    found = [word for word in natural_key(plain).split() if not _NUMBER.fullmatch(word)]
    tells = [bool(_TELLING.fullmatch(word)) for word in found]
    return any(tells) and all(tells[at] or _SMALL.fullmatch(word) for at, word in enumerate(found))

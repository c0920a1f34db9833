"""A coordinator walks a department's lists through the pages, answers as a clerk would, and each action is counted."""

import json
import re
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indicators.catalogue.models import Indicator
from portal.accounts.models import User
from schools.access.models import Membership
from schools.directory.models import Municipality, School
from tests.schools.rosters.strangers.books import Department, figure

_ALIKE = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")


@dataclass
class Told:
    """Of one list: rows taken rightly, asked about, told as not taken, and taken wrongly without a doubt."""

    right: int = 0
    asked: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    actions: int = 0

    def __str__(self) -> str:
        return (
            f"right {self.right}, asked {len(self.asked)}, left {len(self.left)}, WRONG {len(self.wrong)}, "
            f"actions {self.actions}"
        )


def plain(text: str) -> str:
    """As a person compares: without look-alike Latin letters, marks and case."""
    words = text.translate(_ALIKE) if re.search(r"[А-Яа-яЁё]", text) else text
    return " ".join(words.replace("«", "").replace("»", "").lower().split())


class Walk:
    def __init__(self, department: Department, municipality: Municipality, client: Client):
        self.department, self.municipality, self.client = department, municipality, client

    def _upload(self, url: str, book: str, **data):
        file = SimpleUploadedFile(f"{book}.xlsx", self.department.books[book])
        return self.client.post(url, {"file": file, **data}, follow=True)

    def _roster(self, name: str, book: str, answer) -> tuple[Told, object]:
        """The file, the look, answers to what is asked, the acceptance. Gives back what was first seen."""
        told, url = Told(), reverse(name, args=[self.municipality.pk])
        page = self._upload(url, book)
        told.actions = 2
        page = self._corrected(page, url, self.department.corrected.get(book, {}), told)
        first = page.context["plan"]
        answers, alike = {}, set()
        for row in first.rows:
            for question in row.questions:
                if question.chosen:
                    answers[question.name] = question.chosen
                elif (chosen := answer(row, question)) and (question.alike, chosen) not in alike:
                    told.actions += 1
                    alike |= {(question.alike, chosen)} if question.alike else set()
                    answers[question.name] = chosen
                else:
                    answers[question.name] = chosen
        keys = {f"column-{number}": key for number, _, _, key in page.context["columns"]}
        kept = {"table": page.context["sheet"].as_json(), "seen": page.context["seen"], **keys, **answers}
        for _ in range(3):  # a question may follow from an answer
            page = self.client.post(url, {**kept, "accept": "yes"}, follow=True)
            told.actions += 1
            if not (page.context.get("plan") and page.context["plan"].open_rows):
                break
            for row in page.context["plan"].open_rows:
                for question in row.questions:
                    if not question.chosen:
                        told.actions += 1
                        kept[question.name] = answer(row, question)
        return told, first

    def _corrected(self, page, url: str, wanted: dict[int, str], told: Told):
        """What a person sees to be taken for another column, and sends to be looked at once more."""
        keys = {number: key for number, _, _, key in page.context["columns"]}
        known = dict(page.context["labels"])
        wrong = {number: key for number, key in wanted.items() if keys.get(number) != key and key in known}
        if not wrong:
            return page
        told.actions += len(wrong) + 1
        table = {"table": page.context["sheet"].as_json()}
        return self.client.post(url, table | {f"column-{number}": key for number, key in (keys | wrong).items()})

    def school_of(self, key: str | None) -> School | None:
        if key is None:
            return None
        pattern = self.department.schools[key].pattern
        found = [
            each
            for each in self.municipality.schools.all()
            if re.search(pattern, plain(each.name)) or re.search(pattern, plain(each.full_name))
        ]
        return found[0] if len(found) == 1 else None

    def schools(self) -> Told:
        def answer(row, question):
            wanted = "part" if question.alike == "branch" else "new"
            return next((value for value, _ in question.choices if value == wanted), "skip")

        told, plan = self._roster("school-roster", "schools", answer)
        told.asked += [f"{row.title}: {question.label}" for row in plan.rows for question in row.questions]
        noted = [f"{row.title}: {' '.join(row.notes)}" for row in plan.rows if row.notes]
        told.left += noted
        found = set()
        for key, kept in self.department.schools.items():
            school = self.school_of(key)
            if school is None:
                told.wrong.append(f"no school {kept.pattern}")
                continue
            found.add(school.pk)
            wrong = [
                f"{name}: {getattr(school, name)!r} for {wanted!r}"
                for name in ("director_name", "email", "pupils")
                if (wanted := getattr(kept, {"director_name": "director"}.get(name, name)))
                and plain(str(getattr(school, name) or "")) not in ("", plain(str(wanted)))
            ]
            told.wrong += [f"{school.name}: {each}" for each in wrong]
            told.right += not wrong
        told.wrong += [
            f"no school of the list: {each.name}" for each in self.municipality.schools.exclude(pk__in=found)
        ]
        return told

    def people(self) -> Told:
        people = {person.email: person for person in self.department.people}
        rows: dict[str, list] = {}

        def person_of(row):
            """Of two of one name the one whose turn it is."""
            written = [each for each in people if plain(people[each].name) in plain(row.title)]
            met = rows.setdefault(row.title, [])
            met += [row.number] if row.number not in met else []
            return people[written[min(met.index(row.number), len(written) - 1)]] if written else None

        def answer(row, question):
            person = person_of(row)
            if person is None:
                return "skip"
            if question.name.startswith("role"):
                roles = {"deputy": "observer", "head": "coordinator"}
                return roles.get(person.role, person.role)
            if question.name.startswith("school"):
                school = self.school_of(person.school)
                return str(school.pk) if school else "skip"
            return next(iter(dict(question.choices)))

        told, plan = self._roster("person-roster", "people", answer)
        told.asked += [f"{row.title}: {q.label}" for row in plan.rows for q in row.questions if not q.chosen]
        told.left += [f"{row.title}: {' '.join(row.notes)}" for row in plan.rows if row.notes]
        for email, person in people.items():
            self._check_person(told, email, person, plan)
        known = User.objects.filter(memberships__isnull=False, email__endswith=next(iter(people)).split("@")[1])
        told.wrong += [f"nobody of the list: {each.email}" for each in known.exclude(email__in=people).distinct()]
        return told

    def _check_person(self, told: Told, email: str, person, plan) -> None:
        user = User.objects.filter(email=email).first()
        if user is None:
            told.wrong += [] if any(email in line or person.name in line for line in told.left) else [f"lost: {email}"]
            return
        roles = {"deputy": {"observer", "director"}, "head": {"coordinator", "specialist", "observer"}}
        given = list(Membership.objects.filter(user=user))
        school = self.school_of(person.school)
        wrong = [
            f"{email}: {each.role} of {each.school or each.municipality}"
            for each in given
            if each.role not in roles.get(person.role, {person.role}) or each.school != school
        ]
        if plain(user.full_name) != plain(person.name):
            wrong.append(f"{email}: called {user.full_name!r}")
        told.wrong += wrong
        told.right += bool(given) and not wrong

    def indicators(self) -> Told:
        def answer(row, question):
            values = dict(question.choices)
            return next((each for each in ("own", "new") if each in values), next(iter(values)))

        told, plan = self._roster("indicator-roster", "indicators", answer)
        told.asked += [f"{row.title}: {q.label}" for row in plan.rows for q in row.questions if not q.chosen]
        told.left += [f"{row.title}: {' '.join(row.notes)}" for row in plan.rows if row.notes]
        found = set()
        for number, measure in enumerate(self.department.indicators):
            indicator = self.indicator_of(number)
            if indicator is None:
                told.wrong.append(f"no indicator «{measure.name}»")
                continue
            found.add(indicator.pk)
            wrong = [f"unit {indicator.unit!r} for {measure.unit!r}"] if unit_of(indicator) != measure.unit else []
            if measure.better and indicator.direction and measure.better not in indicator.direction:
                wrong.append(f"direction {indicator.direction}")
            told.wrong += [f"{indicator}: {each}" for each in wrong]
            told.right += not wrong
        told.wrong += [
            f"no indicator of the list: {each}" for each in self.municipality.indicators.exclude(pk__in=found)
        ]
        return told

    def indicator_of(self, number: int) -> Indicator | None:
        """The one so named, the shortest of them: «Численность учащихся» is no «Численность учащихся 1-4 кл.»."""
        words = plain(self.department.indicators[number].name).replace(" — ", ": ")
        found = [each for each in self.municipality.indicators.all() if words in plain(str(each)).replace(" — ", ": ")]
        found = [each for each in found if each.name and plain(each.name) in words] or found
        return min(found, key=lambda each: len(str(each)), default=None)

    def values(self, columns: tuple[int, ...], years: tuple[int, ...]) -> Told:
        """Each figure of the file is of one row and column, so it tells where it came from."""
        told, page = Told(actions=4), reverse("value-import", args=[self.municipality.pk, str(years[0])])
        answer = self._upload(page, "values", kind="fact")
        first = answer.context["plan"]
        told.asked += [f"{each.place}: {each.words}" for each in first.questions]
        for _ in range(3):  # what is answered leads to further names
            answer = self._said(answer, columns, told)
        self._check_values(told, answer.context["plan"], columns, years)
        return told

    def _said(self, answer, columns: tuple[int, ...], told: Told):
        """Questions and names of the file, as a clerk would answer them."""
        place, shown = [self.municipality.pk, answer.context["token"]], {"shown": answer.context["checksum"]}
        if open_questions := answer.context["plan"].open_questions:
            told.actions += len(open_questions) + 1
            said = {f"answer:{each.key}": each.options[0][0] for each in open_questions}
            answer = self.client.post(reverse("value-import-answers", args=place), shown | said, follow=True)
            shown = {"shown": answer.context["checksum"]}
        if names := answer.context.get("names"):
            said = {f"name:{each.number}": self._meaning(each, columns) for each in names}
            changed = [each for each in names if said[f"name:{each.number}"] != getattr(each, "proposed", "")]
            told.actions += len(changed) + 1
            told.asked += [each.text for each in changed if each.what == "school"]
            answer = self.client.post(reverse("value-import-names", args=place), shown | said, follow=True)
        return answer

    def _meaning(self, name, columns: tuple[int, ...]) -> str:
        if name.what == "indicator":
            fitting = [at for at, heading in enumerate(self.department.headings) if heading in name.text]
            indicator = self.indicator_of(columns[fitting[0]]) if fitting else None
            return str(indicator.pk) if indicator else "left-out"
        row = next(each for each in self.department.rows if each.written == name.text)
        school = self.school_of(row.school)
        return str(school.pk) if school else "left-out"

    def _check_values(self, told: Told, plan, columns: tuple[int, ...], years: tuple[int, ...]) -> None:
        rows = self.department.rows
        meant = {
            f"{figure(row, column):g}".replace(".", ","): (row - 1, column)
            for row in range(1, len(rows) + 1)
            for column in range(len(columns))
        }
        placed: dict[int, set] = {}
        wrong: list[str] = []
        for item in plan.items:
            row, column = meant[item.new.replace(".", ",")]
            placed.setdefault(row, set()).add(item.cell.school_id)
            wants = self.indicator_of(columns[column])
            if wants is None or item.cell.indicator_id != wants.pk:
                wrong.append(f"column {column}: taken for «{Indicator.objects.get(pk=item.cell.indicator_id)}»")
            if int(item.cell.period[:4]) != years[column]:
                wrong.append(f"column {column}: taken for {item.cell.period}")
        told.wrong += dict.fromkeys(wrong)
        for number, row in enumerate(rows):
            got, school = placed.get(number, set()), self.school_of(row.school)
            if got and (school is None or got != {school.pk}):
                names = [str(School.objects.get(pk=pk)) if pk else "the municipality" for pk in got]
                told.wrong.append(f"«{row.written}» taken for {names}")
            else:
                told.right += bool(got)
        told.left += [f"{each.what or 'told'} {each.place} «{each.text}»: {each.why}" for _, each in plan.unplaced]


def unit_of(indicator: Indicator) -> str:
    """As a person reads it."""
    words = indicator.unit.lower().rstrip(".")
    same = {"человек": "чел.", "чел": "чел.", "проц": "%", "процент": "%", "проценты": "%", "в процентах": "%",
            "баллов": "балл", "единиц": "ед.", "ед": "ед.", "руб": "руб.", "процентных пунктов": "п.п.", "мбит/с": "Мбит/с",
            "да/нет": ""}  # fmt: skip
    return same.get(words, indicator.unit)


def as_json(told: dict[str, Told]) -> str:
    return json.dumps({name: vars(each) for name, each in told.items()}, ensure_ascii=False, indent=1)

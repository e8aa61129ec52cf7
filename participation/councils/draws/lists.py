"""Reading a list of people: a CSV file, its identity columns, and its categories."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from participation.base.text import folded, one_line

IDENTITY = {
    "nom": "last_name",
    "prenom": "first_name",
    "courriel": "email",
    "email": "email",
    "telephone": "phone",
    "adresse": "address",
}
MOST_LINES = 100_000
MOST_CATEGORIES = 6
MOST_ANSWERS = 20
MOST_TOLD = 20  # wrong lines that are told one by one
SIGNS = 60  # of an answer


@dataclass(frozen=True)
class Person:
    """One line of a list."""

    name: str
    email: str
    phone: str
    address: str
    answers: list[str]

    @property
    def key(self) -> str:
        """Who it is, to notice the same person on two lists: the name, and where to write."""
        return f"{folded(self.name)}|{folded(self.address or self.email or self.phone)}"


@dataclass
class ReadList:
    """What a file holds, or what is wrong with it."""

    sha256: str
    categories: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_list(content: bytes) -> ReadList:
    """Read a CSV file (`;`, `,` or tabs; UTF-8 or Windows-1252) whose first line names columns.

    « nom », « prénom », « adresse », « courriel », « téléphone » say who it is; each other column
    is a category of the draw. Problems are whole sentences; with any of them nothing is kept.
    """
    read = ReadList(hashlib.sha256(content).hexdigest())
    rows = _rows(content)
    header = [one_line(name) for name in next(rows, [])]
    known = [IDENTITY.get(folded(name)) for name in header]
    read.categories = [name for name, meaning in zip(header, known, strict=True) if not meaning]
    _check_header(read, header, known)
    if read.problems:
        return read
    for number, row in enumerate(rows, start=2):
        if any(cell.strip() for cell in row):
            _add(read, number, row, known)
    if not read.people and not read.problems:
        read.problems.append(_("Cette liste est vide. Ajoutez une ligne par personne."))
    _check_answers(read)
    return read


def _rows(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    return csv.reader(io.StringIO(text), delimiter=delimiter)


def _check_header(read: ReadList, header: list[str], known: list[str | None]) -> None:
    if "last_name" not in known:
        read.problems.append(
            _("La première ligne doit nommer les colonnes, dont une colonne « nom ».")
        )
    if not {"address", "email", "phone"} & set(known):
        read.problems.append(
            _("Il faut de quoi joindre les personnes : une adresse, un courriel ou un téléphone.")
        )
    if "" in header or len(set(map(folded, header))) < len(header):
        read.problems.append(_("Chaque colonne doit avoir un nom, différent des autres."))
    if len(read.categories) > MOST_CATEGORIES:
        read.problems.append(
            _("Gardez %(most)d catégories au plus. La liste en a %(number)d.")
            % {"most": MOST_CATEGORIES, "number": len(read.categories)}
        )


def _add(read: ReadList, number: int, row: list[str], known: list[str | None]) -> None:
    if len(row) != len(known):
        _complain(
            read, number, _("Ligne %(number)d : il manque une colonne, ou il y en a une de trop.")
        )
        return
    told = {meaning: one_line(cell) for meaning, cell in zip(known, row, strict=True) if meaning}
    answers = [
        one_line(cell)[:SIGNS] or _("non précisé")
        for meaning, cell in zip(known, row, strict=True)
        if not meaning
    ]
    name = f"{told.get('first_name', '')} {told['last_name']}".strip()
    email, phone, address = (told.get(part, "") for part in ("email", "phone", "address"))
    if not name or not (email or phone or address):
        _complain(
            read, number, _("Ligne %(number)d : il manque le nom, ou de quoi joindre la personne.")
        )
        return
    read.people.append(Person(name[:120], email[:254], phone[:30], address[:300], answers))


def _complain(read: ReadList, number: int, problem: str) -> None:
    if len(read.problems) == MOST_TOLD:
        problem = _("D’autres lignes ont un problème, à partir de la ligne %(number)d.")
    if len(read.problems) <= MOST_TOLD:
        read.problems.append(problem % {"number": number})


def _check_answers(read: ReadList) -> None:
    if len(read.people) > MOST_LINES:
        read.problems.append(
            _("La liste dépasse %(most)d lignes. Séparez-la en plusieurs listes.")
            % {"most": MOST_LINES}
        )
    for place, category in enumerate(read.categories):
        answers = {person.answers[place] for person in read.people}
        if len(answers) > MOST_ANSWERS:
            read.problems.append(
                _(
                    "La colonne « %(name)s » a %(number)d réponses différentes. "
                    "Regroupez-les en %(most)d au plus, ou retirez la colonne."
                )
                % {"name": category, "number": len(answers), "most": MOST_ANSWERS}
            )

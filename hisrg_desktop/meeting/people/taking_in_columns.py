"""Which column of a list of people holds what: by its heading in English, Dutch or French, else by what stands in it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hisrg_desktop.meeting.people.taking_in_reading import ListReading, ListRow, ListSheet
from hisrg_desktop.meeting.people.taking_in_words import (
    addresses,
    day_of,
    is_honorific,
    kind_meant,
    roles_meant,
)
from hisrg_desktop.meeting.returned.people import folded


@dataclass(frozen=True, slots=True)
class Field:
    """What a column can hold: its key, the heading it has in our own lists, and the other headings it is known by."""

    key: str
    heading: str
    known: tuple[str, ...]


def _field(key: str, heading: str, *known: str) -> Field:
    return Field(key, heading, (folded(heading), *known))


FIELDS = (
    _field(
        "name", "Name", "full name", "display name", "name and surname", "participant", "participants", "person",
        "naam", "volledige naam", "naam en voornaam", "voornaam en naam", "deelnemer", "persoon",
        "nom", "nom complet", "nom et prenom", "prenom et nom", "personne",
    ),
    _field(
        "given", "Given name", "given names", "given", "first name", "first names", "firstname", "forename",
        "voornaam", "voornamen", "roepnaam", "prenom", "prenoms",
    ),
    _field(
        "family", "Family name", "family", "surname", "last name", "lastname",
        "familienaam", "achternaam", "nom de famille",
    ),
    _field(
        "honorific", "Title", "honorific", "salutation", "form of address",
        "titel", "aanhef", "aanspreektitel", "aanspreekvorm", "titre", "civilite",
    ),
    _field("sort", "Sorted as", "sort name", "sort by", "sorteernaam", "gesorteerd als", "nom de tri", "trie comme"),
    _field(
        "email", "E-mail", "email", "mail", "e mail", "e-mail address", "e mail address", "email address",
        "e-mailadres", "emailadres", "courriel", "adresse electronique", "adresse e-mail", "adresse mail", "mel",
    ),
    _field("country", "Country", "nationality", "land", "nationaliteit", "pays", "nationalite"),
    _field(
        "organisation", "Organisation", "organization", "organisation name", "organization name", "affiliation",
        "institution", "institute", "company", "employer", "entity",
        "organisatie", "naam organisatie", "naam van de organisatie", "instelling", "bedrijf", "werkgever",
        "organisme", "nom de l'organisation", "etablissement", "societe", "entreprise", "employeur",
    ),
    _field(
        "short", "Short name", "abbreviation", "acronym", "short", "korte naam", "afkorting", "nom court", "sigle",
        "abreviation", "acronyme",
    ),
    _field(
        "aliases", "Also known as", "aliases", "alias", "other names", "ook bekend als", "andere namen",
        "aussi connu sous", "autres noms",
    ),
    _field(
        "parent", "Part of", "parent", "parent organisation", "parent organization", "belongs to",
        "onderdeel van", "maakt deel uit van", "moederorganisatie", "partie de", "fait partie de", "organisation mere",
        "rattache a",
    ),
    _field(
        "org_country", "Country of the organisation", "country of the organization", "organisation country",
        "organization country", "land van de organisatie", "pays de l'organisation",
    ),
    _field(
        "category", "Category", "type of organisation", "type of organization", "sector", "categorie",
        "soort organisatie", "type organisatie", "type d'organisation", "secteur",
    ),
    _field(
        "separate", "Counts apart because", "separate because", "telt apart omdat", "telt apart want",
        "compte a part parce que", "compte a part car",
    ),
    _field(
        "kind", "Class", "status", "capacity", "participates as", "takes part as", "klasse", "hoedanigheid",
        "deelname als", "classe", "statut", "qualite", "participe comme",
    ),
    _field("role", "Function", "functions", "role", "roles", "functie", "functies", "rol", "fonction", "fonctions"),
    _field("panel", "Panel", "of the panel", "van het panel", "du panel"),
    _field(
        "since", "Since", "from", "start", "start date", "member since", "begin", "sinds", "vanaf", "begindatum",
        "lid sinds", "depuis", "depuis le", "a partir du", "date de debut", "debut", "membre depuis",
    ),
    _field(
        "until", "Until", "to", "end", "end date", "last day", "tot", "tot en met", "einde", "einddatum",
        "laatste dag", "jusqu'au", "jusqu'a", "date de fin", "fin", "dernier jour",
    ),
    _field(
        "applied", "Application received on", "application received", "application", "application date",
        "date of application", "applied on", "applied", "aanvraag ontvangen op", "aanvraag ontvangen", "aanvraag",
        "datum aanvraag", "datum van de aanvraag", "demande recue le", "candidature recue le", "demande",
        "date de la demande", "candidature", "date de candidature",
    ),
    _field(
        "admitted", "Admitted on", "admitted", "admission", "date of admission", "toegelaten op", "toegelaten",
        "datum toelating", "admis le", "admise le", "date d'admission",
    ),
    _field("declined", "Declined on", "declined", "refused on", "afgewezen op", "geweigerd op", "refuse le", "refusee le"),
    _field(
        "alternate", "Alternate of", "alternate for", "stands in for", "plaatsvervanger van", "vervanger van",
        "vervangt", "suppleant de", "suppleante de", "remplace",
    ),
    _field("present", "Present", "attended", "attendance", "in the room", "aanwezig", "aanwezigheid", "presence", "presente"),
)  # fmt: skip
"""In the order in which our own lists have them."""

KEYS = tuple(field.key for field in FIELDS)
HEADING = {field.key: field.heading for field in FIELDS}
DATES = ("since", "until", "applied", "admitted", "declined")
_NAMING = frozenset({"name", "given", "family"})
_BY_HEADING = {known: field.key for field in FIELDS for known in field.known}
_FIRST = 25
"""The headings stand in one of so many first rows."""
_SEEN = 200
"""So many rows are looked at where columns are guessed from what stands in them."""
_MOST = 0.6
"""The share of a column's cells that has to be of a kind."""
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what: of which sheet, under which row of headings (None where there is none).

    `said` is what was guessed or not read; `loose` says of columns that something stands in them that is not used.
    """

    sheet: int
    head: int | None
    fields: Mapping[str, int]
    said: tuple[str, ...] = ()
    loose: Mapping[int, str] = field(default_factory=dict)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is in doubt, with the columns as they are now."""
        used = set(self.fields.values())
        return (*self.said, *_doubts(self.fields), *(words for at, words in self.loose.items() if at not in used))

    def with_field(self, column: int, key: str) -> "Columns":
        """The same with another meaning of a column; without a key it means nothing."""
        others = {k: c for k, c in self.fields.items() if c != column and k != key}
        return replace(self, fields={**others, key: column} if key else others)

    def key_of(self, column: int) -> str:
        """What a column holds; nothing where it is not used."""
        return next((key for key, at in self.fields.items() if at == column), "")


def letter(column: int) -> str:
    """The letter of a column as spreadsheets show it, from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int | None:
    """The column with these letters, from 0; None where they are none."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", letters):
        return None
    number = 0
    for one in letters.upper():
        number = number * 26 + ord(one) - ord("A") + 1
    return number - 1


def likely_columns(reading: ListReading) -> Columns:
    """The sheet that looks most like a list of people, with its columns."""
    found = [columns_of(reading, at) for at in range(len(reading.sheets))]
    return max(found, key=lambda columns: _weight(reading, columns), default=Columns(0, None, {}))


def _weight(reading: ListReading, columns: Columns) -> tuple[bool, int, int]:
    named = bool(_NAMING & columns.fields.keys())
    return named, len(columns.fields) * (2 if columns.head is not None else 1), len(reading.sheets[columns.sheet].rows)


def columns_of(reading: ListReading, sheet: int) -> Columns:
    """The columns of a sheet."""
    there = reading.sheets[sheet]
    found = [(_matched(row.cells), row) for row in there.rows[:_FIRST]]
    best, head = max(found, key=lambda one: len(one[0]), default=({}, None))
    if head is None or not best:
        guessed = _guessed(there, sheet)
        return replace(guessed, said=(*reading.notes, *guessed.said))
    return Columns(sheet, head.row, best, reading.notes, _loose(there, head, best))


def _loose(sheet: ListSheet, head: ListRow, fields: Mapping[str, int]) -> dict[int, str]:
    """The columns that say the same as another, and those with words under no heading."""
    found = {}
    for at in range(sheet.width):
        heading = head.at(at)
        twin = fields.get(_meant(heading), at)
        if heading and twin != at:
            found[at] = f"Column {letter(at)} is headed “{heading}” like {letter(twin)}, and is not used."
        first = next((row.at(at) for row in sheet.rows if row.row > head.row and row.at(at)), "")
        if first and not heading:
            shown = " ".join(first.split())[:_LONGEST_HEADING]
            found[at] = f"Column {letter(at)} has no heading and is not used (“{shown}”)."
    return found


def not_used(reading: ListReading, columns: Columns) -> list[str]:
    """The letters and headings of the columns that hold nothing known."""
    rows = reading.sheets[columns.sheet].rows if columns.sheet < len(reading.sheets) else []
    head = next((row for row in rows if row.row == columns.head), None)
    used = {*columns.fields.values(), *columns.loose}
    named = enumerate(head.cells) if head else ()
    return [f"{letter(at)} {' '.join(words.split())}" for at, words in named if words and at not in used]


def rows_of(reading: ListReading, columns: Columns) -> list[ListRow]:
    """The rows beneath the headings that hold anything."""
    rows = reading.sheets[columns.sheet].rows if columns.sheet < len(reading.sheets) else []
    return [row for row in rows if (columns.head is None or row.row > columns.head) and _holds(row)]


def _holds(row: ListRow) -> bool:
    return bool(row.formulas) or any(words for at, words in enumerate(row.cells) if at not in row.merged)


def _matched(cells: Sequence[str]) -> dict[str, int]:
    """What each column holds, by a row of headings; empty where it is none."""
    found: dict[str, int] = {}
    for at, words in enumerate(cells):
        key = _meant(words)
        if key and key not in found:
            found[key] = at
    if "name" in found and "given" in found and "family" not in found:
        # "Nom" and "Naam" beside a given name are the family name.
        found["family"] = found.pop("name")
    # A heading of names word for word is no name; else half of the cells have to be known, and more than one.
    surely = any(key in _NAMING and _heading(cells[at]) in _BY_HEADING for key, at in found.items())
    filled = sum(map(bool, cells))
    return found if surely or len(found) == filled or 2 * len(found) >= max(filled, 4) else {}


def _heading(words: str) -> str:
    """A heading without brackets, and without the number or sign of a footnote."""
    return folded(re.sub(r"\([^)]*\)|\[[^]]*]|[\d¹²³⁴-⁹*†‡§)]+\s*$", " ", words))


def _meant(heading: str) -> str:
    words = _heading(heading) if len(heading) <= _LONGEST_HEADING else ""
    if words in _BY_HEADING or not words:
        return _BY_HEADING.get(words, "")
    inside = [known for known in _BY_HEADING if len(known) > 3 and f" {known} " in f" {words} "]
    return _BY_HEADING[max(inside, key=len)] if inside else ""


def _doubts(fields: Mapping[str, int]) -> tuple[str, ...]:
    said = []
    if not _NAMING & fields.keys():
        said.append("No column holds names: say which one does.")
    if "kind" not in fields and "applied" not in fields:
        said.append("No column says as what people take part: they are put on record without a class.")
    elif "kind" in fields and "since" not in fields and "admitted" not in fields:
        said.append("No column says since when: people take part from today.")
    return tuple(said)


# --- without headings -------------------------------------------------------------------------------------------------


def _guessed(sheet: ListSheet, at: int) -> Columns:
    """The columns by what stands in them; that it is a guess is said."""
    rows = sheet.rows[:_SEEN]
    columns = [[words for row in rows if (words := row.at(column))] for column in range(sheet.width)]
    fields: dict[str, int] = {}
    for key, is_one in _TELLING:
        for column, cells in enumerate(columns):
            if key not in fields and column not in fields.values() and cells and _share(cells, is_one) >= _MOST:
                fields[key] = column
    fields |= _named(columns, fields)
    rest = [c for c, cells in enumerate(columns) if c not in fields.values() and _share(cells, _has_letters) >= _MOST]
    if rest and _NAMING & fields.keys():
        fields["organisation"] = rest[0]
    said = ", ".join(
        f"{HEADING[key]} in column {letter(column)}" for key, column in sorted(fields.items(), key=_second)
    )
    guess = (f"There is no row of headings. Guessed from what stands there: {said}.",) if fields else ()
    loose = {
        column: f"Column {letter(column)} is not used (“{' '.join(cells[0].split())[:_LONGEST_HEADING]}”)."
        for column, cells in enumerate(columns)
        if cells
    }
    return Columns(at, None, fields, guess, loose)


def _named(columns: list[list[str]], fields: Mapping[str, int]) -> dict[str, int]:
    """The column of names; where every cell is one word, the two beside each other that hold given and family name."""
    left = [column for column in range(len(columns)) if column not in fields.values()]
    addresses_ = columns[fields["email"]] if "email" in fields else []
    whole = [column for column in left if _share(columns[column], _looks_like_a_name) >= _MOST]
    if whole:
        return {"name": max(whole, key=lambda column: (_addressed(columns[column], addresses_), -column))}
    single = [column for column in left if _share(columns[column], _is_one_word) >= _MOST]
    pair = next((one for one in single if one + 1 in single), None)
    return {} if pair is None else {"given": pair, "family": pair + 1}


def _addressed(names: list[str], addresses_: list[str]) -> int:
    """How many of the e-mail addresses have a word of these names in them; organisations may look like names."""
    words = {word for name in names for word in folded(name).split() if len(word) > 2}
    return sum(1 for address in addresses_ if any(word in folded(address.partition("@")[0]) for word in words))


def _second(pair: tuple[str, int]) -> int:
    return pair[1]


def _share(cells: Sequence[str], is_one: Callable[[str], bool]) -> float:
    return sum(1 for words in cells if is_one(words)) / len(cells) if cells else 0.0


def _is_address(words: str) -> bool:
    return bool(addresses(words))


def _is_kind(words: str) -> bool:
    return len(words) > 1 and kind_meant(words) is not None


def _is_role(words: str) -> bool:
    return bool(roles_meant(words)[0])


def _is_day(words: str) -> bool:
    return day_of(words) is not None


def _has_letters(words: str) -> bool:
    return any(letter.isalpha() for letter in words)


def _looks_like_a_name(words: str) -> bool:
    parts = [part for part in words.replace(",", " ").split() if not is_honorific(part)]
    return 2 <= len(parts) <= 5 and all(part[0].isalpha() for part in parts) and not _OFFICE.search(folded(words))


def _is_one_word(words: str) -> bool:
    return words[:1].isupper() and words.replace("-", "").replace("'", "").isalpha()


_OFFICE = re.compile(
    r"\b(?:university|universite|universiteit|institut\w*|agency|agence|agentschap|ministry|ministere|ministerie|ltd|inc|"
    r"bv|gmbh|sa|foundation|fondation|stichting|society|societe|centre|center|centrum|union|council|company|of|for|the)\b"
)
_TELLING = (
    ("email", _is_address),
    ("kind", _is_kind),
    ("role", _is_role),
    ("honorific", is_honorific),
    ("since", _is_day),
)
"""What is told by the cells themselves, the surest first."""

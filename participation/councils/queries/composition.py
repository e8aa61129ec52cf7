"""How a council is made up on a day, held against the rules of its own framework."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.councils.choices import Gender, Way
from participation.councils.models import College, Council, Membership, RecognitionOrder, Seat

FEWEST_KNOWN = 5  # below, a gauge would tell of persons
ALLOWED_GAP = 1  # an odd number cannot be halved


@dataclass(frozen=True)
class Finding:
    """One thing the rules ask and that is not so, with the texts that ask it."""

    text: str
    source: str


@dataclass(frozen=True)
class Parity:
    """How many women and men sit in a college, as far as they said so."""

    women: int
    men: int
    other: int
    unsaid: int

    @property
    def is_shown(self) -> bool:
        """Whether enough people said it, so that the figures tell of nobody in particular."""
        return self.women + self.men + self.other >= FEWEST_KNOWN

    @property
    def rows(self) -> list[tuple[str, int]]:
        """The lines of the gauge."""
        rows = [(_("Femmes"), self.women), (_("Hommes"), self.men)]
        rows += [(_("Autre"), self.other)] if self.other else []
        return rows + ([(_("Non précisé"), self.unsaid)] if self.unsaid else [])

    @property
    def words(self) -> str:
        women = ngettext("%(number)s femme", "%(number)s femmes", self.women)
        men = ngettext("%(number)s homme", "%(number)s hommes", self.men)
        return f"{women % {'number': self.women}}, {men % {'number': self.men}}"


@dataclass(frozen=True)
class Place:
    """One seat and who holds it, or a member without a seat of their own."""

    seat: Seat | None
    member: Membership | None


@dataclass(frozen=True)
class CollegeLine:
    """One college: its places, its substitutes in their rank, its share of the members."""

    college: College
    places: list[Place]
    substitutes: list[Membership]
    whole: int  # members of the council, all colleges together

    @property
    def members(self) -> list[Membership]:
        return [place.member for place in self.places if place.member]

    @property
    def filled(self) -> int:
        return len(self.members)

    @property
    def vacant(self) -> int:
        return len(self.places) - self.filled

    @property
    def named(self) -> list[Membership]:
        """Those whose name everyone may read, because they agreed."""
        return [member for member in self.members if member.is_named_publicly]

    @property
    def by_lot(self) -> int:
        return sum(member.way == Way.BY_LOT for member in self.members)

    @property
    def parity(self) -> Parity:
        genders = [member.gender for member in self.members]
        kinds = (Gender.WOMAN, Gender.MAN, Gender.OTHER, Gender.UNSAID)
        return Parity(*(genders.count(kind) for kind in kinds))

    @property
    def missing(self) -> int:
        """How many more members of this college would give it the share that the rules ask.

        The least n with (members + n) / (whole + n) >= share.
        """
        share = self.college.least_percent
        short = share * self.whole - 100 * self.filled
        if short <= 0:
            return 0
        return -(-short // (100 - share)) if share < 100 else self.whole - self.filled


@dataclass(frozen=True)
class Composition:
    """Who sits on a day, college by college, and what the framework finds wanting."""

    council: Council
    day: date
    colleges: list[CollegeLine]
    orders: list[RecognitionOrder]
    findings: list[Finding] = field(default_factory=list)

    @property
    def members(self) -> list[Membership]:
        return [member for line in self.colleges for member in line.members]

    @property
    def filled(self) -> int:
        return len(self.members)

    @property
    def places(self) -> int:
        return sum(len(line.places) for line in self.colleges)

    @property
    def vacant(self) -> int:
        return self.places - self.filled


def composition(council: Council, day: date | None = None) -> Composition:
    """Give the composition of a council on a day (today by default), in four queries.

    A suspended member still holds the seat; each member carries `is_suspended`.
    """
    on = day or council.today
    mandates = list(
        council.memberships.on(on).with_is_suspended().order_by("substitute_rank", "name", "pk")
    )
    seats = list(council.seats.order_by("number"))
    whole = sum(not mandate.is_substitute for mandate in mandates)
    lines = [
        CollegeLine(
            college=college,
            places=_places(
                college,
                [seat for seat in seats if seat.college_id == college.pk],
                [m for m in mandates if m.college_id == college.pk and not m.is_substitute],
            ),
            substitutes=[m for m in mandates if m.college_id == college.pk and m.is_substitute],
            whole=whole,
        )
        for college in council.framework.colleges.order_by("rank", "pk")
    ]
    made = Composition(council, on, lines, list(council.recognition_orders.standing_on(on)))
    made.findings.extend(Finding(text, council.framework.source) for text in _findings(made))
    return made


def _places(college: College, seats: list[Seat], members: list[Membership]) -> list[Place]:
    for seat in seats:
        seat.college = college  # named by it when it has no label of its own
    holders = {member.seat_id: member for member in members if member.seat_id}
    taken = [Place(seat, holders.get(seat.pk)) for seat in seats]
    standing = [Place(None, member) for member in members if member.seat_id is None]
    return taken + standing


def _findings(made: Composition) -> list[str]:
    found = [text for line in made.colleges for text in _of_college(line)]
    rules = made.council.framework
    if rules.fewest_members and made.filled < rules.fewest_members:
        found.append(
            ngettext(
                "Le conseil compte %(number)s membre. Le cadre en demande %(fewest)s au moins.",
                "Le conseil compte %(number)s membres. Le cadre en demande %(fewest)s au moins.",
                made.filled,
            )
            % {"number": made.filled, "fewest": rules.fewest_members}
        )
    if rules.most_members and made.filled > rules.most_members:
        found.append(
            _("Le conseil compte %(number)s membres. Le cadre en admet %(most)s au plus.")
            % {"number": made.filled, "most": rules.most_members}
        )
    if rules.needs_recognition and not made.orders:
        found.append(_("Aucun arrêté de reconnaissance n’est enregistré."))
    return found


def _of_college(line: CollegeLine) -> list[str]:
    names = {"college": line.college.name, "percent": line.college.least_percent}
    found = []
    if line.missing:
        found.append(
            ngettext(
                "Il manque %(number)s membre du collège « %(college)s » "
                "pour atteindre %(percent)s %%.",
                "Il manque %(number)s membres du collège « %(college)s » "
                "pour atteindre %(percent)s %%.",
                line.missing,
            )
            % {"number": line.missing, **names}
        )
    parity = line.parity
    gap = abs(parity.women - parity.men)
    if line.college.wants_parity and parity.is_shown and gap > ALLOWED_GAP:
        found.append(
            _("Le collège « %(college)s » n’est pas à parité : %(words)s.")
            % {**names, "words": parity.words}
        )
    others = line.filled - line.by_lot
    if line.college.is_drawn and others:
        found.append(
            ngettext(
                "Dans le collège « %(college)s », %(number)s membre ne vient pas "
                "du tirage au sort.",
                "Dans le collège « %(college)s », %(number)s membres ne viennent pas "
                "du tirage au sort.",
                others,
            )
            % {**names, "number": others}
        )
    return found

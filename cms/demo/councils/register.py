"""The register: the rules, who carries councils, and forty councils in every state."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from cms.demo.cast import Cast
from cms.demo.reading import Calendar, Told, read
from participation.base.clock import living_at
from participation.councils import actions
from participation.councils.choices import Activity, CollegeKind, Way
from participation.councils.models import College, Council, Framework, HostOrganisation
from participation.territories.actions import register_territory
from participation.territories.models import Territory

HOUR = 10
ENDED = (Activity.ENDED, Activity.BEING_SET_UP)


@dataclass
class Rules:
    """The frameworks and the host organisations, by the key their file gives them."""

    frameworks: dict[str, Framework] = field(default_factory=dict)
    hosts: dict[str, HostOrganisation] = field(default_factory=dict)


def add_places(cast: Cast) -> None:
    """Register the third department, and the neighbourhoods that councils cover."""
    told, source = read("councils/places"), read("territories")
    shared = {"vintage": source["vintage"], "source": source["source"]}

    def add(row: Told, kind: str, parent: Territory) -> None:
        cast.territories[row["code"]] = register_territory(
            kind=kind, parent=parent, **row, **shared
        )

    add(told["department"], Territory.Kind.DEPARTMENT, cast.territories["R00"])
    for row in told["communes"]:
        add(row, Territory.Kind.COMMUNE, cast.territories[told["department"]["code"]])
    for row in told["priority_neighbourhoods"]:
        fields = {name: value for name, value in row.items() if name != "commune"}
        add(fields, Territory.Kind.PRIORITY_NEIGHBOURHOOD, cast.territories[row["commune"]])


def write_rules() -> Rules:
    """Write the frameworks with their colleges, and the host organisations."""
    told, rules = read("councils/rules"), Rules()
    for row in told["frameworks"]:
        rules.frameworks[row["key"]] = _framework(row)
    for row in told["hosts"]:
        fields = {name: row[name] for name in ("legal_form", "contact_email")}
        rules.hosts[row["key"]], _ = HostOrganisation.objects.get_or_create(
            name=row["name"], defaults=fields
        )
    return rules


def _framework(row: Told) -> Framework:
    ends = row["valid_to"]
    framework, is_new = Framework.objects.get_or_create(
        name=row["name"],
        defaults={
            "summary": row["summary"],
            "source": row["source"],
            "valid_from": date.fromisoformat(row["valid_from"]),
            "valid_to": date.fromisoformat(ends) if ends else None,
            "needs_recognition": row["needs_recognition"],
            "needs_draw": row["needs_draw"],
            "bars_officers": row["bars"],
            "bars_elected": row["bars"],
            "bars_state_agents": row["bars"],
            "animation_months": row["animation_months"],
        },
    )
    for rank, (kind, name, least, wants_parity, is_drawn) in enumerate(row["colleges"]):
        if is_new:
            College.objects.create(
                framework=framework,
                kind=CollegeKind(kind),
                name=name,
                least_percent=least,
                wants_parity=wants_parity,
                is_drawn=is_drawn,
                rank=rank,
            )
    return framework


def enter_council(told: Told, cast: Cast, rules: Rules, calendar: Calendar) -> Council:
    """Enter one council of the register, with its seats, on the day it was founded."""
    founded = calendar.at(told["founded"], HOUR)
    with living_at(founded):
        council = actions.create_council(
            actor=None,
            name=told["name"],
            slug=told["slug"],
            body_type=told["type"],
            framework=rules.frameworks[told["framework"]],
            commune=cast.territories[told["commune"]],
            neighbourhoods=[cast.territories[code] for code in told["covers"]],
            host=rules.hosts.get(told.get("host", "")),
            activity=Activity(told["activity"]) if "change" not in told else Activity.ACTIVE,
            summary=told["summary"],
            contact_role="La coordination du conseil",
            contact_email=f"{told['slug']}@conseils.example",
            founded_on=founded.date(),
        )
        for college, number in zip(colleges_of(council), told["seats"], strict=False):
            if number:
                actions.set_seats(council, college, number, actor=None)
    if change := told.get("change"):
        with living_at(calendar.at(change["day"], HOUR)):
            activity = Activity(told["activity"])
            actions.change_activity(council, activity, actor=None, reason=change["reason"])
    return council


def colleges_of(council: Council) -> list[College]:
    return list(council.framework.colleges.order_by("rank"))


def fill_seats(council: Council, told: Told, calendar: Calendar) -> None:
    """Seat people without an account in a council that is not lived in: some seats stay empty."""
    if told["activity"] in ENDED:
        return
    rng = Random(told["slug"])  # noqa: S311  a die for a demonstration
    names = read("councils/names")
    with living_at(calendar.at(max(told["founded"] + 20, -500), HOUR)):
        for seat in council.seats.select_related("college"):
            if rng.randrange(100) < 18:
                continue
            first = rng.choice(names["first"])
            actions.seat(
                council,
                name=f"{first['name']} {rng.choice(names['last'])}.",
                gender=first["gender"],
                is_named_publicly=rng.randrange(100) < 40,
                college=seat.college,
                seat=seat,
                way=Way.BY_LOT if seat.college.is_drawn else Way.VOLUNTEER,
                actor=None,
            )

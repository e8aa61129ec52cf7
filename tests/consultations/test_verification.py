import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from consultations.actions import Submission
from consultations.actions import withdraw as withdraw_contribution
from consultations.components.register.actions import Words, write
from consultations.components.register.models import Entry
from consultations.models import Consultation, Contribution, Ledger, LedgerLeaf, Step
from consultations.receipts import fingerprint, root_of
from consultations.verification import Fault, Finding, verify
from participation.base.clock import now
from participation.base.codes import readable_code
from tests.factories import make_closed, make_open_step

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
ALTERATIONS = 1000


@pytest.fixture
def step(db: None) -> Step:
    """A register with twelve contributions: some answer others, one is withdrawn."""
    step = make_open_step("register")
    first = [give(step, f"Texte n° {number}") for number in range(8)]
    for parent in first[:4]:
        give(step, f"Réponse à {parent.tracking_code}", parent=parent.entry)
    withdraw_contribution(give(step, "Retirée"), actor=None, arrived_at=now())
    return step


def give(step: Step, text: str, parent: Entry | None = None) -> Contribution:
    return write(step, Words(text, title=text[:9]), submission(), parent=parent)


def submission() -> Submission:
    return Submission(key=uuid4(), arrived_at=now(), opened_at=now())


@pytest.fixture
def closed(step: Step) -> Consultation:
    return make_closed(step.consultation)


def codes(consultation: Consultation) -> list[str]:
    counted = Contribution.objects.counted().filter(consultation=consultation).order_by("pk")
    return [str(code) for code in counted.values_list("tracking_code", flat=True)]


def test_an_untouched_consultation_is_sound(closed: Consultation) -> None:
    report = verify(closed, expected_root=closed.ledger.root)
    assert (report.findings, report.checked, report.root) == ([], 12, closed.ledger.root)


def test_before_the_closing_stored_hashes_are_checked(step: Step) -> None:
    assert verify(step.consultation).is_sound
    Entry.objects.filter(contribution__tracking_code=codes(step.consultation)[3]).update(body="!")
    report = verify(step.consultation)
    assert report.findings == [Finding(Fault.ALTERED, codes(step.consultation)[3])]
    assert not report.is_published


def test_publishing_and_hiding_are_no_alteration(closed: Consultation) -> None:
    Contribution.objects.filter(tracking_code=codes(closed)[0]).update(
        state="hidden", hidden_article="2", hidden_reason="Insulte"
    )
    assert verify(closed).is_sound


@dataclass
class Vandal:
    """Alters one thing at random, and says which codes the check must name."""

    consultation: Consultation
    chance: random.Random
    names: list[str] = field(default_factory=list)

    def pick(self) -> Contribution:
        rows = Contribution.objects.counted().filter(consultation=self.consultation)
        return self.chance.choice(list(rows.order_by("pk")))

    def pick_two(self) -> tuple[Contribution, Contribution]:
        rows = Contribution.objects.counted().filter(consultation=self.consultation)
        one, other = self.chance.sample(list(rows.order_by("pk")), 2)
        return one, other

    def leaf(self) -> LedgerLeaf:
        leaves = LedgerLeaf.objects.filter(ledger__consultation=self.consultation)
        return self.chance.choice(list(leaves.order_by("pk")))

    def expect(self, *codes: str | None) -> None:
        self.names = sorted(str(code) for code in codes)

    def edit_words(self) -> None:
        row = self.pick()
        name = self.chance.choice(["title", "body", "theme"])
        value = getattr(row.entry, name)
        place = self.chance.randint(0, len(value))
        sign = self.chance.choice(" .aé\u00a0")
        Entry.objects.filter(contribution=row).update(
            **{name: value[:place] + sign + value[place:]}
        )
        self.expect(row.tracking_code)

    def turn_stance(self) -> None:
        row = self.pick()
        Entry.objects.filter(contribution=row).update(stance=self.chance.choice(["for", "against"]))
        self.expect(row.tracking_code)

    def change_votes(self) -> None:
        row = self.pick()
        Entry.objects.filter(contribution=row).update(votes_for=self.chance.randint(0, 9))
        self.expect(row.tracking_code)

    def detach_answer(self) -> None:
        answers = Entry.objects.filter(depth=1, contribution__consultation=self.consultation)
        entry = self.chance.choice(list(answers.order_by("pk").select_related("contribution")))
        Entry.objects.filter(pk=entry.pk).update(parent=None, root=None, depth=0)
        self.expect(entry.contribution.tracking_code)

    def delete_words(self) -> None:
        alone = Entry.objects.filter(answers=None, contribution__consultation=self.consultation)
        counted = alone.exclude(is_erased=True).select_related("contribution").order_by("pk")
        entry = self.chance.choice(list(counted))
        entry.delete()
        self.expect(entry.contribution.tracking_code)

    def delete_row(self) -> None:
        alone = Entry.objects.filter(answers=None, contribution__consultation=self.consultation)
        counted = alone.exclude(is_erased=True).select_related("contribution").order_by("pk")
        row = self.chance.choice(list(counted)).contribution
        self.expect(row.tracking_code)
        row.delete()

    def insert_row(self) -> None:
        row = self.pick()
        row.pk, row.tracking_code, row.idempotency_key = None, readable_code(), uuid4()
        row.save()
        entry = Entry(contribution=row, title="Ajoutée", body="Après coup")
        entry.save()
        row.sha256 = fingerprint(row, row.component.payload(row))
        row.save()
        self.expect(row.tracking_code)

    def swap_words(self) -> None:
        one, other = self.pick_two()
        entries = [one.entry, other.entry]
        words = [(entry.title, entry.body) for entry in entries]
        for entry, (title, body) in zip(entries, reversed(words), strict=True):
            Entry.objects.filter(pk=entry.pk).update(title=title, body=body)
        self.expect(one.tracking_code, other.tracking_code)

    def change_time(self) -> None:
        row = self.pick()
        assert row.received_at is not None
        moved = timedelta(microseconds=self.chance.choice([-1, 1, 10**6, 10**10]))
        Contribution.objects.filter(pk=row.pk).update(received_at=row.received_at + moved)
        self.expect(row.tracking_code)

    def change_channel(self) -> None:
        row = self.pick()
        channel = self.chance.choice(["paper", "phone", "post", "helper", "imported"])
        Contribution.objects.filter(pk=row.pk).update(channel=channel)
        self.expect(row.tracking_code)

    def uncount(self) -> None:
        row = self.pick()
        Contribution.objects.filter(pk=row.pk).update(
            state=self.chance.choice(["withdrawn", "draft"])
        )
        self.expect(row.tracking_code)

    def recount(self) -> None:
        row = Contribution.objects.get(consultation=self.consultation, state="withdrawn")
        Contribution.objects.filter(pk=row.pk).update(state="received")
        self.expect(row.tracking_code)

    def change_code(self) -> None:
        row = self.pick()
        code = readable_code()
        Contribution.objects.filter(pk=row.pk).update(tracking_code=code)
        answers = Contribution.objects.filter(entry__parent__contribution=row).order_by("pk")
        self.expect(row.tracking_code, code, *(answer.tracking_code for answer in answers))

    def change_salt(self) -> None:
        row = self.pick()
        Contribution.objects.filter(pk=row.pk).update(salt=row.salt[::-1])
        self.expect(row.tracking_code)

    def edit_stored_hash(self) -> None:
        row = self.pick()
        Contribution.objects.filter(pk=row.pk).update(sha256=self.flipped(row.sha256))
        self.expect(row.tracking_code)

    def forge_row(self) -> None:
        """Change the words, and the stored hash with them."""
        row = self.pick()
        Entry.objects.filter(contribution=row).update(body="Contrefaite")
        row = Contribution.objects.get(pk=row.pk)
        sha256 = fingerprint(row, row.component.payload(row))
        Contribution.objects.filter(pk=row.pk).update(sha256=sha256)
        self.expect(row.tracking_code)

    def edit_leaf(self) -> None:
        leaf = self.leaf()
        LedgerLeaf.objects.filter(pk=leaf.pk).update(sha256=self.flipped(leaf.sha256))
        self.expect(leaf.tracking_code)

    def rename_leaf(self) -> None:
        leaf = self.leaf()
        code = readable_code()
        LedgerLeaf.objects.filter(pk=leaf.pk).update(tracking_code=code)
        self.expect(leaf.tracking_code, code)

    def delete_leaf(self) -> None:
        leaf = self.leaf()
        leaf.delete()
        self.expect(leaf.tracking_code)

    def add_leaf(self) -> None:
        code = readable_code()
        ledger = Ledger.objects.get(consultation=self.consultation)
        LedgerLeaf.objects.create(ledger=ledger, tracking_code=code, sha256="0" * 64)
        self.expect(code)

    def edit_root(self) -> None:
        ledger = Ledger.objects.get(consultation=self.consultation)
        Ledger.objects.filter(pk=ledger.pk).update(root=self.flipped(ledger.root))
        self.expect()

    def flipped(self, sha256: str) -> str:
        place = self.chance.randrange(64)
        return f"{sha256[:place]}{(int(sha256[place], 16) + 1) % 16:x}{sha256[place + 1 :]}"


ACTS: list[Callable[[Vandal], None]] = [
    act
    for name, act in vars(Vandal).items()
    if not name.startswith("_")
    and callable(act)
    and name not in {"pick", "pick_two", "leaf", "expect", "flipped"}
]


def test_each_of_a_thousand_alterations_is_found_and_named(closed: Consultation) -> None:
    """One at a time, each undone before the next; no two draws of the test are alike."""
    seed = random.SystemRandom().randrange(10**9)
    chance = random.Random(seed)
    overlooked = []
    for number in range(ALTERATIONS):
        act = ACTS[number % len(ACTS)]
        vandal = Vandal(closed, chance)
        mark = transaction.savepoint()
        act(vandal)
        report = verify(Consultation.objects.get(pk=closed.pk))
        transaction.savepoint_rollback(mark)
        named = {code for found in report.findings for code in (found.code, found.other) if code}
        if report.is_sound or named != set(vandal.names):
            overlooked.append((act.__name__, vandal.names, report.findings))
    assert overlooked == [], f"seed {seed}"
    assert verify(closed).is_sound


def test_swapped_words_are_told_as_swapped(closed: Consultation) -> None:
    vandal = Vandal(closed, random.Random(7))
    vandal.swap_words()
    (found,) = verify(closed).findings
    assert found.fault == Fault.SWAPPED
    assert sorted([found.code, found.other]) == vandal.names


def test_a_forgery_of_everything_is_found_by_a_root_kept_elsewhere(closed: Consultation) -> None:
    kept = closed.ledger.root
    Vandal(closed, random.Random(7)).forge_row()
    for row in Contribution.objects.counted().filter(consultation=closed):
        LedgerLeaf.objects.filter(tracking_code=row.tracking_code).update(sha256=row.sha256)
    leaves = LedgerLeaf.objects.filter(ledger=closed.ledger).order_by("pk")
    forged = root_of(leaves.values_list("sha256", flat=True))
    Ledger.objects.filter(consultation=closed).update(root=forged)
    assert verify(closed).is_sound
    assert [found.fault for found in verify(closed, expected_root=kept).findings] == [Fault.ROOT]


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    step = make_open_step("register")
    for _ in range(number):
        give(step, "Bonjour")
    consultation = make_closed(step.consultation)
    with django_assert_num_queries(8):
        verify(consultation)


def run(name: str, **options: object) -> tuple[int, str, str]:
    said, complained = StringIO(), StringIO()
    try:
        call_command("verify_consultation", name, stdout=said, stderr=complained, **options)
    except SystemExit as stopped:
        return int(str(stopped.code)), said.getvalue(), complained.getvalue()
    return 0, said.getvalue(), complained.getvalue()


def test_the_command_says_that_all_is_well(closed: Consultation) -> None:
    status, said, complained = run(closed.slug)
    assert (status, complained) == (0, "")
    assert closed.ledger.root in said


def test_the_command_names_what_was_changed_and_fails(closed: Consultation) -> None:
    code = codes(closed)[2]
    Entry.objects.filter(contribution__tracking_code=code).update(body="Autre chose")
    status, _said, complained = run(str(closed.pk))
    assert status == 1
    assert f"{code[:4]} {code[4:]}" in complained
    assert "Autre chose" not in complained


def test_the_command_speaks_to_machines(closed: Consultation) -> None:
    code = codes(closed)[2]
    Contribution.objects.filter(tracking_code=code).update(channel="paper")
    status, said, _complained = run(str(closed.pk), as_json=True)
    told = json.loads(said)
    assert status == 1
    assert told["findings"] == [{"fault": "altered", "code": code, "other": ""}]
    assert Counter(finding["fault"] for finding in told["findings"]) == {"altered": 1}


def test_an_unknown_consultation_is_no_verdict() -> None:
    with pytest.raises(CommandError) as refused:
        call_command("verify_consultation", "nulle-part")
    assert refused.value.returncode == 2

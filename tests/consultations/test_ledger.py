"""Receipts: what a hash covers, its secret half, and the list that is published at closing."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.test import override_settings

from consultations import actions, receipts
from consultations.models import Contribution, Ledger
from participation.base.clock import now
from tests.consultations.sending import send
from tests.factories import make_closed, make_open_step

pytestmark = pytest.mark.django_db


def test_the_same_data_are_written_one_way_only() -> None:
    assert receipts.canonical({"b": 1, "a": ["é", None]}) == '{"a":["é",null],"b":1}'.encode()
    with pytest.raises(ValueError, match="not JSON compliant"):
        receipts.canonical(float("nan"))


def test_the_hash_covers_code_step_instant_channel_words_and_salt() -> None:
    contribution = send(make_open_step())
    payload = contribution.component.payload(contribution)
    assert receipts.fingerprint(contribution, payload) == contribution.sha256
    seen = {contribution.sha256}
    for name, value in {
        "tracking_code": "ZZZZZZZZ",
        "step_id": 999,
        "received_at": datetime(2020, 1, 1, tzinfo=UTC),
        "channel": "paper",
        "salt": "other",
    }.items():
        altered = Contribution.objects.get(pk=contribution.pk)
        setattr(altered, name, value)
        seen.add(receipts.fingerprint(altered, payload))
    seen.add(receipts.fingerprint(contribution, {"other": "words"}))
    assert len(seen) == 7


def test_the_root_is_the_hash_of_the_published_file() -> None:
    hashes = ["b" * 64, "a" * 64]
    file = "".join(f"{line}\n" for line in sorted(hashes)).encode()
    assert receipts.root_of(hashes) == hashlib.sha256(file).hexdigest()
    assert receipts.root_of([]) == hashlib.sha256(b"").hexdigest()


def test_the_secret_half_opens_one_receipt_alone() -> None:
    step = make_open_step()
    mine, other = send(step), send(step)
    assert receipts.holds_secret(mine, receipts.receipt_secret(mine))
    assert not receipts.holds_secret(mine, receipts.receipt_secret(other))
    assert not receipts.holds_secret(mine, "")


def test_a_receipt_printed_under_an_earlier_key_still_opens() -> None:
    contribution = send(make_open_step())
    printed = receipts.receipt_secret(contribution, "yesterday's key")
    assert not receipts.holds_secret(contribution, printed)
    with override_settings(SECRET_KEY_FALLBACKS=["yesterday's key"]):
        assert receipts.holds_secret(contribution, printed)


def test_the_link_of_a_receipt_is_absolute_and_may_say_that_it_is_new() -> None:
    contribution = send(make_open_step())
    path = receipts.receipt_path(contribution)
    assert receipts.receipt_address(contribution).endswith(path)
    assert receipts.receipt_address(contribution).startswith("http")
    assert receipts.receipt_path(contribution, is_new=True) == f"{path}?envoye=1"


def test_closing_publishes_the_hash_of_each_counted_contribution() -> None:
    step = make_open_step()
    kept, hidden, withdrawn = (send(step, words) for words in ("un", "deux", "trois"))
    actions.hide(hidden, actor=None, article="3", reason="Nomme un voisin.")
    actions.withdraw(withdrawn, actor=None, arrived_at=now())
    make_closed(step.consultation)
    ledger = Ledger.objects.get()
    hashes = sorted([kept.sha256, hidden.sha256])
    assert list(ledger.leaves.values_list("sha256", flat=True)) == hashes
    assert (ledger.leaf_count, ledger.root) == (2, receipts.root_of(hashes))


def test_publishing_again_changes_nothing() -> None:
    step = make_open_step()
    send(step)
    make_closed(step.consultation)
    first = Ledger.objects.get()
    again = actions.publish_ledger(step.consultation, actor=None)
    assert (again.pk, again.root, again.leaves.count()) == (first.pk, first.root, 1)

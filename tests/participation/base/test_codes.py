"""Codes that people read aloud and secrets that machines keep."""

from participation.base import codes


def test_a_readable_code_has_no_look_alikes() -> None:
    drawn = "".join(codes.readable_code() for _ in range(500))
    assert set(drawn) <= set("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
    assert len(codes.ALPHABET) == 32


def test_a_code_is_understood_however_it_is_typed() -> None:
    assert codes.tidy_code(" k7qd-2mhx ") == codes.tidy_code("K7QD 2MHX") == "K7QD2MHX"
    assert codes.spaced_code("K7QD2MHX") == "K7QD 2MHX"


def test_the_same_secret_hashes_differently_for_another_purpose() -> None:
    assert codes.digest("x", purpose="draft") != codes.digest("x", purpose="receipt")


def test_a_person_cannot_be_followed_from_one_consultation_to_another() -> None:
    first = codes.keyed_digest("Habitante@Example.org ", "clé de la première")
    assert first == codes.keyed_digest("habitante@example.org", "clé de la première")
    assert first != codes.keyed_digest("habitante@example.org", "clé de la seconde")


def test_addresses_never_come_from_the_host_header() -> None:
    assert codes.absolute("/recu/") == "http://127.0.0.1:8000/recu/"

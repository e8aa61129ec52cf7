"""The embedded summary: traceable, alike each time, and never at a loss for an odd text."""

import random

import pytest

from consultations.summaries.engine.agreement import agreement
from consultations.summaries.engine.placing import place
from consultations.summaries.engine.sentences import is_readable, sentences
from consultations.summaries.engine.summary import NO_SUBJECT, NO_TEXT, Item, Summary, summarise
from consultations.summaries.engine.words import folded, stop_words, tokens
from tests.consultations.summaries.saying import texts

ODD = {
    "vide": "",
    "mot": "Arbre",
    "signes": "🌳🌳 !!! 👍",
    "accord": "Je suis tout à fait d’accord, bonne idée !",
    "catalan": "Cal plantar més arbres a la plaça perquè hi hagi ombra per als veïns del barri.",
    "castillan": "El carril bici de la calle tiene que estar separado de los coches del barrio.",
    "long": "Les arbres de la place donnent de l’ombre. " * 6000,
    "balises": "<script>alert(1)</script> Les arbres https://exemple.org/a?b=c de la place.",
}

REASONS = (
    "Les enfants traversent seuls chaque matin pendant que leurs parents travaillent.",
    "Le budget municipal permet cette dépense sans augmenter la taxe foncière.",
    "Mon voisin retraité regrette le calme qui régnait autrefois dans notre quartier.",
    "Les commerçants du marché couvert attendent une décision avant le printemps.",
    "La canicule de juillet a montré combien le bitume chauffe pendant la nuit.",
    "Une association propose gratuitement son aide pour entretenir ce matériel neuf.",
    "Personne ne respecte le règlement affiché devant la mairie depuis longtemps.",
)


@pytest.fixture(scope="module")
def items() -> list[Item]:
    said = [Item(f"c{n:03}", text, author=str(n)) for n, text in enumerate(texts(5))]
    return said + [Item(name, text) for name, text in ODD.items()]


@pytest.fixture(scope="module")
def found(items: list[Item]) -> Summary:
    return summarise(items)


def test_each_contribution_is_used_once_or_set_aside_with_a_reason(
    items: list[Item], found: Summary
) -> None:
    used = [one for theme in found.themes for one in theme.ids]
    assert len(used) == len(set(used))
    assert sorted([*used, *found.set_aside]) == sorted(item.id for item in items)
    assert found.set_aside == {"vide": NO_TEXT, "signes": NO_SUBJECT, "accord": NO_SUBJECT}


def test_each_verbatim_stands_word_for_word_in_a_text_and_can_be_read_alone(
    items: list[Item], found: Summary
) -> None:
    by_id = {item.id: item for item in items}
    quotes = [quote for theme in found.themes for quote in theme.verbatims]
    assert quotes
    for quote in quotes:
        assert is_readable(by_id[quote.id].text[quote.start : quote.end])


def test_themes_are_what_people_speak_of(found: Summary) -> None:
    told = " ".join(theme.label for theme in found.themes)
    for subject in ("arbres", "piste cyclable", "cantine"):
        assert subject in told
    stops = stop_words("fr")
    for theme in found.themes:
        for word in " ".join(theme.words).split():
            assert folded(word) not in stops and not word.isdigit() and len(word) > 1


def test_order_and_process_change_nothing(items: list[Item], found: Summary) -> None:
    shuffled = random.Random(4).sample(items, len(items))
    assert summarise(shuffled) == found


def test_texts_that_say_nearly_the_same_are_counted_together(found: Summary) -> None:
    repeated = [Item(f"x{n}", texts(1)[0], author=str(n)) for n in range(4)]
    others = [Item(f"y{n}", text) for n, text in enumerate(texts(3))]
    alike = summarise([*repeated, *others]).alike
    assert {alike[f"x{n}"] for n in range(4)} == {"x0"}


def test_one_more_text_finds_its_theme(found: Summary) -> None:
    named = [theme for theme in found.themes if not theme.is_other]
    weights = [theme.weights for theme in named]
    at = place("La piste cyclable manque pour nos vélos", found.memory, weights)
    assert at >= 0 and ("piste" in named[at].label or "vélos" in named[at].label)
    assert place("🌳", found.memory, weights) == -1


def test_nobody_is_quoted_twice_on_a_theme() -> None:
    said = [Item(f"c{n:03}", text, author="une seule") for n, text in enumerate(texts(4))]
    for theme in summarise(said).themes:
        assert len(theme.verbatims) <= 1


def test_both_sides_are_quoted_as_they_are_in_the_theme() -> None:
    said = [
        Item(f"c{n:03}", f"{text} {REASONS[n % 7]}", str(n), "for" if n % 2 else "against")
        for n, text in enumerate(texts(8))
    ]
    by_id = {item.id: item.stance for item in said}
    for theme in summarise(said).themes:
        part = sum(by_id[one] == "for" for one in theme.ids) / len(theme.ids)
        shown = [by_id[quote.id] == "for" for quote in theme.verbatims]
        if len(theme.ids) >= 5 and len(shown) >= 2:
            assert abs(sum(shown) / len(shown) - part) <= 0.15


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_handful_is_left_to_be_read(count: int) -> None:
    few = [Item(str(n), text) for n, text in enumerate(texts(1)[:count])]
    assert [theme.is_other for theme in summarise(few).themes] == [True] * bool(count)


def test_french_sentences_end_where_readers_end_them() -> None:
    text = "Selon l’art. 5, M. Dupont a tort. Voir p. 3 etc. pour le détail. « Non ! » dit-il. Fin"
    assert [text[s.start : s.end] for s in sentences(text)] == [
        "Selon l’art. 5, M. Dupont a tort.",
        "Voir p. 3 etc. pour le détail.",
        "« Non ! » dit-il.",
        "Fin",
    ]


def test_words_come_without_addresses_and_elisions() -> None:
    said = "Qu'aujourd’hui l’école http://a.fr/x d'en haut <b>ferme</b> www.b.fr"
    assert tokens(said) == ["hui", "école", "en", "haut", "ferme"]
    assert "hui" in stop_words("fr")


def test_two_readers_are_compared_as_cohen_did() -> None:
    """The table of 50 pairs that textbooks use: 20 and 15 alike, 5 and 10 apart; kappa 0.4."""
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    found = agreement(pairs)
    assert (found.compared, found.alike, found.rate) == (50, 35, 0.7)
    assert found.kappa == pytest.approx(0.4)
    assert agreement([]).kappa is None
    assert agreement([(1, 1)]).kappa is None

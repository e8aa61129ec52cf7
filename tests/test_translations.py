"""Translations that people see are those that translators wrote, and none is missing."""

import gettext
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import ngettext
from django.utils.translation.template import templatize

from tests.house import ROOT, our_files

CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
FRENCH = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
OFFSTAGE = {"tests", "benchmarks"}
# What Django's `makemessages` looks for, besides what xgettext knows of Python.
KEYWORDS = (
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}|%%")
FRENCH_SIGNS = re.compile("[\u00a0\u202f«»]")

needs_gettext = pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")


def words(compiled: Path) -> dict[Any, str]:
    """Give what a compiled catalogue says, without its header (which holds dates)."""
    with compiled.open("rb") as file:
        said: dict[Any, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key: value for key, value in said.items() if key}


def gather(folder: Path) -> Path:
    """Write the sentences of the code and templates into a .pot file, as `makemessages` does."""
    sources = []
    for number, path in enumerate(our_files()):
        if path.relative_to(ROOT).parts[0] in OFFSTAGE:
            continue
        if path.suffix == ".py":
            sources.append(path)
            continue
        flat = folder / f"{number}-{path.name}.py"
        flat.write_text(templatize(path.read_text("utf-8"), origin=str(path)), "utf-8")
        sources.append(flat)
    gathered = folder / "source.pot"
    subprocess.run(
        ["xgettext", "--language=Python", "--from-code=UTF-8", "--force-po", f"--output={gathered}"]
        + [f"--keyword={keyword}" for keyword in KEYWORDS]
        + [str(source) for source in sources],
        check=True,
        capture_output=True,
    )
    return gathered


def badly_translated(catalogue: dict[Any, str]) -> Iterator[str]:
    """Give the sentences whose places (`%(name)s`) are not those of the French, or French signs.

    A plural form may leave out the number that its singular says: « One key is saved ».
    """
    for key, said in catalogue.items():
        french = key[0] if isinstance(key, tuple) else key
        places, wanted = set(PLACES.findall(said)), set(PLACES.findall(french))
        if places != wanted and not (isinstance(key, tuple) and places >= wanted):
            yield f"{french!r} has other places than {said!r}"
        if FRENCH_SIGNS.search(said):
            yield f"{said!r} keeps French spaces or quotation marks"


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_compiled_translations_are_fresh(catalogue: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "fresh.mo"
    subprocess.run(["msgfmt", "--check", "-o", compiled, catalogue], check=True)
    assert words(compiled) == words(catalogue.with_suffix(".mo")), "run `make messages`"


@needs_gettext
def test_every_sentence_is_translated_into_english(tmp_path: Path) -> None:
    """`msgcmp` complains of what is missing, empty, or still to be checked by a translator."""
    gathered = gather(tmp_path)
    compared = subprocess.run(
        ["msgcmp", ENGLISH, gathered], capture_output=True, text=True, check=False
    )
    source = gathered.read_text("utf-8").splitlines()
    lines = re.findall(r"source\.pot:(\d+): this message is used", compared.stderr)
    assert [source[int(line) - 1] for line in lines] == [], "run `make messages`, and translate"
    assert compared.returncode == 0, compared.stderr


def test_english_keeps_the_places_and_leaves_french_signs() -> None:
    assert not list(badly_translated(words(ENGLISH.with_suffix(".mo"))))


@pytest.mark.parametrize(
    ("french", "english"),
    [("Le %(day)s", "On %(date)s"), ("Le %(day)s", "On the day"), ("« Oui »", "« Yes »")],
)
def test_a_bad_translation_is_found(french: str, english: str) -> None:
    assert list(badly_translated({french: english}))


def test_french_counts_zero_as_one_in_every_plural() -> None:
    """The source is French, but gettext counts as English does where French says nothing."""
    plurals = {key[0] for key in words(ENGLISH.with_suffix(".mo")) if isinstance(key, tuple)}
    french = words(FRENCH.with_suffix(".mo"))
    assert plurals and plurals == {key[0] for key in french if isinstance(key, tuple)}
    with translation.override("fr"):
        assert ngettext("%(number)s démarche", "%(number)s démarches", 0) == "%(number)s démarche"

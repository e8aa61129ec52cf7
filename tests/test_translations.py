"""Translations that people see are those that translators wrote."""

import gettext
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.house import ROOT

CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))


def words(compiled: Path) -> dict[Any, str]:
    """Give what a compiled catalogue says, without its header (which holds dates)."""
    with compiled.open("rb") as file:
        said: dict[Any, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key: value for key, value in said.items() if key}


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_compiled_translations_are_fresh(catalogue: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "fresh.mo"
    subprocess.run(["msgfmt", "--check", "-o", compiled, catalogue], check=True)
    assert words(compiled) == words(catalogue.with_suffix(".mo")), "run `make messages`"

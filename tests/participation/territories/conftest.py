from pathlib import Path

import pytest

from tests.participation.territories.samples import imported, write_folder


@pytest.fixture
def country(db: None, tmp_path: Path) -> Path:
    """The fictional country of 2026, imported; gives its folder."""
    folder = write_folder(tmp_path / "2026")
    imported(folder, vintage=2026)
    return folder

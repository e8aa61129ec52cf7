"""Putting a copy back: nothing is touched before the whole of it was found sound."""

import shutil
from pathlib import Path

from django.db import connection

from participation.base.backups import Impossible, databases
from participation.base.backups.archive import file_roots, files_in_place, opened
from participation.base.backups.manifest import Manifest, altered_files, altered_tables


def restore(path: Path, *, identity: str = "", replace: bool = False) -> list[str]:
    """Put the database and the files back; give what then differs from the copy: nothing.

    Raises Impossible when the copy was altered, or when there is something here already and
    `replace` does not say to write over it.
    """
    with opened(path, identity=identity) as (manifest, folder, altered):
        if altered:
            raise Impossible("Rien n'a été restauré. " + " ".join(altered[:20]))
        _check_place(manifest, replace=replace)
        if not databases.is_empty():
            databases.empty()
        databases.load(folder / databases.DUMPS[connection.vendor])
        for name, root in file_roots().items():
            _put_back(folder / name, root)
        return differences(manifest)


def _check_place(manifest: Manifest, *, replace: bool) -> None:
    if not manifest.engine.startswith(connection.vendor):
        raise Impossible(
            f"Cette sauvegarde vient de {manifest.engine}, et DATABASE_URL désigne "
            f"{connection.vendor}. Donnez l'adresse d'une base de la même sorte."
        )
    if not replace and not (databases.is_empty() and not files_in_place()):
        raise Impossible(
            "La base ou les dossiers de fichiers ne sont pas vides. Pour les remplacer par la "
            "sauvegarde, arrêtez la plateforme et ajoutez --replace."
        )


def _put_back(source: Path, root: Path) -> None:
    root.mkdir(parents=True, exist_ok=True)
    for old in root.iterdir():  # the folder itself may be a volume
        shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    if source.exists():
        shutil.copytree(source, root, dirs_exist_ok=True)


def differences(manifest: Manifest) -> list[str]:
    """Say what in the platform is not as the copy has it."""
    kept = {name: each for name, each in manifest.files.items() if "/" in name}
    return [
        *altered_tables(manifest.tables, databases.contents()),
        *altered_files(kept, files_in_place()),
    ]

"""Which format a source is in, and its reading."""

from pathlib import Path

from django.utils.translation import gettext as _

from participation.territories.imports.divisions import read_divisions
from participation.territories.imports.neighbourhoods import is_neighbourhoods, read_neighbourhoods
from participation.territories.imports.outlines import read_outlines
from participation.territories.imports.source import Source, Unreadable, features_of


def read_source(path: Path, vintage: int | None) -> Source:
    """Read a folder of divisions, or a GeoJSON file of neighbourhoods or of outlines.

    Raises Unreadable with the sentence for whoever gave it.
    """
    if not path.exists():
        raise Unreadable(_("%(path)s n’existe pas.") % {"path": path})
    if path.is_dir():
        if vintage is None:
            raise Unreadable(_("Dites de quelle année est ce découpage : --vintage 2026."))
        return read_divisions(path, vintage)
    features = features_of(path)
    read = read_neighbourhoods if is_neighbourhoods(features[0][0]) else read_outlines
    return read(path.name, features, vintage)

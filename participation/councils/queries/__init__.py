"""What pages need to know of a council and its people."""

from participation.councils.queries.composition import Composition, composition
from participation.councils.queries.names import former_member, names_in

__all__ = ["Composition", "composition", "former_member", "names_in"]

"""Reading conversations of other platforms."""

from consultations.components.statements.imports.polis import Plan, make_plan

__all__ = ["Plan", "make_plan"]

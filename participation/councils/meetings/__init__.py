"""Meetings: announcing, convening, answering, sitting, and telling what was said."""

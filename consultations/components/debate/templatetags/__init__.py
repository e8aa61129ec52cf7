"""Tags of debates: `{% load debate %}`."""

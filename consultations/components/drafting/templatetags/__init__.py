"""Tags of shared texts: `{% load drafting %}`."""

"""Tags of public meetings: `{% load assembly %}`."""

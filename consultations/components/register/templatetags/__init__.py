"""Tags of the register: `{% load register %}`."""

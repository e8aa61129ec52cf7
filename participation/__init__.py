"""The project: settings, addresses, and what concerns people rather than consultations."""

"""How things look: templates, styles, behaviours."""

"""Tags of the site's pages."""

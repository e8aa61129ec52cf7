"""Resources that everyone shares: good practices of councils, links, dates, methods."""

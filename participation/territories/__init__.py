"""Regions to neighbourhoods, with their codes and periods of validity."""

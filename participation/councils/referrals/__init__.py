"""Referrals: what a council asks of the prefect or of a public body, and what becomes of it."""

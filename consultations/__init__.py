"""The heart: consultations, their promise, and what residents contribute."""

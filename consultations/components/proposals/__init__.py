"""Proposals: what residents would do, with its cost and place; supported online and on paper."""

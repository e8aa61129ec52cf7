"""Tests: they mirror the tree, and hold the house rules that a machine can hold."""

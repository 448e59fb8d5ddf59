"""Hostile inputs for every door of the data: `make fuzz` runs many, tests/test_fuzz.py what once found something."""

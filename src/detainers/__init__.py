"""The catalog of local limits on immigration detainers: load, check, model, pages."""

import os

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""Pydantic would else look through every installed package for plugins, which takes longer than checking the data."""

"""The catalog of local limits on immigration detainers: load, check, model, pages."""

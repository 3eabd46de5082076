"""The starter ledger as an open data package, found with importlib.resources: `nz-drug-law/datapackage.json`."""

"""The ledger: one SQLite file per dossier. Only here is SQL known."""

"""What was translated before: one SQLite file, read and written only here."""

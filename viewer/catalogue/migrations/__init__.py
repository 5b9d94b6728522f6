"""The Alembic migrations of the catalogue; they import nothing of the program's."""

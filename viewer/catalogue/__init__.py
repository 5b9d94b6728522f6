"""The SQLAlchemy catalogue: typed models, sessions, journal, migrations."""

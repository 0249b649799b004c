"""Storage and search: schema, migrations and the store, on SQLite or PostgreSQL."""

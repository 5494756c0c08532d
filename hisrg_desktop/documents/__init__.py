"""Word, PDF and sheets: read, compose, write. Only here are their libraries known."""

"""Windows, pages and Qt models. Only here is Qt known."""

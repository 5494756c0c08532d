"""A true redline of two Word files: the newer one, with what the older one had otherwise as tracked changes."""

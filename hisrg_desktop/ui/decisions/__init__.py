"""The decisions page: what was declared, what is parked, what is to be done."""

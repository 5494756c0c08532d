"""Looking through returned files before they are taken in."""

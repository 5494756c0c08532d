"""Who belongs to the Group: organisations, persons, participations, applications, functions."""

"""The panels page: reports as received, the items taken from them, the Group's answers."""

"""What came back: marked-up copies of a draft become proposals and comments at their places in the text."""

"""The page of all comments."""

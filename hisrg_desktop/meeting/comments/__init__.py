"""What is said and written on the text: comments, proposals, support, dispositions."""

"""Classes: who teaches and who learns in them."""

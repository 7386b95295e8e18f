"""Finding, opening and checking the models that engines load."""

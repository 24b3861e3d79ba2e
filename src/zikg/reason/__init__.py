"""What follows from the facts: the OWL closure of the registry, and what holds at a judged date."""

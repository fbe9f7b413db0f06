"""How the judge reads Discord's API description, and where it knows better."""

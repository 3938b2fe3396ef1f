"""How states, outcomes, stages and languages are worded for the user."""

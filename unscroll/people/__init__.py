"""People: who they are, when we last talked, whom to reach out to."""

"""The Debian package: one folder with an environment of its own, and what points into it."""

"""unscroll: passive scrolling against one-to-one contact, reported every day."""

__version__ = "0.1.0"

"""Data: the browser extension, as `unscroll setup` finds it."""

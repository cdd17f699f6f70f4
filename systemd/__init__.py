"""Data: the systemd user unit, as `unscroll service install` finds it."""

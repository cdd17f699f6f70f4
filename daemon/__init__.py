"""The always-on service: loop, socket, desktop session, nudges."""

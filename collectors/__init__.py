"""One file per live source; the registry names them in order of preference."""

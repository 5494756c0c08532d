"""How Word and PDF are written: what the writers share and their inner parts."""

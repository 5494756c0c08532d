"""The windows: the desk, the wall, the page that welcomes."""

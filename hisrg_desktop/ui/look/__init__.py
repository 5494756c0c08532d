"""How everything looks: colours, type, icons, the stylesheet."""

"""How fast the program is on the machine at hand, as ratios against something bare measured in the same run."""

"""The hand-made Word files stand beside the tests; pytest imports each test by its path alone."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

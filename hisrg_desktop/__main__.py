"""``python -m hisrg_desktop`` opens the windows."""

import sys

from hisrg_desktop.app import main

sys.exit(main())

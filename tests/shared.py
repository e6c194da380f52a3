"""Where the material that is not in the repository may stand: beside it, or where TIDTAM_SHARED says."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(os.environ.get("TIDTAM_SHARED", Path(__file__).parents[2] / "shared"))

"""`python -m tests.guides` takes the pictures of docs/th anew; `--dry` only walks."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bot.logs import set_up_logs
from tests.guides.camera import camera
from tests.guides.scenes import play
from tests.guides.town import town
from tests.guides.walk import Walk

PICTURES = Path(__file__).parents[2] / "docs" / "th" / "pictures"


def main() -> None:
    """Play the walk before the camera; what is no picture of it any more goes."""
    set_up_logs()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, town(Path(folder)) as stage:
        if "--dry" in sys.argv:
            play(Walk(stage))
            return
        with camera(stage.line.base_url, PICTURES) as eye:
            walk = Walk(stage, eye)
            play(walk)
    for old in PICTURES.glob("*.png"):
        if old.stem not in walk.pictures:
            old.unlink()


if __name__ == "__main__":
    main()

"""Walk through the app at random: `python -m benchmarks.hands --walks 200 --events 300 --seed 1`.

Each walk is in an app of its own, in this process. One fails where the app ends or freezes for five seconds,
where a word is not on the disk that was typed, or where the screen says what is not so; the fewest events
found that fail in the same way are printed. `--pairs` tries every pair of keys on every screen instead.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent.parent
FREEZES = 5.0
"""Seconds after which the app counts as frozen."""


def main() -> int:
    """Walk, or try every pair, and return 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hands", description=__doc__)
    parser.add_argument("--walks", type=int, default=200)
    parser.add_argument("--events", type=int, default=300, help="in each walk")
    parser.add_argument("--seed", type=int, default=1, help="of the first walk; the next has the next")
    parser.add_argument("--pairs", action="store_true", help="every pair of keys on every screen; an hour")
    arguments = parser.parse_args()
    if arguments.pairs:
        command = [sys.executable, "-m", "pytest", "tests/tui/hands/test_bursts.py", "-q"]
        environment = {**os.environ, "WORKBOOK_HANDS": "every"}
        return subprocess.run(command, cwd=FOLDER, env=environment, check=False).returncode
    sys.path.insert(0, str(FOLDER / "tests"))
    return asyncio.run(_walk(arguments.seed, arguments.walks, arguments.events))


async def _walk(first: int, walks: int, events: int) -> int:
    from tui.hands.walk import failure_of, shortened, walk_of  # type: ignore[import-not-found]

    failed = 0
    for seed in range(first, first + walks):
        begins, made = walk_of(seed, events)
        failure = await failure_of(begins, made, FREEZES)
        if failure:
            failed += 1
            short = await shortened(begins, made, failure)
            print(f"seed {seed}: {failure}\nby {json.dumps([begins, short])}", flush=True)
    print(f"{walks} walks of {events} events from seed {first}: {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

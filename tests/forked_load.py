"""What the server of `forked` loads before it forks."""

import forked

forked.load()

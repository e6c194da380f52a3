"""Every card of the bot at once: pictures of all of them to look at, and what must hold for each."""

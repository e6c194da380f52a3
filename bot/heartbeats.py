"""Names under which the machine notes that something has just happened, for `/healthz` to look at."""

NAG = "nag"  # the reminders were planned
TOKEN_REFUSED = "token refused"  # noqa: S105 - a name, not a secret. LINE did not accept our access token

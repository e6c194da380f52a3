"""Pure rules: calendar, lifecycle, works, forms, recognition, reminders, Thai. No I/O, no clock."""

import os

# pythainlp makes a folder for what it may download in the home of whoever imports it. We download nothing, and a
# service's home need not be writable.
os.environ["PYTHAINLP_READ_ONLY"] = "1"

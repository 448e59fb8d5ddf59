"""The one place that asks what day it is, so that a build can be repeated and a test can choose."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Give the day; SOURCE_DATE_EPOCH (seconds since 1970, UTC) sets it, as reproducible builds do."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).astimezone().date()

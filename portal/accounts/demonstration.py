"""The one password of the demonstration's people, which the log-in page shows."""

PASSWORD = "zarechny-2026"  # noqa: S105 - known on purpose; it opens made-up data only

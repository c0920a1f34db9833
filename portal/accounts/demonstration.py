"""The demonstration's people log in with one password, which the log-in page shows."""

PASSWORD = "zarechny-2026"  # noqa: S105 - known on purpose; it opens made-up data only

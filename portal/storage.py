from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Adds the hash of its content to each file's name, also in the imports of JavaScript modules."""

    support_js_module_import_aggregation = True

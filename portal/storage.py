from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names of files carry their content's hash, also where JavaScript modules import each other."""

    support_js_module_import_aggregation = True

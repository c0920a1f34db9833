from portal.refusals import Refusal


class MissingPart(Refusal):
    """There is nothing to make the asked-for document of: a part or its data are missing. Says what to do about it."""

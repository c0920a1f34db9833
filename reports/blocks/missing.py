from portal.refusals import Refusal


class MissingPart(Refusal):
    """The programme has no such part."""

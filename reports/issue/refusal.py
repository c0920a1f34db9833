from portal.refusals import Refusal


class WrongDocumentState(Refusal):
    """The document's state doesn't allow the step."""

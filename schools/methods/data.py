from pydantic import BaseModel, ConfigDict


class MethodData(BaseModel):
    """The base of a method's data and of every part of it: other fields are refused, and it never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def as_json(self) -> dict:
        return self.model_dump(mode="json", exclude_defaults=True)

"""A field that several shapes have."""

from pydantic import Field

Code = Field(max_length=40, pattern=r"^[a-z][a-z0-9_]*$")

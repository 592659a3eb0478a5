"""phi-lint: stops a social-media post before it publishes protected health information."""

from importlib.metadata import version

__version__ = version("phi-lint")

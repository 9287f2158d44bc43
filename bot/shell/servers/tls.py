"""TLS as a client: certificates and names are always verified."""

from __future__ import annotations

import ssl

from bot.core.errors import ConfigurationError


def client_context(ca_file: str = "") -> ssl.SSLContext:
    """Trust the system's authorities, or only those in `ca_file`.

    Raises ConfigurationError when the file cannot be used.
    """
    try:
        context = ssl.create_default_context(cafile=ca_file or None)
    except (OSError, ssl.SSLError) as error:
        problem = f"The certificate file {ca_file} cannot be used: {error.strerror or error}."
        raise ConfigurationError(problem, "Give a readable PEM file as ca_file, or leave it empty.") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context

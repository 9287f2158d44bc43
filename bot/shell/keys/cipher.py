"""AES-256-GCM with the place as associated data, and keyed hashes: pure functions of a key."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.core.errors import OperatorError

KEY_BYTES = 32
_NONCE_BYTES = 12


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, place: str, text: bytes) -> bytes:
    """Nonce and ciphertext; it opens only with the same key at the same place (traject/table/column)."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text, place.encode())


def unseal(key: bytes, place: str, sealed: bytes) -> bytes:
    """The plain bytes; raises OperatorError when key, place or content do not fit."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
    except InvalidTag as error:
        raise OperatorError(
            f"What is stored at {place} does not open with its key.", "Restore the ledger and the keys together."
        ) from error


def keyed_hash(key: bytes, *parts: str) -> str:
    """HMAC-SHA-256 in hexadecimal over the parts, which cannot run into each other."""
    return hmac.new(key, "\x00".join(parts).encode(), hashlib.sha256).hexdigest()

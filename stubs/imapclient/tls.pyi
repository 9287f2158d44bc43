import imaplib
import ssl

class IMAP4_TLS(imaplib.IMAP4):
    def __init__(
        self, host: str, port: int, ssl_context: ssl.SSLContext | None, timeout: float | None = None
    ) -> None: ...

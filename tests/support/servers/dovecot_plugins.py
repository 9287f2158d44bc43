"""Dovecot's plugins that change what a mailbox allows: room, rights, and what becomes of removed mail."""

from __future__ import annotations

from support.servers.dovecot import Dovecot, dovecot_missing, dovecot_version

QUOTA = """
protocol imap {{
  mail_plugins = $mail_plugins quota imap_quota
}}
plugin {{
  quota = count:Room
  quota_vsizes = yes
  quota_rule = *:bytes=ROOM
}}
"""
RIGHTS = """
protocol imap {{
  mail_plugins = $mail_plugins acl imap_acl
}}
plugin {{
  acl = vfile
}}
"""
LAZY = """
namespace expunged {{
  separator = {separator}
  prefix = {prefix}Verwijderd{separator}
  location = maildir:{d}/mail/%n/expunged
}}
protocol imap {{
  mail_plugins = $mail_plugins lazy_expunge
}}
plugin {{
  lazy_expunge = {prefix}Verwijderd{separator}
}}
"""

UNLISTED = """
namespace expunged {{
  separator = {separator}
  prefix = KEPT{separator}
  hidden = yes
  list = no
  location = maildir:{d}/mail/%n/expunged
}}
protocol imap {{
  mail_plugins = $mail_plugins lazy_expunge
}}
plugin {{
  lazy_expunge = KEPT{separator}
}}
"""
"""As Dovecot's manual has it: no client is told of it, and whoever knows the name opens it."""


def plugins_missing() -> str:
    """Why no Dovecot with plugins can be started here, or "" when it can."""
    if reason := dovecot_missing():
        return reason
    return "" if dovecot_version() < (2, 4) else "these settings of plugins are those of Dovecot 2.3"


def with_quota(octets: int) -> Dovecot:
    """Every mailbox has this much room; not started yet."""
    return Dovecot(more=QUOTA.replace("ROOM", str(octets)))

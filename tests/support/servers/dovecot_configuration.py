"""What a private Dovecot is told: any user, one password or an access token, everything in one folder."""

from __future__ import annotations

from pathlib import Path

_SERVICES = """
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
{more}
service imap-login {{
  {chroot}
  {uses} = {unlimited}
  process_min_avail = 1
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service anvil {{
  {chroot}
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  {chroot}
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
service imap {{
  {uses} = 500
  process_min_avail = 2
}}
service lmtp {{
  {lmtp_user}
  unix_listener lmtp {{
    mode = 0666
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@bot.example
}}
"""

_GENERAL = """
base_dir = {d}/run
state_dir = {d}/state
log_path = {d}/log
listen = {host}
ssl = yes
auth_mechanisms = plain login xoauth2 oauthbearer
auth_username_chars =
auth_failure_delay = 0
mail_fsync = never
first_valid_uid = 1
default_vsz_limit = 512M
mail_max_userip_connections = 100
{account}
"""

# Up to 2.3 (Debian 12).
_OLD = """
protocols = imap lmtp
ssl_cert = <{d}/tls/server.pem
ssl_key = <{d}/tls/server.key
disable_plaintext_auth = no
auth_username_format = %Ln
mail_location = maildir:{d}/mail/%n
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {d}/oauth2.conf
}}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={d}/mail/%n allow_all_users=yes
}}
"""

_OLD_TOKENS = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={d}/keys/
username_attribute = sub
"""

# From 2.4 (Debian 13), whose first two lines have to be these.
_VERSION = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
"""

_NEW = """
protocols = imap lmtp
ssl_server_cert_file = {d}/tls/server.pem
ssl_server_key_file = {d}/tls/server.key
auth_allow_cleartext = yes
auth_username_format = %{{user | username | lower}}
mail_driver = maildir
mail_path = {d}/mail/%{{user | username}}
oauth2 {{
  introspection_mode = local
  username_attribute = sub
  oauth2_local_validation {{
    dict fs {{
      fs posix {{
        prefix = {d}/keys/
      }}
    }}
  }}
}}
passdb static {{
  mechanisms_filter = plain login
  password = {password}
}}
userdb static {{
  allow_all_users = yes
  fields {{
    uid = {uid}
    gid = {gid}
    home = {d}/mail/%{{user | username}}
  }}
}}
"""


def write_configuration(folder: Path, version: tuple[int, ...], values: dict[str, object]) -> Path:
    """The configuration file for a Dovecot of this version, and what it refers to."""
    old = version < (2, 4)
    uses, unlimited = ("service_count", "0") if old else ("restart_request_count", "unlimited")
    parts = (_GENERAL, _OLD, _SERVICES) if old else (_VERSION, _GENERAL, _NEW, _SERVICES)
    values = {**values, "uses": uses, "unlimited": unlimited}
    file = folder / "dovecot.conf"
    file.write_text("".join(parts).format(**values))
    (folder / "oauth2.conf").write_text(_OLD_TOKENS.format(**values))
    return file

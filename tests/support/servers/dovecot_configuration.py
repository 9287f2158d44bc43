"""What a private Dovecot is told: any user, one password or an access token, everything in one folder."""

from __future__ import annotations

CONFIGURATION = """
base_dir = {d}/run
state_dir = {d}/state
log_path = {d}/log
protocols = imap lmtp
listen = {host}
ssl = yes
ssl_cert = <{d}/tls/server.pem
ssl_key = <{d}/tls/server.key
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_username_format = %Ln
auth_username_chars =
auth_failure_delay = 0
mail_fsync = never
mail_location = maildir:{d}/mail/%n
first_valid_uid = 1
default_vsz_limit = 512M
mail_max_userip_connections = 100
{account}
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
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
{more}
service imap-login {{
  {chroot}
  service_count = 0
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
  service_count = 500
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

OAUTH2 = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={d}/keys/
username_attribute = sub
"""

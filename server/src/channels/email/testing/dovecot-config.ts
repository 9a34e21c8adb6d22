import { execFileSync } from 'node:child_process';
import os from 'node:os';

export interface DovecotPlace {
  /** Short, because sockets live in it and their paths may not be long. */
  readonly dir: string;
  readonly imapPort: number;
  readonly lmtpPort: number;
  /** Where it asks whom an access token belongs to; without it only passwords count. */
  readonly introspectUrl?: string | undefined;
}

/** Configuration of a Dovecot that needs nothing of the machine: own folders, own users, own ports, as root or not. */
export function dovecotConfig({ dir, imapPort, lmtpPort, introspectUrl }: DovecotPlace): string {
  const { uid, username } = os.userInfo();
  // Root may not own mail; anyone else can only be themselves.
  const mailUser = uid === 0 ? 'uid=nobody gid=nogroup' : `uid=${username} gid=${os.userInfo().gid}`;
  return `
protocols = imap lmtp
listen = 127.0.0.1
base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/dovecot.log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login${introspectUrl ? ' xoauth2 oauthbearer' : ''}
auth_cache_size = 0
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:${dir}/mail/%u
mail_fsync = never
maildir_very_dirty_syncs = yes
mail_max_userip_connections = 100
recipient_delimiter = +
${uid === 0 ? '' : unprivileged(username)}
${introspectUrl ? tokenPassdb(dir) : ''}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${dir}/users/%Lu
}
userdb {
  driver = static
  args = ${mailUser} home=${dir}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
}
service imap-login {
  process_min_avail = 1
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  process_min_avail = 1
  inet_listener lmtp {
    port = ${lmtpPort}
  }
}
service anvil {
  # Wrong passwords are part of the tests; nobody is slowed down for them.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`;
}

function unprivileged(username: string): string {
  const service = (name: string) => `service ${name} {\n  chroot =\n}\n`;
  return `default_internal_user = ${username}
default_internal_group = ${execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()}
default_login_user = ${username}
${['anvil', 'imap-login', 'stats'].map(service).join('')}`;
}

function tokenPassdb(dir: string): string {
  return `passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${dir}/oauth2.conf
}
`;
}

/** Asks with the token itself as the bearer, and believes the answer's `email`. */
export function tokenConfig(introspectUrl: string): string {
  return `introspection_mode = auth
introspection_url = ${introspectUrl}
username_attribute = email
username_format = %u
active_attribute = active
active_value = true
`;
}

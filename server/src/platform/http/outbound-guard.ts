import dns from 'node:dns/promises';
import net from 'node:net';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';

/** The name leads nowhere. */
export class HostNotFound extends Error {
  readonly code = 'ENOTFOUND';
  constructor(host: string) {
    super(`The server name ${host} does not exist (or cannot be looked up now).`);
  }
}

/** The name leads into the operator's own network, where strangers shall not send us. */
export class PrivateHost extends Error {
  readonly code = 'EPRIVATEHOST';
  constructor(host: string) {
    super(`${host} leads to a private address, which this installation does not allow.`);
  }
}

export interface CheckedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * Keeps connections to servers that people name (mail servers, webhooks) out of the operator's own network, unless the
 * operator allows it. Connect to the checked address, or with `lookup`, and not to the name again: a second look-up
 * could answer differently.
 */
@Injectable()
export class OutboundGuard {
  constructor(private readonly config: Config) {}

  /** The addresses of a host that may be connected to, IPv4 first. @throws {HostNotFound | PrivateHost} */
  async resolve(host: string): Promise<CheckedAddress[]> {
    const literal = net.isIP(host.replace(/^\[|\]$/g, ''));
    const found = literal ? [{ address: host.replace(/^\[|\]$/g, ''), family: literal }] : await addressesOf(host);
    const allowed = found
      .filter(({ address }) => this.config.allowPrivateHosts || !isPrivateAddress(address))
      .map(({ address, family }): CheckedAddress => ({ address, family: family === 6 ? 6 : 4 }));
    if (allowed.length === 0) throw new PrivateHost(host);
    return allowed;
  }

  /** For the `lookup` option of `net.connect` and `tls.connect`. They do not ask it about addresses: `resolve` those before. */
  readonly lookup: net.LookupFunction = (host, { all }, done) => {
    this.resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (all) done(null, addresses);
        else done(null, first?.address ?? '', first?.family);
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
}

async function addressesOf(host: string): Promise<{ address: string; family: number }[]> {
  try {
    return await dns.lookup(host, { all: true, order: 'ipv4first' });
  } catch {
    throw new HostNotFound(host);
  }
}

const PRIVATE = new net.BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv4');
}
/** Of IPv6 only what is given out for the public is allowed (2000::/3), without the parts that wrap an IPv4 address. */
const PUBLIC_IPV6 = new net.BlockList();
PUBLIC_IPV6.addSubnet('2000::', 3, 'ipv6');
const SPECIAL_IPV6 = new net.BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  SPECIAL_IPV6.addSubnet(network, prefix, 'ipv6');
}

/** Loopback, private, link-local, reserved, or an IPv6 form of such an address. */
export function isPrivateAddress(address: string): boolean {
  if (net.isIPv4(address)) return PRIVATE.check(address, 'ipv4');
  const bare = address.split('%')[0] ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped) return PRIVATE.check(mapped, 'ipv4');
  return !net.isIPv6(bare) || !PUBLIC_IPV6.check(bare, 'ipv6') || SPECIAL_IPV6.check(bare, 'ipv6');
}

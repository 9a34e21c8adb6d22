import net from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../config/config.ts';
import { HostNotFound, isPrivateAddress, OutboundGuard, PrivateHost } from './outbound-guard.ts';

const strict = new OutboundGuard(readConfig({}, '/tmp'));
const open = new OutboundGuard(readConfig({ BALIE_ALLOW_PRIVATE_HOSTS: 'true' }, '/tmp'));

describe('private addresses', () => {
  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'ff02::1',
    'nonsense',
  ])('%s', (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each(['8.8.8.8', '172.32.0.1', '193.0.0.1', '2a00:1450:400e::6d', '2606:4700::1111'])('not %s', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );
});

it.each(['127.0.0.1', '[::1]', 'localhost', '192.168.1.1'])('refuses %s', async (host) => {
  await expect(strict.resolve(host)).rejects.toThrow(PrivateHost);
});

it('lets the operator allow them', async () => {
  expect(await open.resolve('127.0.0.1')).toEqual([{ address: '127.0.0.1', family: 4 }]);
  expect((await open.resolve('localhost')).length).toBeGreaterThan(0);
});

it('says when a name does not exist', async () => {
  await expect(strict.resolve('no-such-host.invalid')).rejects.toThrow(HostNotFound);
});

it('stops a connection while it is being made, whatever the name leads to by then', async () => {
  const error = await new Promise<NodeJS.ErrnoException>((resolve) => {
    net.connect({ host: 'localhost', port: 9, lookup: strict.lookup }).once('error', resolve);
  });
  expect(error.code).toBe('EPRIVATEHOST');
});

it('connects by name where that is allowed', async () => {
  const server = net.createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise<void>((resolve, reject) => {
    const socket = net.connect({ host: 'localhost', port, lookup: open.lookup }, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
  server.close();
});

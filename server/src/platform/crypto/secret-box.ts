import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';

const VERSION = 1;

/** Encrypts secrets at rest: AES-256-GCM, bound to a context (the id of their row), so that a value cannot be moved. */
@Injectable()
export class SecretBox {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = config.secretKey ? Buffer.from(config.secretKey, 'hex') : keyFromFile(config.dataDir);
  }

  /** Layout: version (1 byte), nonce (12), tag (16), ciphertext. */
  seal(value: unknown, context: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), sealed]);
  }

  /** Tells equal values from others, and nothing more, to who does not have the key. @param context what is hashed, and whose */
  keyedHash(value: string, context: string): Buffer {
    const key = createHmac('sha256', this.key).update(`hash:${context}`).digest();
    return createHmac('sha256', key).update(value).digest();
  }

  /** @throws {Error} when the key is another one or the value was tampered with */
  open(sealed: Buffer, context: string): unknown {
    if (sealed[0] !== VERSION) throw new Error('Unknown version of an encrypted value');
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(1, 13)).setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(13, 29));
    return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8'));
  }
}

function keyFromFile(dataDir: string): Buffer {
  const file = path.join(dataDir, 'secret.key');
  fs.mkdirSync(dataDir, { recursive: true });
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'hex');
}

/** A secret for a link or a cookie: 256 bits, URL-safe. Store only `hashToken` of it. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

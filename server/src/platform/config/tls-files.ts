import fs from 'node:fs';
import path from 'node:path';
import { createSecureContext } from 'node:tls';

/** What is wrong with the certificate and the key of the SMTP server, as far as both are named. */
export function tlsFileFaults(environment: Record<string, string | undefined>, workingDir: string): string[] {
  const [certName, keyName] = ['BALIE_SMTP_TLS_CERT', 'BALIE_SMTP_TLS_KEY'] as const;
  const { [certName]: certFile, [keyName]: keyFile } = environment;
  if (!certFile || !keyFile) return [];
  const faults: string[] = [];
  const read = (name: string, file: string) => {
    try {
      return fs.readFileSync(path.resolve(workingDir, file));
    } catch (error) {
      faults.push(`${name}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
      return undefined;
    }
  };
  const works = (options: { cert?: Buffer; key?: Buffer }, fault: string) => {
    try {
      createSecureContext(options);
      return true;
    } catch {
      faults.push(fault);
      return false;
    }
  };
  const [cert, key] = [read(certName, certFile), read(keyName, keyFile)];
  const both = [
    cert && works({ cert }, `${certName}: ${certFile} holds no certificate in PEM`),
    key && works({ key }, `${keyName}: ${keyFile} holds no key in PEM without a passphrase`),
  ];
  if (cert && key && both.every(Boolean)) works({ cert, key }, `${keyName}: this is not the key of the certificate in ${certName}`);
  return faults;
}

import https from 'node:https';
import type { OutboundGuard } from '../../platform/http/outbound-guard.ts';

const MAX_BYTES = 64 * 1024;
const MAX_REDIRECTS = 2;

/**
 * Fetches a small text over HTTPS from a host that a stranger may have named: only from addresses that the guard allows,
 * also after a redirect.
 * @param ca certificates to trust instead of the usual ones
 * @throws {Error} for anything but a 200 with a short answer in time
 */
export async function fetchSmall(url: URL, guard: OutboundGuard, timeoutMs: number, ca?: string, redirects = 0): Promise<string> {
  if (url.protocol !== 'https:' || url.username !== '') throw new Error('Only plain HTTPS addresses are followed');
  // `lookup` is not asked about literal addresses.
  await guard.resolve(url.hostname);
  const answer = await request(url, guard, AbortSignal.timeout(timeoutMs), ca);
  if (answer.location === undefined) return answer.text;
  if (redirects >= MAX_REDIRECTS) throw new Error('Too many redirects');
  return fetchSmall(new URL(answer.location, url), guard, timeoutMs, ca, redirects + 1);
}

function request(
  url: URL,
  guard: OutboundGuard,
  signal: AbortSignal,
  ca: string | undefined,
): Promise<{ text: string; location?: string }> {
  return new Promise((resolve, reject) => {
    const options: https.RequestOptions = {
      lookup: guard.lookup,
      signal,
      headers: { accept: 'text/xml, application/xml' },
      ...(ca ? { ca } : {}),
    };
    const asked = https.get(url, { ...options, agent: false }, (response) => {
      const { statusCode = 0, headers } = response;
      if (statusCode >= 301 && statusCode <= 308 && headers.location !== undefined) {
        response.destroy();
        return resolve({ text: '', location: headers.location });
      }
      if (statusCode !== 200) {
        response.destroy();
        return reject(new Error(`Answered ${statusCode}`));
      }
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
        chunks.push(chunk);
        if (bytes > MAX_BYTES) response.destroy(new Error('The answer is too long'));
      });
      response.once('error', reject);
      response.once('end', () => resolve({ text: Buffer.concat(chunks).toString('utf8') }));
    });
    asked.once('error', reject);
  });
}

/** Serves the window's own files under `app://keyholder/`, under a policy that allows nothing else. */
import { protocol } from 'electron';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const origin = 'app://keyholder';

/** Whether an address is the window's own page. Node gives a scheme of ours no origin to compare. */
export function isOwn(url: string): boolean {
  const { protocol: scheme, host } = new URL(url);
  return scheme === 'app:' && host === 'keyholder';
}

const folder = fileURLToPath(new URL('../window', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
};

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** Answers `app://keyholder/…` from the bundle of the window. Each load of the page gets a nonce of its own. */
export function serveWindow(): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const path = join(folder, normalize(decodeURIComponent(url.pathname)));
    if (!isOwn(request.url) || request.method !== 'GET' || !path.startsWith(folder + sep)) return new Response(null, { status: 404 });
    const type = types[extname(path)];
    const bytes = type ? await readFile(path).catch(() => null) : null;
    if (!type || !bytes) return new Response(null, { status: 404 });
    const nonce = randomBytes(16).toString('base64');
    const isPage = extname(path) === '.html';
    const body = isPage ? bytes.toString('utf8').replace('<head>', `<head><meta name="csp-nonce" nonce="${nonce}">`) : new Uint8Array(bytes);
    return new Response(body, {
      headers: { 'content-type': type, 'content-security-policy': policy(nonce), 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
    });
  });
}

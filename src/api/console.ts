import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { hostnameOf, mayShowDevelopmentKey } from './development-key.ts';

/** Serves the console to requests for `/` and below `/console/`; leaves all others alone. */
export type Console = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

const BUILT = fileURLToPath(new URL('../console/built/', import.meta.url));
/** The page asks nobody but us, runs nothing but its own files, and stands in no frame. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** Where index.html takes the development key; the page reads it from there. */
const KEY_PLACE = '<meta name="development-key" content="">';
const COMPRESS = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const;

interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
  readonly bytes: Buffer;
  readonly compressed: Map<string, Promise<Buffer>>;
}

/** @param developmentKey shown only to a browser on this machine, as GraphiQL's page does */
export async function createConsole({ developmentKey }: { developmentKey: string | null }): Promise<Console> {
  const page = await readFile(join(BUILT, 'index.html'));
  const index = toAsset(page, '.html', 'no-cache');
  const assets = new Map<string, Asset>();
  for (const name of await readdir(join(BUILT, 'assets'))) {
    // Its name holds a hash of its content: under this name there is never another.
    const asset = toAsset(
      await readFile(join(BUILT, 'assets', name)),
      extname(name),
      'public, max-age=31536000, immutable',
    );
    assets.set(`/console/assets/${name}`, asset);
  }

  function find(path: string, request: IncomingMessage): Asset | null {
    const asset = assets.get(path);
    if (asset) return asset;
    if (path.startsWith('/console/assets/') || !(path === '/' || /^\/console(\/|$)/.test(path))) return null;
    if (
      developmentKey === null ||
      !mayShowDevelopmentKey(hostnameOf(request), request.socket.remoteAddress, Object.keys(request.headers))
    ) {
      return index;
    }
    const filled = page.toString().replace(KEY_PLACE, KEY_PLACE.replace('""', `"${developmentKey}"`));
    return toAsset(Buffer.from(filled), '.html', 'no-store');
  }

  return async (request, response) => {
    const asset = find(request.url?.split('?', 1)[0] ?? '', request);
    if (!asset) return false;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return true;
    }
    await answer(asset, request, response);
    return true;
  };
}

function toAsset(bytes: Buffer, extension: string, cacheControl: string): Asset {
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  const type = TYPES[extension] ?? 'application/octet-stream';
  return { type, etag: `"${hash}"`, cacheControl, bytes, compressed: new Map() };
}

async function answer(asset: Asset, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = {
    'cache-control': asset.cacheControl,
    'content-security-policy': POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    etag: asset.etag,
    'referrer-policy': 'no-referrer',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
  };
  if (request.headers['if-none-match'] === asset.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const encoding = encodingFor(request.headers['accept-encoding']);
  const body = encoding ? await compressed(asset, encoding) : asset.bytes;
  response.writeHead(200, {
    ...headers,
    'content-type': asset.type,
    'content-length': body.length,
    ...(encoding && { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function encodingFor(accepted: string | string[] | undefined): 'br' | 'gzip' | null {
  const names = String(accepted ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';', 1)[0]?.trim());
  if (names.includes('br')) return 'br';
  return names.includes('gzip') ? 'gzip' : null;
}

/** Made once, when it is first asked for. */
function compressed({ bytes, compressed: made }: Asset, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const known = made.get(encoding);
  if (known) return known;
  const body: Promise<Buffer> = COMPRESS[encoding](bytes);
  made.set(encoding, body);
  return body;
}

import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAgain, makeBundle, type MadeBundle } from '../../../../test/support/made-bundle.ts';
import { privateKeyOf, publicPointOf } from '../key-seal.ts';
import { allowedSignersLine } from '../keys.ts';
import { ed25519Blob, fingerprintOf } from '../ssh-key.ts';
import { namespaces, signMessage, type Namespace } from '../sshsig.ts';
import { verifyBundle } from './verify-bundle.ts';

let made: MadeBundle;
beforeAll(async () => {
  made = await makeBundle(['tokens', 'aws/credential-report-444455556666-2026-11-03T0600Z.csv']);
}, 60_000);
afterAll(() => made.remove());

/** A key that nobody trusts. */
const stranger = (() => {
  const privateKey = privateKeyOf(Buffer.alloc(32, 9));
  const publicBlob = ed25519Blob(publicPointOf(privateKey));
  return { privateKey, publicBlob };
})();

type Signer = { readonly privateKey: MadeBundle['key']['privateKey']; readonly publicBlob: Buffer };

const read = (bundle: string, path: string) => readFileSync(join(bundle, path), 'utf8');
const write = (bundle: string, path: string, text: string | Uint8Array) => writeFileSync(join(bundle, path), text);
const digest = (bytes: string | Uint8Array, algorithm = 'sha256') => createHash(algorithm).update(bytes).digest('hex');

async function verdict(bundle: string, more: { readonly signers?: string | null; readonly anchor?: string } = {}) {
  const {
    exitCode,
    checks,
    verdict: words,
  } = await verifyBundle({
    bundle,
    signers: more.signers === undefined ? made.allowedSigners : more.signers,
    anchor: more.anchor ?? null,
    nowMillis: made.around.clock / 1000,
  });
  const failed = checks.filter((check) => check.state === 'fails');
  return {
    exitCode,
    words,
    failed: failed.map((check) => check.id),
    files: failed.flatMap((check) => check.files),
    details: failed.map((check) => check.detail).join('\n'),
  };
}

function files(bundle: string): string[] {
  return readdirSync(bundle, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(bundle.length + 1))
    .sort();
}

/** Writes every manifest, the statement and the tag manifest anew, as somebody would who changed the payload and knows the format. */
function recompute(bundle: string): void {
  const payload = files(bundle).filter((path) => path.startsWith('data/'));
  const sum = (paths: readonly string[], algorithm: string) =>
    paths.map((path) => `${digest(readFileSync(join(bundle, path)), algorithm)}  ${path}\n`).join('');
  write(bundle, 'manifest-sha256.txt', sum(payload, 'sha256'));
  write(bundle, 'manifest-sha512.txt', sum(payload, 'sha512'));
  const bytes = payload.reduce((all, path) => all + readFileSync(join(bundle, path)).length, 0);
  write(bundle, 'bag-info.txt', read(bundle, 'bag-info.txt').replace(/^Payload-Oxum: .*$/m, `Payload-Oxum: ${bytes}.${payload.length}`));
  const statement = JSON.parse(read(bundle, 'keyholder/statement.json')) as { subject: [{ digest: { sha256: string } }] };
  statement.subject[0].digest.sha256 = digest(read(bundle, 'manifest-sha256.txt'));
  write(bundle, 'keyholder/statement.json', `${JSON.stringify(statement, null, 2)}\n`);
  retag(bundle);
}

function retag(bundle: string): void {
  const tags = files(bundle).filter((path) => !/^(data|signatures|reviews)\//.test(path) && path !== 'tagmanifest-sha256.txt');
  write(bundle, 'tagmanifest-sha256.txt', tags.map((path) => `${digest(readFileSync(join(bundle, path)))}  ${path}\n`).join(''));
}

function sign(bundle: string, signer: Signer, name: string, namespace: Namespace = namespaces.bundle): void {
  write(bundle, `signatures/${name}`, signMessage(signer.privateKey, signer.publicBlob, namespace, readFileSync(join(bundle, 'tagmanifest-sha256.txt'))));
}

/** Changes what the statement says. */
function restate(bundle: string, change: (predicate: Record<string, unknown>) => void): void {
  const statement = JSON.parse(read(bundle, 'keyholder/statement.json')) as { predicate: Record<string, unknown> };
  change(statement.predicate);
  write(bundle, 'keyholder/statement.json', `${JSON.stringify(statement, null, 2)}\n`);
}

describe('flipping a byte', () => {
  it('of any file in turn (first, middle, last) makes the check fail and name the file', async () => {
    const bundle = made.copy();
    const all = files(bundle);
    expect(all.length).toBeGreaterThan(25);
    for (const path of all) {
      const bytes = readFileSync(join(bundle, path));
      // An empty file has no byte to flip; there, one is added.
      for (const at of bytes.length === 0 ? [0] : new Set([0, Math.floor(bytes.length / 2), bytes.length - 1])) {
        const changed = bytes.length === 0 ? Buffer.from([0]) : Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 0x01;
        write(bundle, path, changed);
        const found = await verdict(bundle);
        expect(found.exitCode, `${path} at ${at}: ${found.words}`).toBe(1);
        expect(found.files, `${path} at ${at}`).toContain(path);
      }
      write(bundle, path, bytes);
    }
    expect((await verdict(bundle)).exitCode).toBe(0);
  }, 120_000);
});

describe('trust', () => {
  it('comes from outside: without a signers file, or by one that does not list the key, nobody is trusted', async () => {
    expect(await verdict(made.folder, { signers: null })).toMatchObject({ exitCode: 2, failed: ['signatures', 'required_signers'] });
    const others = join(made.root, 'others');
    writeFileSync(others, `eve ssh-ed25519 ${stranger.publicBlob.toString('base64')}\n`);
    expect(await verdict(made.folder, { signers: others })).toMatchObject({ exitCode: 2 });
  });

  it('is refused to a bundle signed anew by an unknown key, its own signers file enclosed or not', async () => {
    const bundle = made.copy();
    write(bundle, 'data/records/milestones.ndjson', '');
    rmSync(join(bundle, 'signatures'), { recursive: true });
    mkdirSync(join(bundle, 'signatures'));
    restate(bundle, (predicate) => {
      predicate['required_signers'] = [{ id: 'ada', role: 'examiner', fingerprint: fingerprintOf(stranger.publicBlob) }];
    });
    recompute(bundle);
    sign(bundle, stranger, '01-ada.sshsig');
    expect(await verdict(bundle)).toMatchObject({ exitCode: 2, failed: ['signatures', 'required_signers'] });
    write(bundle, 'allowed_signers', `ada ssh-ed25519 ${stranger.publicBlob.toString('base64')}\n`);
    expect(await verdict(bundle)).toMatchObject({ exitCode: 1, files: expect.arrayContaining(['allowed_signers']) as string[] });
  });

  it('is limited to namespaces, on the side of the signer and on the side of the signers file', async () => {
    const bundle = made.copy();
    sign(bundle, made.key, '01-ada.sshsig', namespaces.review);
    expect(await verdict(bundle)).toMatchObject({ exitCode: 1, details: expect.stringContaining('it was made for keyholder-review-v1') as string });
    const narrow = join(made.root, 'narrow');
    writeFileSync(narrow, allowedSignersLine(made.key.info).replace(/namespaces="[^"]*"/, 'namespaces="keyholder-review-v1"'));
    expect(await verdict(made.folder, { signers: narrow })).toMatchObject({
      exitCode: 2,
      details: expect.stringContaining('does not allow this key to sign as keyholder-bundle-v1') as string,
    });
  });

  it('ends with the time that the signers file gives', async () => {
    const past = join(made.root, 'past');
    writeFileSync(past, allowedSignersLine(made.key.info).replace(' namespaces=', ' valid-before="20200101Z",namespaces='));
    expect(await verdict(made.folder, { signers: past })).toMatchObject({ exitCode: 2 });
  });

  it('needs every required signature: a stripped one is missed, more signers do no harm', async () => {
    const bundle = made.copy();
    sign(bundle, stranger, '02-eve.sshsig');
    expect(await verdict(bundle)).toMatchObject({ exitCode: 0 });
    rmSync(join(bundle, 'signatures/01-ada.sshsig'));
    expect(await verdict(bundle)).toMatchObject({ exitCode: 1, failed: ['signatures', 'required_signers'] });
    rmSync(join(bundle, 'signatures'), { recursive: true });
    expect(await verdict(bundle)).toMatchObject({ exitCode: 1, details: expect.stringContaining('there is no signature') as string });
  });
});

describe('tampering', () => {
  const attacks: readonly (readonly [what: string, names: string, attack: (bundle: string) => void])[] = [
    [
      'a payload byte changed and all manifests recomputed',
      'signatures/01-ada.sshsig',
      (bundle) => {
        appendFileSync(join(bundle, 'data/records/milestones.ndjson'), '{}\n');
        recompute(bundle);
      },
    ],
    ['a file added to the payload', 'data/records/extra.ndjson', (bundle) => write(bundle, 'data/records/extra.ndjson', '')],
    ['a file removed from the payload', 'data/report/report.html', (bundle) => rmSync(join(bundle, 'data/report/report.html'))],
    [
      'a file swapped for a link',
      'data/graph/graph.json',
      (bundle) => {
        renameSync(join(bundle, 'data/graph/graph.json'), join(bundle, '..', 'graph.json'));
        symlinkSync('../../../graph.json', join(bundle, 'data/graph/graph.json'));
      },
    ],
    [
      'a folder swapped for a link',
      'data/graph',
      (bundle) => {
        renameSync(join(bundle, 'data/graph'), join(bundle, '..', 'graph'));
        symlinkSync('../../graph', join(bundle, 'data/graph'));
      },
    ],
    ['a loose file beside the tag files', 'README.txt', (bundle) => write(bundle, 'README.txt', 'hello')],
    ['a loose file in the folder of tag files', 'keyholder/note.txt', (bundle) => write(bundle, 'keyholder/note.txt', 'hello')],
    ['a hidden file', '.hidden', (bundle) => write(bundle, '.hidden', '')],
    ['an empty folder', 'data/empty/', (bundle) => mkdirSync(join(bundle, 'data/empty'))],
    ['a second signature that is none', 'signatures/02-eve.sshsig', (bundle) => write(bundle, 'signatures/02-eve.sshsig', 'trust me')],
    ['a file among the signatures', 'signatures/notes.txt', (bundle) => write(bundle, 'signatures/notes.txt', 'hello')],
    ['fetch.txt', 'fetch.txt', (bundle) => write(bundle, 'fetch.txt', 'https://example.com/a 1 data/a\n')],
    [
      'a manifest that names ../x',
      'manifest-sha256.txt',
      (bundle) => {
        writeFileSync(join(bundle, '..', 'x'), 'outside');
        appendFileSync(join(bundle, 'manifest-sha256.txt'), `${digest('outside')}  ../x\n`);
      },
    ],
    [
      'a manifest that names a file twice in other case',
      'manifest-sha256.txt',
      (bundle) => appendFileSync(join(bundle, 'manifest-sha256.txt'), `${digest('')}  DATA/GRAPH/GRAPH.SVG\n`),
    ],
    [
      'the 512-bit manifest cut',
      'manifest-sha512.txt',
      (bundle) => write(bundle, 'manifest-sha512.txt', read(bundle, 'manifest-sha512.txt').split('\n').slice(1).join('\n')),
    ],
    ['the tag manifest emptied', 'tagmanifest-sha256.txt', (bundle) => write(bundle, 'tagmanifest-sha256.txt', '')],
    ['a tag file removed', 'bag-info.txt', (bundle) => rmSync(join(bundle, 'bag-info.txt'))],
    ['the statement emptied', 'keyholder/statement.json', (bundle) => write(bundle, 'keyholder/statement.json', '{}')],
  ];
  it.each(attacks)('%s is found at %s', async (_what, names, attack) => {
    const bundle = made.copy();
    attack(bundle);
    const found = await verdict(bundle);
    expect(found.exitCode, found.words).toBe(1);
    expect(found.files).toContain(names);
  });

  it('is found even by somebody with a trusted key, where a required signer was taken out of the list', async () => {
    const bundle = made.copy();
    restate(bundle, (predicate) => {
      predicate['required_signers'] = [];
    });
    retag(bundle);
    sign(bundle, made.key, '01-ada.sshsig');
    expect(await verdict(bundle)).toMatchObject({ exitCode: 1, failed: ['required_signers'] });
  });

  it('leaves a hard link alone: its bytes are what counts', async () => {
    const bundle = made.copy();
    const path = join(bundle, 'data/graph/graph.json');
    linkSync(path, join(bundle, '..', 'kept.json'));
    expect(await verdict(bundle)).toMatchObject({ exitCode: 0 });
  });
});

describe('the custody log in a bundle', () => {
  const log = 'data/custody/custody.ndjson';
  const bodies = 'data/custody/bodies.ndjson';
  const lines = (bundle: string, path: string) => read(bundle, path).trimEnd().split('\n');
  const put = (bundle: string, path: string, all: readonly string[]) => write(bundle, path, all.map((line) => `${line}\n`).join(''));
  /** As the holder of the trusted key would do it: everything around the log is made to fit again. */
  const resign = (bundle: string) => {
    recompute(bundle);
    sign(bundle, made.key, '01-ada.sshsig');
  };

  it.each([
    [
      'an edited line',
      (bundle: string) =>
        put(
          bundle,
          log,
          lines(bundle, log).map((line, index) => (index === 1 ? line.replace('Ada', 'Eve') : line)),
        ),
      'entry 3',
    ],
    ['a removed line', (bundle: string) => put(bundle, log, lines(bundle, log).toSpliced(1, 1)), 'entry 2'],
    [
      'two lines swapped',
      (bundle: string) => put(bundle, log, [...lines(bundle, log).slice(0, 1), ...lines(bundle, log).slice(1, 3).toReversed(), ...lines(bundle, log).slice(3)]),
      'entry 2',
    ],
    [
      'the tail cut and the old checkpoint left',
      (bundle: string) => {
        put(bundle, log, lines(bundle, log).slice(0, -1));
        put(bundle, bodies, lines(bundle, bodies).slice(0, -1));
      },
      'the checkpoint says',
    ],
    [
      'another body',
      (bundle: string) =>
        put(
          bundle,
          bodies,
          lines(bundle, bodies).map((line, index) => (index === 0 ? line.replace('CASE-2026-014', 'CASE-2026-015') : line)),
        ),
      'the body of entry 1',
    ],
    ['a body taken away', (bundle: string) => put(bundle, bodies, lines(bundle, bodies).slice(0, -1)), 'bodies'],
    [
      'a checkpoint of another case',
      (bundle: string) =>
        write(bundle, 'data/custody/checkpoint.txt', read(bundle, 'data/custody/checkpoint.txt').replace(/^(keyholder-custody-v1 ).*/, '$1other')),
      'another case',
    ],
    [
      'a checkpoint signed by a stranger',
      (bundle: string) =>
        write(
          bundle,
          'data/custody/checkpoint.txt.sshsig',
          signMessage(stranger.privateKey, stranger.publicBlob, namespaces.checkpoint, readFileSync(join(bundle, 'data/custody/checkpoint.txt'))),
        ),
      'nobody vouches',
    ],
    ['a line without its end', (bundle: string) => write(bundle, log, read(bundle, log).trimEnd()), 'no end'],
    [
      'bytes that are no UTF-8',
      (bundle: string) => write(bundle, log, Buffer.concat([readFileSync(join(bundle, log)), Buffer.from([0xff, 0x0a])])),
      'not UTF-8',
    ],
  ])('shows %s, though everything was signed anew by a trusted key', async (_what, attack, words) => {
    const bundle = made.copy();
    attack(bundle);
    resign(bundle);
    expect(await verdict(bundle)).toMatchObject({ exitCode: 1, failed: ['custody'], details: expect.stringContaining(words) as string });
  });

  it('shows by an anchor that the case was set back, or its log written anew', async () => {
    const later = await exportAgain(made.around, made.handle, made.key, join(made.root, 'later'));
    expect(await verdict(later.folder, { anchor: made.folder })).toMatchObject({ exitCode: 0 });
    expect(await verdict(later.folder, { anchor: join(made.folder, 'data/custody/checkpoint.txt') })).toMatchObject({ exitCode: 0 });
    expect(await verdict(made.folder, { anchor: later.folder })).toMatchObject({
      exitCode: 1,
      failed: ['anchors'],
      details: expect.stringContaining('set back') as string,
    });
    const forged = join(made.root, 'forged.txt');
    writeFileSync(forged, read(made.folder, 'data/custody/checkpoint.txt').replace(/^[0-9a-f]{64}$/m, digest('another history')));
    expect(await verdict(later.folder, { anchor: forged })).toMatchObject({
      exitCode: 1,
      failed: ['anchors'],
      details: expect.stringContaining('written anew') as string,
    });
    expect(await verdict(later.folder, { anchor: made.report })).toMatchObject({ exitCode: 1, failed: ['anchors'] });
  });
});

describe('reviews', () => {
  function review(bundle: string, number: number, more: Record<string, unknown> = {}, signer: Signer = made.key): void {
    const name = (at: number) => `R${String(at).padStart(4, '0')}`;
    mkdirSync(join(bundle, 'reviews'), { recursive: true });
    const text = JSON.stringify({
      id: name(number),
      tagmanifest_sha256: digest(readFileSync(join(bundle, 'tagmanifest-sha256.txt'))),
      previous: number === 1 ? null : digest(read(bundle, `reviews/${name(number - 1)}.json`)),
      signatures_seen: [{ file: 'signatures/01-ada.sshsig', sha256: digest(read(bundle, 'signatures/01-ada.sshsig')) }],
      verdict: 'accepted',
      statements: [],
      ...more,
    });
    write(bundle, `reviews/${name(number)}.json`, text);
    write(bundle, `reviews/${name(number)}.json.sshsig`, signMessage(signer.privateKey, signer.publicBlob, namespaces.review, Buffer.from(text)));
  }

  it('are accepted when they are whole, in order and by trusted keys', async () => {
    const bundle = made.copy();
    review(bundle, 1);
    review(bundle, 2);
    expect(await verdict(bundle)).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['edited', (bundle: string) => write(bundle, 'reviews/R0001.json', read(bundle, 'reviews/R0001.json').replace('accepted', 'rejected')), 1],
    [
      'removed, an earlier one',
      (bundle: string) => {
        rmSync(join(bundle, 'reviews/R0001.json'));
        rmSync(join(bundle, 'reviews/R0001.json.sshsig'));
      },
      1,
    ],
    [
      'moved to another place',
      (bundle: string) => {
        for (const end of ['', '.sshsig']) cpSync(join(bundle, `reviews/R0001.json${end}`), join(bundle, `reviews/R0003.json${end}`));
      },
      1,
    ],
    ['moved from another bundle', (bundle: string) => review(bundle, 3, { tagmanifest_sha256: digest('another') }), 1],
    [
      'about a signature that is gone',
      (bundle: string) => review(bundle, 3, { signatures_seen: [{ file: 'signatures/02-boss.sshsig', sha256: digest('x') }] }),
      1,
    ],
    ['without a verdict', (bundle: string) => review(bundle, 3, { verdict: 'fine' }), 1],
    ['without their signature', (bundle: string) => rmSync(join(bundle, 'reviews/R0002.json.sshsig')), 1],
    ['by a stranger', (bundle: string) => review(bundle, 3, {}, stranger), 2],
  ])('are refused when %s', async (_what, attack, exitCode) => {
    const bundle = made.copy();
    review(bundle, 1);
    review(bundle, 2);
    attack(bundle);
    expect(await verdict(bundle)).toMatchObject({ exitCode, failed: ['reviews'] });
  });
});

describe('what is no bundle', () => {
  it('is unreadable, in words', async () => {
    const empty = join(made.root, 'empty');
    mkdirSync(empty);
    expect(await verdict(empty)).toMatchObject({ exitCode: 3, words: expect.stringContaining('not a bundle') as string });
    expect(await verdict(join(made.root, 'nowhere'))).toMatchObject({ exitCode: 3 });
    expect(await verdict(made.report)).toMatchObject({ exitCode: 3, words: expect.stringContaining('unpack') as string });
    expect(await verdict(made.folder, { signers: join(made.root, 'nobody') })).toMatchObject({ exitCode: 3 });
    symlinkSync(made.folder, join(made.root, 'link'));
    expect(await verdict(join(made.root, 'link'))).toMatchObject({ exitCode: 3 });
  });
});

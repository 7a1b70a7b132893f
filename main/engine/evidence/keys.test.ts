import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { madeSurroundings, temporaryFolder } from '../../../test/support/case-builder.ts';
import { allowedSignersLine, findKey, listKeys, newKey, openKey } from './keys.ts';
import { readAllowedSigners } from './allowed-signers.ts';
import { ed25519Blob } from './ssh-key.ts';
import { checkSignature, namespaces, readSignature, signMessage } from './sshsig.ts';

const passphrase = 'correct horse battery';
const around = () => madeSurroundings(join(temporaryFolder(), 'home'));
const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) as unknown });

describe('a signing key', () => {
  it('is made once, kept under its passphrase in a file that only its owner reads, and signs', async () => {
    const home = around();
    const made = await newKey(home, { name: 'anna@agency.example', role: 'examiner', passphrase });
    expect(listKeys(home)).toEqual([made]);
    expect(findKey(home, made.fingerprint)).toEqual(made);
    const file = join(home.home, 'keys', 'anna@agency.example.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(home.home, 'keys')).mode & 0o777).toBe(0o700);
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { sealed: Record<string, unknown> };
    expect(stored.sealed).toMatchObject({ kdf: 'scrypt', n: 131_072, r: 8, p: 1, cipher: 'aes-256-gcm' });
    const key = await openKey(home, 'anna@agency.example', passphrase);
    const signature = readSignature(Buffer.from(signMessage(key.privateKey, key.publicBlob, namespaces.bundle, Buffer.from('x'))));
    expect('signature' in signature && checkSignature(signature.signature, Buffer.from('x'))).toBe(true);
    expect(JSON.stringify(stored)).not.toContain(String(key.privateKey.export({ format: 'jwk' }).d));
    await expect(newKey(home, { name: 'Anna@agency.example', role: '', passphrase })).rejects.toEqual(problem('key_refused'));
  });

  it('does not open with another passphrase, and tells nothing more', async () => {
    const home = around();
    await newKey(home, { name: 'anna', role: 'examiner', passphrase });
    await expect(openKey(home, 'anna', 'correct horse batterz')).rejects.toEqual(problem('passphrase_wrong'));
    await expect(openKey(home, 'bert', passphrase)).rejects.toEqual(problem('no_such_thing'));
  });

  it('opens with the same passphrase however it is composed', async () => {
    const home = around();
    await newKey(home, { name: 'anna', role: 'examiner', passphrase: 'Gr\u00fc\u00dfe aus Z\u00fcrich' });
    await expect(openKey(home, 'anna', 'Gru\u0308\u00dfe aus Zu\u0308rich')).resolves.toMatchObject({ info: { name: 'anna' } });
  });

  it('is refused when its file was changed', async () => {
    const home = around();
    await newKey(home, { name: 'anna', role: 'examiner', passphrase });
    const file = join(home.home, 'keys', 'anna.json');
    chmodSync(file, 0o600);
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { public: string; sealed: { n: number } };
    const other = ed25519Blob(Buffer.from('5866666666666666666666666666666666666666666666666666666666666666', 'hex')).toString('base64');
    writeFileSync(file, JSON.stringify({ ...stored, public: `ssh-ed25519 ${other}` }));
    await expect(openKey(home, 'anna', passphrase)).rejects.toEqual(problem('passphrase_wrong'));
    const small = ed25519Blob(Buffer.from('01'.padEnd(64, '0'), 'hex')).toString('base64');
    writeFileSync(file, JSON.stringify({ ...stored, public: `ssh-ed25519 ${small}` }));
    await expect(openKey(home, 'anna', passphrase)).rejects.toEqual(problem('key_refused'));
    writeFileSync(file, JSON.stringify({ ...stored, sealed: { ...stored.sealed, n: 2 ** 30 } }));
    await expect(openKey(home, 'anna', passphrase)).rejects.toEqual(problem('key_refused'));
    writeFileSync(file, JSON.stringify({ ...stored, revoked: '2026-11-03T00:00:00.000Z' }));
    await expect(openKey(home, 'anna', passphrase)).rejects.toEqual(problem('key_refused'));
    writeFileSync(file, '{');
    expect(() => listKeys(home)).toThrow(problem('key_refused'));
  });

  it.each(['', 'anna b', 'a,b', '*', '-a', '../a', 'con', 'anna\n', 'x'.repeat(65), '#anna'])('cannot be named %j', async (name) => {
    const home = around();
    await expect(newKey(home, { name, role: 'examiner', passphrase })).rejects.toEqual(problem('invalid_argument'));
    expect(listKeys(home)).toEqual([]);
  });

  it('gives a line by which others trust it', async () => {
    const home = around();
    const made = await newKey(home, { name: 'anna', role: 'examiner', passphrase });
    const { signers, remarks } = readAllowedSigners(allowedSignersLine(made));
    expect(remarks).toEqual([]);
    expect(signers).toMatchObject([{ principals: 'anna', namespaces: 'keyholder-bundle-v1,keyholder-review-v1,keyholder-checkpoint-v1' }]);
  });

  it('leaves no half-written file beside it', async () => {
    const home = around();
    mkdirSync(join(home.home, 'keys'), { recursive: true });
    writeFileSync(join(home.home, 'keys', 'anna.json.new'), 'from a run that was killed');
    await newKey(home, { name: 'anna', role: 'examiner', passphrase });
    expect(readdirSync(join(home.home, 'keys'))).toEqual(['anna.json']);
  });
});

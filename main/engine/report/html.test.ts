import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rungs, type Rung } from '../../../shared/rungs.ts';
import type { Micros } from '../../../shared/time.ts';
import { hidesText } from '../../../shared/visible-text.ts';
import { certificationHtml } from './certification.ts';
import { reportHtml } from './html.ts';
import type { ReportInput } from './input.ts';
import { contents } from './section-head.ts';

const at = 1_793_700_000_000_000;

/** A small case in which every text from a log is `text`. */
function input(text: string): ReportInput {
  const place = { item: 'ab'.repeat(32), member: text, index: 0, offset: 12, length: 30 };
  const tag = { key: text, display: text, kind: 'service' as const, realm: text };
  const credential = { key: `access_key:${text}`, display: text, kind: 'access_key' as const };
  return {
    summary: {
      folder: '/case',
      caseId: '1',
      reference: text,
      title: text,
      examiner: text,
      timeZone: 'UTC',
      createdAt: at,
      caseClock: at,
      caseClockSet: false,
      readOnly: false,
      counts: { originals: 1, items: 1, records: 3, events: 2, facts: 0, skipped: 1, duplicates: 0, identities: 1, credentials: 1, assessed: 1, milestones: 1 },
      span: { from: at, to: at },
      milestones: [{ id: 1, kind: 'exposure_began', at, identity: tag, credential: null, note: text, author: text, enteredAt: at }],
      custody: { entries: 4, sinceAnchor: 2, anchorAt: at, anchorWhat: text },
    },
    about: {
      name: 'case_B001',
      number: 1,
      at,
      version: '1',
      signer: { name: 'ada', fingerprint: 'SHA256:x', publicKey: 'ssh-ed25519 AAAA ada', role: text, createdAt: at, revokedAt: null },
      custody: { entries: 4, head: 'f'.repeat(64) },
    },
    originals: [
      {
        sha256: 'ab'.repeat(32),
        sha512: 'cd'.repeat(64),
        size: 2048,
        name: text,
        sourcePath: text,
        modified: null,
        imported: '2026-11-03T10:00:00.000Z',
        streams: [
          {
            member: '',
            label: text,
            container: 'plain',
            encoding: 'UTF-8',
            framing: 'NDJSON',
            reader: null,
            readerVersion: null,
            state: 'done',
            bytes: 2048,
            records: 3,
            withEvents: 2,
            withFacts: 0,
            skipped: 1,
            duplicates: 0,
            first: null,
            last: null,
          },
        ],
      },
    ],
    providerCheck: { at: at as Micros, result: text, importedSince: 2 },
    coverage: [
      {
        reader: 'r',
        realm: text,
        source: text,
        from: at as Micros,
        to: at as Micros,
        events: 2,
        hoursWithEvents: 1,
        hours: 3,
        steady: true,
        gaps: [{ from: at, to: at + 3_600_000_000, source: text, why: text }],
        logTypes: [text],
        data: null,
        skipped: 1,
      },
    ],
    answers: [
      {
        id: 'Q1',
        title: text,
        question: text,
        verdict: 'cannot_tell',
        sentence: text,
        successful: 1,
        attempted: 1,
        unknown: 1,
        reasons: [{ text, opens: { label: text, filter: {}, events: 2 } }],
        tables: [{ title: text, columns: [text, 'n'], rows: [{ cells: [text, '12'], opens: null }] }],
        coverage: [{ state: 'none', source: text, detail: text }],
        restsOn: [text],
        wouldChange: [text],
        opens: null,
      },
    ],
    lines: [
      {
        credential,
        holder: tag,
        lifetime: 'static',
        chained: true,
        inReach: false,
        exposed: true,
        issued: at,
        issuedInferred: true,
        expires: null,
        expiresInferred: false,
        ended: at,
        endedBy: 'revoked',
        first: at,
        last: at,
        counts: [0, 0, 1, 0, 1],
        uses: [],
        thinned: 0,
        validity: [{ moment: 'patch', at, validity: 'valid', rule: text, inferred: true }],
        successfulAfterPatch: 1,
      },
    ],
    lists: [
      {
        title: 'Denied',
        note: text,
        total: 7,
        ids: [],
        events: rungs.map((_, rung) => ({
          at: at as Micros,
          rung: rung as Rung,
          basis: [{ field: text, value: text }],
          action: text,
          plane: 'data' as const,
          identity: text,
          credential: text,
          resource: text,
          more: 2,
          from: text,
          item: place.item,
          member: text,
          offset: 12,
          assessed: null,
        })),
      },
    ],
    chains: [
      {
        at: at as Micros,
        method: text,
        parentIdentity: text,
        parentCredential: text,
        childCredential: text,
        childKey: credential.key,
        childIdentity: text,
        parentKey: credential.key,
        item: place.item,
        offset: 1,
      },
      {
        at: at as Micros,
        method: text,
        parentIdentity: null,
        parentCredential: null,
        childCredential: text,
        childKey: 'other',
        childIdentity: null,
        parentKey: null,
        item: place.item,
        offset: 1,
      },
    ],
    assessments: [
      {
        id: 1,
        target: 'events',
        identity: null,
        credential: null,
        determination: 'authorised',
        confidence: 'probable',
        rationale: text,
        tags: [text],
        author: text,
        at: '2026-11-03T10:00:00.000Z',
        supersedes: null,
        events: [{ at: '2026-11-03T10:00:00.000Z', action: text, machineRung: 'denied', vendorId: null, record: place }],
      },
    ],
    skipped: [{ code: 'truncated', lost: true, records: 1, example: text, item: place.item, name: text }],
    picture: { svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>' },
    checks: [{ title: 'Bytes', command: 'sha256sum -c a &&\n  true < b' }],
  };
}

const whole = (text: string) => [...reportHtml(input(text))].join('');

describe('the report', () => {
  it('has every section that its contents name, once', () => {
    const page = whole('deploy-ci');
    for (const [id] of contents) expect(page.split(`id="${id}"`)).toHaveLength(2);
    expect(page).toContain('<dt>Examiner</dt>');
  });

  it('is one file: no script, nothing from outside, and a policy that allows its own style only', () => {
    const page = whole('deploy-ci');
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(page).not.toMatch(/<script|javascript:|\son[a-z]+=|\sstyle=|<iframe|<object|<img|<link|<base|url\(|@import/i);
    expect([...page.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1]).filter((target) => !target?.startsWith('#'))).toEqual([]);
    expect(page.split('<style')).toHaveLength(2);
  });

  it('shows what a name hides, and lets no text become markup', () => {
    const page = whole('a<b>"\u202Eevil\u2066\u0000');
    expect(page).not.toContain('<b>"');
    expect(hidesText(page.replaceAll('\n', ''))).toBe(false);
    expect(page).toContain('[U+202E]');
    const plain =
      whole('x')
        .replaceAll(/<bdi>.*?<\/bdi>/gs, '')
        .match(/<[a-z0-9]+/g)?.length ?? 0;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const made = whole(`x${text}`);
        expect(made.replaceAll(/<bdi>.*?<\/bdi>/gs, '').match(/<[a-z0-9]+/g)?.length ?? 0).toBe(plain);
        expect(hidesText(made.replaceAll('\n', ''))).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps names in any script in their own direction', () => {
    expect(whole('שלום')).toContain('<bdi>שלום</bdi>');
    expect(whole('سجل')).toContain('<bdi>سجل</bdi>');
  });

  it('tells the five rungs apart by mark and by word', () => {
    const page = whole('x');
    for (const rung of rungs) {
      expect(page).toContain(`<symbol id="mark-${rung}"`);
      expect(page).toMatch(new RegExp(`<use href="#mark-${rung}"/></svg>${rung}<`));
    }
  });

  it('says what it leaves out, and is the same every time', () => {
    expect(whole('x')).toContain('2 further events of this kind are not printed here.');
    expect(whole('x')).toContain('1 further derivation in this case is listed');
    expect(whole('x')).toBe(whole('x'));
  });

  it('stands up in an empty case', () => {
    const some = input('x');
    const empty: ReportInput = {
      ...some,
      summary: { ...some.summary, title: '', span: null, milestones: [], custody: { entries: 1, sinceAnchor: 1, anchorAt: null, anchorWhat: null } },
      originals: [],
      coverage: [],
      providerCheck: null,
      answers: [],
      lines: [],
      lists: [],
      chains: [],
      assessments: [],
      skipped: [],
    };
    const page = [...reportHtml(empty)].join('');
    expect(page).toContain('no event');
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });
});

describe('the certification', () => {
  it('is prepared for a person and certifies nothing by itself', () => {
    const { summary, about, originals } = input('a<b>');
    const page = [...certificationHtml({ summary, about, originals })].join('');
    expect(page).toContain('Prepared, not signed');
    expect(page).toContain('ab'.repeat(8));
    expect(page).not.toMatch(/<b>|<script/);
  });
});

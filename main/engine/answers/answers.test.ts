import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, build, incident, keys, ordinaryWork, runner, story } from '../../../test/support/runner-story.ts';
import { worldInMemory, type MadeWorld } from '../../../test/support/world-builder.ts';
import type { Answer } from '../../../shared/rpc/answers.ts';
import { answer as answerSchema } from '../../../shared/rpc/answers.ts';
import { layoutGraph } from '../../../shared/graph/layout.ts';
import { descendants } from '../graph/descendants.ts';
import { pictureOf } from '../graph/picture.ts';
import type { ReadDb } from '../store/db.ts';
import { countEvents } from '../store/events.ts';
import { filterWhere } from '../store/filter-sql.ts';
import { answerAll } from './index.ts';

const answered = (world: MadeWorld, id: Answer['id']): Answer => answerAll(worldInMemory(world)).find((each) => each.id === id) as Answer;
const openings = (answer: Answer): NonNullable<Answer['opens']>[] =>
  [answer.opens, ...answer.reasons.map((each) => each.opens), ...answer.tables.flatMap((table) => table.rows.map((row) => row.opens))].filter(
    (each) => each !== null,
  );
const quiet: MadeWorld = { ...story, events: ordinaryWork(), derivations: [], holdings: [], facts: [] };

function counted(db: ReadDb, filter: NonNullable<Answer['opens']>['filter']): ReturnType<typeof countEvents> {
  return countEvents(db, filterWhere(db, filter, filter.withDescendants ? descendants(db, filter) : undefined));
}

describe('every answer', () => {
  it('follows the contract, and every number opens exactly the events it counts', () => {
    const db = worldInMemory(story);
    for (const answer of answerAll(db)) {
      expect(() => answerSchema.parse(answer)).not.toThrow();
      for (const opens of openings(answer)) expect(counted(db, opens.filter).total, `${answer.id} ${opens.label}`).toBe(opens.events);
      if (answer.opens) {
        const { counts } = counted(db, answer.opens.filter);
        expect([counts[4], counts[1] + counts[2] + counts[3], counts[0]]).toEqual([answer.successful, answer.attempted, answer.unknown]);
      }
    }
  });

  it('says "cannot tell" and asks for a milestone while nobody named a subject', () => {
    for (const answer of answerAll(worldInMemory({ ...story, milestones: [] })).filter((each) => each.id !== 'Q10')) {
      expect(answer.verdict).toBe('cannot_tell');
      expect(answer.wouldChange.join(' ')).toContain('Name the compromised identity');
    }
  });

  it('is the same in whatever order things were imported, and so are picture and layout', () => {
    const expected = JSON.stringify(answerAll(worldInMemory(story)));
    const wanted = { filter: {}, expanded: [], hidden: [], groupAbove: 3, limit: 400 };
    const drawn = pictureOf(worldInMemory(story), wanted);
    const shuffled = fc.tuple(
      fc.shuffledSubarray([...story.events], { minLength: story.events.length }),
      fc.shuffledSubarray([...(story.derivations ?? [])], { minLength: 4 }),
      fc.shuffledSubarray([...(story.facts ?? [])], { minLength: 8 }),
    );
    fc.assert(
      fc.property(shuffled, ([events, derivations, facts]) => {
        const db = worldInMemory({ ...story, events, derivations, facts });
        expect(JSON.stringify(answerAll(db))).toBe(expected);
        const picture = pictureOf(db, wanted);
        expect(picture).toEqual(drawn);
        expect(layoutGraph(picture)).toEqual(layoutGraph(drawn));
      }),
      { numRuns: 6 },
    );
  });

  it('stays "yes" with the same counts whatever unrelated events are added', () => {
    const told = (world: MadeWorld): string =>
      JSON.stringify(
        answerAll(worldInMemory(world))
          .filter((each) => each.verdict === 'yes' && each.id !== 'Q10')
          .map((each) => [each.id, each.successful, each.attempted, each.unknown]),
      );
    const expected = told(story);
    const unrelated = fc.record({
      at: fc.integer({ min: at(0), max: at(47) }),
      rung: fc.constantFrom(0, 1, 2, 3, 4),
      action: fc.constantFrom('iam:ListUsers', 'kms:Sign'),
      identity: fc.constantFrom('aws:111111111111:role/deploy', 'aws:333333333333:user/x'),
      credential: fc.constantFrom('session:ASIAELSE', null),
      realm: fc.constantFrom('111111111111', '333333333333'),
    });
    fc.assert(
      fc.property(fc.array(unrelated, { maxLength: 6 }), (more) => {
        expect(told({ ...story, events: [...story.events, ...more] as typeof story.events })).toBe(expected);
      }),
      { numRuns: 15 },
    );
  });
});

describe('Q1', () => {
  it('counts successful and attempted uses before the patch, after it and after containment apart', () => {
    const answer = answered(story, 'Q1');
    expect(answer.verdict).toBe('yes');
    expect([answer.successful, answer.attempted]).toEqual([7, 2]);
    expect(answer.reasons.map((each) => each.opens?.events).slice(0, 3)).toEqual([8, 1, 1]);
    expect(answer.sentence).toMatch(/6 times from exposure to patch .*1 time between patch and containment .*0 times after containment/);
  });

  it('says "no" only when every log is complete for the whole window', () => {
    const subject = {
      ...quiet,
      milestones: [
        { kind: 'exposure_began', at: at(10), identity: `aws:${build}:user/idle` },
        { kind: 'patch_deployed', at: at(14) },
      ],
    } as const;
    expect(answered(subject, 'Q1').verdict).toBe('no');
    expect(answered({ ...subject, events: ordinaryWork(48, (hour, realm) => realm === build && hour === 12) }, 'Q1').verdict).toBe('cannot_tell');
    expect(answered({ ...subject, events: ordinaryWork(12) }, 'Q1').verdict).toBe('cannot_tell');
    const withoutData = answered({ ...subject, events: ordinaryWork().filter((event) => event.ids?.['eventCategory'] !== 'Data') }, 'Q1');
    expect(withoutData.verdict).toBe('cannot_tell');
    expect(withoutData.wouldChange.join(' ')).toContain('data events');
  });

  it('does not call an outcome that the log leaves open a "no"', () => {
    const subject = {
      ...quiet,
      milestones: [
        { kind: 'exposure_began', at: at(10), identity: `aws:${build}:user/idle` },
        { kind: 'patch_deployed', at: at(14) },
      ],
      events: [...ordinaryWork(), { at: at(11), rung: 0, identity: `aws:${build}:user/idle`, realm: build, ids: { eventCategory: 'Management' } }],
    } as const;
    expect(answered(subject, 'Q1')).toMatchObject({ verdict: 'cannot_tell', unknown: 1 });
  });

  it('asks for the patch when only the exposure is known', () => {
    const answer = answered({ ...story, milestones: [{ kind: 'exploited', at: at(10), identity: runner }] }, 'Q1');
    expect(answer.verdict).toBe('cannot_tell');
    expect(answer.wouldChange.join(' ')).toContain('patch deployed');
  });
});

describe('Q1, hard cases', () => {
  const idle = `aws:${build}:user/idle`;
  const window = [
    { kind: 'exposure_began', at: at(10), identity: idle },
    { kind: 'patch_deployed', at: at(14) },
  ] as const;
  const texts = (answer: Answer): string => answer.reasons.map((each) => each.text).join(' ');

  it('says so when the patch is not after the exposure', () => {
    const answer = answered(
      {
        ...story,
        milestones: [
          { kind: 'exploited', at: at(10), identity: runner },
          { kind: 'patch_deployed', at: at(9) },
          { kind: 'contained', at: at(16) },
        ],
      },
      'Q1',
    );
    expect(texts(answer)).toContain('is not after the exposure');
  });

  it('says of which uses the log cannot tell whether they came before the patch', () => {
    const subject = (time: number): Answer =>
      answered(
        { ...quiet, milestones: window, events: [...ordinaryWork(), { at: time, identity: idle, realm: build, ids: { eventCategory: 'Management' } }] },
        'Q1',
      );
    expect(texts(subject(at(14)))).toContain('in the same second as the patch');
    expect(texts(subject(at(13)))).not.toContain('in the same second');
  });

  it('never calls a log complete: an export may have been filtered', () => {
    const answer = answered({ ...quiet, milestones: window }, 'Q1');
    expect(answer.verdict).toBe('no');
    expect(`${answer.sentence} ${answer.coverage.map((light) => light.detail).join(' ')}`).not.toMatch(/\bcomplete\b/i);
    expect(answer.coverage.map((light) => light.detail).join(' ')).toContain('filtered');
  });

  it('does not take a burst of data events for a log of them over the whole window', () => {
    const events = ordinaryWork().filter((event) => event.ids?.['eventCategory'] !== 'Data' || (event.at > at(11) && event.at < at(12)));
    const answer = answered({ ...quiet, milestones: window, events }, 'Q1');
    expect(answer.verdict).toBe('cannot_tell');
    expect(answer.wouldChange.join(' ')).toContain('data events');
  });

  it('says when another record tells an event differently', () => {
    const events = [...ordinaryWork(), { at: at(11), identity: idle, realm: build, ids: { eventCategory: 'Management' } }];
    const db = worldInMemory({ ...quiet, milestones: window, events });
    const id = db.prepare<[number], number>('SELECT id FROM event WHERE at = ? ORDER BY id DESC').pluck().get(at(11));
    db.prepare('INSERT INTO event_place (event_id, item_id, record_index, byte_offset, byte_length) VALUES (?, 1, 0, 999999, 1)').run(id);
    db.exec("INSERT INTO skipped (item_id, record_index, byte_offset, byte_length, lost, code, message) VALUES (1, 0, 999999, 1, 0, 'duplicate_differs', 'x')");
    const all = answerAll(db);
    expect(texts(all.find((each) => each.id === 'Q1') as Answer)).toContain('another record with the same id');
    expect(all.find((each) => each.id === 'Q10')?.sentence).toContain('two records say different things');
  });

  it('says what examiners made of the events, by the assessments that still stand', () => {
    const events = [...ordinaryWork(), { at: at(11), identity: idle, realm: build, ids: { eventCategory: 'Management' } }];
    const db = worldInMemory({ ...quiet, milestones: window, events });
    const id = db.prepare<[number], number>('SELECT id FROM event WHERE at = ? ORDER BY id DESC').pluck().get(at(11));
    const assess = (number: number, determination: string, supersedes: number | null): void => {
      db.prepare("INSERT INTO assessment VALUES (?, 'events', '', NULL, NULL, ?, 'confirmed', 'r', '[]', 'E', 0, ?)").run(number, determination, supersedes);
      db.prepare('INSERT INTO assessment_event VALUES (?, ?)').run(number, id);
    };
    const said = (): string => texts(answerAll(db).find((each) => each.id === 'Q1') as Answer);
    assess(1, 'not_attributable', null);
    expect(said()).toContain('1 of these events is assessed by an examiner as not attributable');
    assess(2, 'authorised', 1);
    expect(said()).toContain('as authorised');
    expect(said()).not.toContain('not attributable');
  });

  it('says when one name stood for two roles', () => {
    const role = `aws:${build}:role/again`;
    const events = [
      ...ordinaryWork(),
      ...['session:ASIAOLD', 'session:ASIANEW'].map((credential, each) => ({ at: at(11 + each), identity: role, credential, realm: build })),
    ];
    const db = worldInMemory({ ...quiet, events, milestones: [{ kind: 'exposure_began', at: at(10), identity: role }, window[1]] });
    const said = (): string => texts(answerAll(db).find((each) => each.id === 'Q1') as Answer);
    expect(said()).not.toContain('different roles');
    for (const [key, id] of [
      ['session:ASIAOLD', 'AROAOLD:s'],
      ['session:ASIANEW', 'AROANEW:s'],
    ])
      db.prepare("UPDATE credential SET attributes = json_object('principalId', ?) WHERE key = ?").run(id, key);
    expect(said()).toContain('stood for 2 different roles: AROAOLD (seen');
  });

  it('does not count what a second subject did before its own exposure', () => {
    const events = [
      ...ordinaryWork(),
      ...[11, 13].map((hours) => ({
        at: at(hours),
        identity: `aws:${build}:user/late`,
        credential: keys.static,
        realm: build,
        ids: { eventCategory: 'Management' },
      })),
    ];
    const answer = answered({ ...quiet, events, milestones: [...window, { kind: 'exploited', at: at(12), identity: `aws:${build}:user/late` }] }, 'Q1');
    expect(answer.successful).toBe(1);
  });
});

describe('Q2', () => {
  it('finds the static key alive after the patch and the chained session dead', () => {
    const answer = answered(story, 'Q2');
    expect(answer.verdict).toBe('yes');
    const rows = new Map(answer.tables[0]?.rows.map((row) => [row.cells[0], row.cells.slice(2, 6)]));
    expect(rows.get('…7777')).toEqual(['valid', 'valid', 'valid', 'revoked']);
    expect(rows.get('…3333')).toEqual(['not issued', 'expired', 'expired', 'expired']);
    expect(rows.get('…2222')).toEqual(['not issued', 'expired', 'expired', 'expired']);
    expect(rows.has('…9999')).toBe(false);
  });
});

describe('Q2, hard cases', () => {
  const pat = `aws:${build}:user/pat`;
  const password = `password:${build}:user/pat`;
  const reset = (by: string, via: string): MadeWorld => ({
    events: [...ordinaryWork(), { at: at(9), identity: pat, credential: password, realm: build }],
    holdings: [
      { identity: by, credential: password, basis: 'issued', via, from: at(11) },
      { identity: pat, credential: password, basis: 'issued', from: at(11) },
    ],
    derivations: [{ method: 'ConsoleLogin', at: at(10.5), by: pat, with: password, child: 'session:ASIAPAT', as: pat }],
    facts: [
      { credential: password, what: 'issued', at: at(1) },
      { credential: password, what: 'rotated', at: at(11) },
    ],
    milestones: [
      { kind: 'exposure_began', at: at(10), identity: pat },
      { kind: 'patch_deployed', at: at(12) },
    ],
  });
  it('keeps a password alive for whoever set it anew, and not for whom it was taken from', () => {
    const row = (world: MadeWorld): readonly string[] => answered(world, 'Q2').tables[0]?.rows.find((each) => each.cells[0] === '…1111')?.cells ?? [];
    expect(row(reset(pat, 'session:ASIAPAT'))[3]).toBe('valid');
    expect(row(reset(pat, 'session:ASIAPAT')).join(' ')).toContain('Set anew by the same hands');
    expect(row(reset(`aws:${build}:user/admin`, 'session:ASIAADMIN'))[3]).toBe('superseded');
  });

  it('rests on the right logs, up to the last moment of which it speaks', () => {
    const world: MadeWorld = {
      ...quiet,
      facts: [
        { credential: 'session:ASIAIDLE', what: 'issued', at: at(9) },
        { credential: 'session:ASIAIDLE', what: 'expires', at: at(11) },
      ],
      holdings: [{ identity: `aws:${build}:user/idle`, credential: 'session:ASIAIDLE', basis: 'issued', from: at(9) }],
      milestones: [
        { kind: 'exposure_began', at: at(10), identity: `aws:${build}:user/idle` },
        { kind: 'patch_deployed', at: at(14) },
      ],
    };
    expect(answered(world, 'Q2').verdict).toBe('no');
    expect(answered({ ...world, clock: at(400) }, 'Q2').verdict).toBe('cannot_tell');
    const db = worldInMemory({ ...world, events: ordinaryWork().map((event) => ({ ...event, ids: {} })) });
    db.exec("UPDATE item SET reader = 'aws-elb'");
    const onOtherLogs = answerAll(db).find((each) => each.id === 'Q2');
    expect(onOtherLogs?.verdict).toBe('cannot_tell');
    expect(onOtherLogs?.wouldChange.join(' ')).toContain('CloudTrail management events');
  });

  it('says in the sentence which are valid only because no record ends them', () => {
    const world: MadeWorld = { ...story, facts: (story.facts ?? []).filter((fact) => fact.what !== 'deactivated'), clock: at(47) };
    expect(answered(world, 'Q2').sentence).toContain('only because no record ends');
  });
});

describe('Q3', () => {
  it('shows the chain and what only the chain reached', () => {
    const answer = answered(story, 'Q3');
    expect(answer.verdict).toBe('yes');
    expect(answer.sentence).toContain('runner → …1111 (deploy) → …2222 (signer) → …3333 (data) → …7777 [exposed]');
    expect(answer.tables[1]?.rows.map((row) => row.cells[1])).toEqual(expect.arrayContaining(['secrets', 'data', '222222222222']));
  });

  it('names sessions of the same role that nobody is shown to have minted', () => {
    const orphan = { at: at(12), identity: `aws:${build}:role/deploy`, credential: 'session:ASIA0000', realm: build };
    const answer = answered({ ...story, events: [...story.events, orphan] }, 'Q3');
    expect(answer.reasons.some((each) => each.text.includes('no record shows who minted it') && each.opens?.events === 1)).toBe(true);
  });
});

describe('Q3, hard cases', () => {
  it('says yes when only a credential that was taken over reached more', () => {
    const pat = `aws:${build}:user/pat`;
    const bob = `aws:${build}:user/bob`;
    const answer = answered(
      {
        events: [
          ...ordinaryWork(),
          { at: at(10.1), identity: pat, credential: keys.static, realm: build, action: 'iam:UpdateLoginProfile' },
          { at: at(11), identity: bob, credential: 'password:bob', realm: build, action: 'signin:ConsoleLogin' },
        ],
        holdings: [{ identity: pat, credential: 'password:bob', basis: 'issued', via: keys.static, from: at(10.1) }],
        milestones: [{ kind: 'exposure_began', at: at(10), identity: pat }],
      },
      'Q3',
    );
    expect(answer.tables[1]?.rows.map((row) => row.cells[1])).toContain('signin:ConsoleLogin');
    expect(answer).toMatchObject({ verdict: 'yes', successful: 1 });
  });
});

describe('Q4', () => {
  it('keeps reached and merely attempted planes and calls apart', () => {
    const answer = answered(story, 'Q4');
    expect(answer.sentence).toMatch(/^Reached with success by runner: identity, secrets and data\./);
    expect(answer.reasons[0]?.text).toBe('kms:Sign (secrets): attempted 2 times, never successful.');
  });
});

describe('Q10', () => {
  it('names gaps, missing data events and realms without a log of their own', () => {
    const answer = answered(
      {
        ...story,
        events: [
          ...ordinaryWork(48, (hour, realm) => realm === build && hour === 15).filter(
            (event) => event.realm !== build || event.ids?.['eventCategory'] !== 'Data',
          ),
          ...incident,
        ],
      },
      'Q10',
    );
    expect(answer.verdict).toBe('yes');
    expect(answer.sentence).toContain('1 time gap');
    expect(answer.sentence).toContain(`no data events of ${build}`);
    expect(answer.sentence).toContain('issuer.example');
    expect(answer.reasons.some((each) => each.text.includes(keys.first))).toBe(false);
  });

  it('does not call a source without silence that writes too seldom to tell', () => {
    const events = ordinaryWork().filter((event) => event.realm !== build);
    const seldom = [1, 2, 3].map((hours) => ({ at: at(hours), identity: 'x:other.example:user/a', realm: 'other.example' }));
    expect(answered({ ...quiet, milestones: [], events }, 'Q10').verdict).toBe('no');
    const answer = answered({ ...quiet, milestones: [], events: [...events, ...seldom] }, 'Q10');
    expect(answer.verdict).toBe('yes');
    expect(answer.sentence).toContain('too seldom');
  });

  it('is answered without a subject, and cannot tell in an empty case', () => {
    expect(answered({ ...quiet, milestones: [] }, 'Q10').verdict).toBe('no');
    expect(answered({}, 'Q10').verdict).toBe('cannot_tell');
  });
});

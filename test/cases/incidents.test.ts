/** Whole incidents: exports in real formats go in, and the case must tell what happened, exactly. Each folder holds what it must say. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inProcess, type InProcess } from '../../main/engine/api/in-process.ts';
import { surroundings } from '../../main/engine/surroundings.ts';
import { milestoneKinds, questionIds, validities, verdicts } from '../../shared/model.ts';
import { parseFilter } from '../../shared/filter-line.ts';
import type { Answer } from '../../shared/rpc/answers.ts';
import type { ImportReport } from '../../shared/rpc/intake.ts';
import { count, rungCounts } from '../../shared/rpc/method.ts';
import { attemptedOf, successfulOf } from '../../shared/rungs.ts';
import { parseIso } from '../../shared/time.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** What an incident must say; `case` is the folder with `case.json` and `exports/`, from the project's root. */
const expectation = z.strictObject({
  case: z.string(),
  records: z.strictObject({ read: count, events: count, factsOnly: count, skipped: count, duplicates: count }),
  verdicts: z.partialRecord(z.enum(questionIds), z.enum(verdicts)),
  uses: z.array(z.strictObject({ what: z.string(), filter: z.string(), counts: rungCounts })),
  /** Credentials, each minted from the one before. */
  chain: z.array(z.string()),
  /** Credential, moment, state. */
  validity: z.record(z.string(), z.record(z.string(), z.union([z.enum(validities), z.literal('not_issued')]))),
  /** Names that no answer may put among the subject's. */
  notInWorld: z.array(z.string()),
  sentences: z.partialRecord(z.enum(questionIds), z.array(z.string())),
});

const described = z.object({
  caseClock: z.string(),
  milestones: z.array(z.object({ kind: z.enum(milestoneKinds), at: z.string(), identity: z.string().optional(), credential: z.string().optional() })),
  assertions: z.array(z.object({ identity: z.string(), credential: z.string(), via: z.string().optional(), from: z.string(), rationale: z.string() })),
});

const moment = (text: string): number => parseIso(text)?.at ?? expect.fail(`${text} is no moment`);

for (const name of readdirSync(here, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))) {
  describe(name, () => {
    const expected = expectation.parse(JSON.parse(readFileSync(join(here, name, 'expected.json'), 'utf8')));
    const folder = mkdtempSync(join(tmpdir(), 'keyholder-incident-'));
    let engine: InProcess;
    let report: ImportReport;
    let answers: Answer[];

    beforeAll(async () => {
      const told = described.parse(JSON.parse(readFileSync(join(root, expected.case, 'case.json'), 'utf8')));
      engine = inProcess({ ...surroundings('in_process'), home: join(folder, 'home') });
      await engine.call('case.create', { parent: folder, name, examiner: 'Test examiner', reference: name });
      report = await engine.call('intake.import', { paths: [join(root, expected.case, 'exports')] });
      await engine.call('case.setClock', { at: moment(told.caseClock) });
      for (const milestone of told.milestones) await engine.call('milestone.set', { ...milestone, at: moment(milestone.at) });
      for (const assertion of told.assertions) await engine.call('assess.assertHolding', { ...assertion, from: moment(assertion.from) });
      answers = await engine.call('answers.all', {});
    }, 120_000);

    afterAll(async () => {
      await engine.close();
      rmSync(folder, { recursive: true });
    });

    it('reads every record or says why not', () => {
      const { records, withEvents, withFacts, skipped, duplicates, events } = report;
      expect(records).toBe(withEvents + withFacts + skipped);
      expect({ read: records, events, factsOnly: withFacts, skipped, duplicates }).toEqual(expected.records);
    });

    it.each(expected.uses)('counts $what', async ({ filter, counts }) => {
      expect((await engine.call('events.count', { filter: parseFilter(filter) })).counts).toEqual(counts);
    });

    it('answers every question as it must', () => {
      expect(Object.fromEntries(answers.map(({ id, verdict }) => [id, verdict]))).toEqual(expected.verdicts);
      for (const answer of answers) for (const words of expected.sentences[answer.id] ?? []) expect(answer.sentence).toContain(words);
    });

    it('opens exactly the events behind every number', async () => {
      for (const answer of answers) {
        const openings = [
          answer.opens,
          ...answer.reasons.map((reason) => reason.opens),
          ...answer.tables.flatMap((table) => table.rows.map((row) => row.opens)),
        ];
        for (const opening of openings)
          if (opening) expect((await engine.call('events.count', { filter: opening.filter })).total, `${answer.id} ${opening.label}`).toBe(opening.events);
        if (!answer.opens || answer.id !== 'Q1') continue;
        const { counts } = await engine.call('events.count', { filter: answer.opens.filter });
        expect([successfulOf(counts), attemptedOf(counts)]).toEqual([answer.successful, answer.attempted]);
      }
    });

    it('follows the chain hop by hop', async () => {
      for (const [place, key] of expected.chain.entries()) {
        const before = expected.chain[place - 1];
        if (before) expect((await engine.call('credentials.dossier', { key })).mintedFrom.map((from) => from.credential?.key)).toContain(before);
      }
    });

    it.each(Object.entries(expected.validity))('knows the life of %s', async (key, states) => {
      const { line } = await engine.call('credentials.dossier', { key });
      const known = Object.fromEntries(line.validity.map(({ moment: name, validity }) => [name, validity]));
      expect(known).toMatchObject(states);
    });

    it('leaves out of the story who is not in it', () => {
      for (const words of expected.notInWorld)
        for (const answer of answers.filter(({ id }) => id !== 'Q10')) expect(JSON.stringify(answer)).not.toContain(words);
    });

    it('says the same when the files are imported one by one, last first', async () => {
      const told = described.parse(JSON.parse(readFileSync(join(root, expected.case, 'case.json'), 'utf8')));
      const other = inProcess({ ...surroundings('in_process'), home: join(folder, 'home') });
      await other.call('case.create', { parent: folder, name: `${name} reversed`, examiner: 'Test examiner', reference: name });
      const exportsFolder = join(root, expected.case, 'exports');
      const files = readdirSync(exportsFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      for (const file of files
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .reverse())
        await other.call('intake.import', { paths: [file] });
      await other.call('case.setClock', { at: moment(told.caseClock) });
      for (const milestone of told.milestones) await other.call('milestone.set', { ...milestone, at: moment(milestone.at) });
      for (const assertion of told.assertions) await other.call('assess.assertHolding', { ...assertion, from: moment(assertion.from) });
      const again = await other.call('answers.all', {});
      await other.close();
      expect(again.filter(({ id }) => id !== 'Q10')).toEqual(answers.filter(({ id }) => id !== 'Q10'));
    }, 120_000);
  });
}

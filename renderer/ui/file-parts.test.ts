import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from './file-parts.ts';

describe('parts of a file name', () => {
  it('knows account, time and ending', () => {
    expect(partsOf('AWSLogs/2026/11/03/111122223333_CloudTrail_eu-west-1_20261103T0005Z_Rx1c2jCW.json.gz')).toEqual({
      before: '111122223333_CloudTrail_eu-west-1_',
      time: '20261103T0005Z',
      after: '_Rx1c2jCW',
      end: '.json.gz',
    });
    expect(partsOf('job-88213.log')).toEqual({ before: 'job-88213', time: '', after: '', end: '.log' });
  });

  it('loses nothing of the last step of a path', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w.T-]{1,60}$/), (name) => {
        const { before, time, after, end } = partsOf(`some/folder/${name}`);
        expect(before + time + after + end).toBe(name);
      }),
    );
  });
});

import { sizeFindings } from './size-findings.ts';

const codes = (...args: Parameters<typeof sizeFindings>) =>
  sizeFindings(...args).map(({ code, severity }) => `${severity} ${code}`);

it('a zip above the limit for direct uploads is a warning, and one at the limit is not', () => {
  const size = { bytes: 52_428_800, unpackedBytes: 262_144_000 };
  expect(sizeFindings(size, undefined)).toEqual([]);
  expect(sizeFindings({ ...size, bytes: 52_428_801 }, undefined)).toEqual([
    {
      code: 'size/zipped',
      severity: 'warning',
      message:
        'the zip has 52,428,801 bytes; Lambda accepts at most 52,428,800 in a direct upload, so publish will refuse it',
      hint: 'Leave out packages, prune more, or split the requirements into two layers. To publish it as it is, upload it by hand through an S3 bucket.',
    },
  ]);
});

it('each limit has its own words', () => {
  expect(sizeFindings({ bytes: 2, unpackedBytes: 262_144_001 }, { zippedBytes: 1 })).toEqual([
    {
      code: 'size/unpacked',
      severity: 'error',
      message:
        'the layer unpacks to 262,144,001 bytes; Lambda allows 262,144,000 for a function and all its layers',
      hint: 'Leave out what the functions don’t need. If the layer is still too large, deploy the function as a container image.',
    },
    {
      code: 'size/budget',
      severity: 'error',
      message: 'the layer has 2 bytes zipped, over its budget of 1',
      hint: 'Leave out packages, prune more, or raise the budget in layer.json.',
    },
  ]);
});

it('one byte over Lambda’s quota or over a budget is an error', () => {
  expect(codes({ bytes: 1, unpackedBytes: 262_144_001 }, undefined)).toEqual(['error size/unpacked']);
  const budget = { zippedBytes: 10, unpackedBytes: 100 };
  expect(codes({ bytes: 10, unpackedBytes: 100 }, budget)).toEqual([]);
  expect(codes({ bytes: 11, unpackedBytes: 101 }, budget)).toEqual(['error size/budget']);
});

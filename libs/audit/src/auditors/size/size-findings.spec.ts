import { sizeFindings } from './size-findings.ts';

const codes = (...args: Parameters<typeof sizeFindings>) =>
  sizeFindings(...args).map(({ code, severity }) => `${severity} ${code}`);

it('a zip above the limit for direct uploads is a warning, and one at the limit is not', () => {
  const size = { bytes: 52_428_800, unpackedBytes: 262_144_000 };
  expect(sizeFindings(size, undefined)).toEqual([]);
  const [finding, ...others] = sizeFindings({ ...size, bytes: 52_428_801 }, undefined);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: 'size/zipped', severity: 'warning' });
  expect(finding?.message).toMatch(
    /52,428,801 bytes; Lambda accepts at most 52,428,800 .* publish will refuse it/,
  );
});

it('one byte over Lambda’s quota or over a budget is an error', () => {
  expect(codes({ bytes: 1, unpackedBytes: 262_144_001 }, undefined)).toEqual(['error size/unpacked']);
  const budget = { zippedBytes: 10, unpackedBytes: 100 };
  expect(codes({ bytes: 10, unpackedBytes: 100 }, budget)).toEqual([]);
  expect(codes({ bytes: 11, unpackedBytes: 101 }, budget)).toEqual(['error size/budget']);
});

import { sha256Of } from '@layerkit/artifact/digest';
import type { PackageFacts } from '@layerkit/artifact/manifest';
import { LayerkitError } from '@layerkit/failure';
import { overLimits, type LimitsRequest } from './limits.ts';

const packages: readonly PackageFacts[] = [
  ['small', 1000, 2000],
  ['large', 40_000_000, 130_000_000],
  ['larger', 30_000_000, 140_000_000],
].map(([name, zippedBytes, unpackedBytes]) => ({
  name: String(name),
  version: '1.0',
  wheel: `${String(name)}.whl`,
  sha256: sha256Of(String(name)),
  zippedBytes: Number(zippedBytes),
  unpackedBytes: Number(unpackedBytes),
}));

const refusal = (request: Omit<LimitsRequest, 'packages'>): LayerkitError => {
  const error = overLimits({ ...request, packages });
  if (error === undefined) throw new Error('expected to be over the limits');
  return error;
};

it('a layer too large for Lambda is refused with its largest packages first', () => {
  const requirers = new Map([['large', ['app', 'tool']]]);
  const error = refusal({ size: { bytes: 70_001_000, unpackedBytes: 262_144_001, entries: 3 }, requirers });
  expect(error.code).toBe('layer/too-large');
  expect(error.message).toContain('262,144,001');
  expect(error.problems).toEqual([
    'larger 1.0: 140,000,000 bytes unpacked, 30,000,000 zipped',
    'large 1.0: 130,000,000 bytes unpacked, 40,000,000 zipped; required by app, tool',
    'small 1.0: 2,000 bytes unpacked, 1,000 zipped',
  ]);
  expect(error.hint).toBe(
    'Leave out packages, or prune more with prune.rules, prune.exclude in layer.json (see https://github.com/layerkit/layerkit/blob/main/docs/guides/smaller-layer.md). If the layer is still too large, deploy the function as a container image.',
  );
});

it('the error names ten shares at most, among them that of the own code', () => {
  const many = packages
    .slice(0, 1)
    .flatMap((small) =>
      Array.from({ length: 12 }, (_, at) => ({ ...small, name: `p${at}`, unpackedBytes: 100 + at })),
    );
  const size = { bytes: 20_000, unpackedBytes: 10_000, entries: 1 };
  const { problems = [] } = overLimits({ size, packages: many, budget: { unpackedBytes: 1 } }) ?? {};
  expect(problems).toHaveLength(10);
  expect(problems.slice(0, 2)).toEqual([
    'own code: 8,734 bytes unpacked, 8,000 zipped',
    'p11 1.0: 111 bytes unpacked, 1,000 zipped',
  ]);
});

it('a layer over either of its budgets is refused', () => {
  const size = { bytes: 2001, unpackedBytes: 5001, entries: 1 };
  const budgets = { zippedBytes: 2000, unpackedBytes: 5000 };
  const error = refusal({ size, budget: budgets });
  expect(error.code).toBe('layer/budget-exceeded');
  expect(error.message).toBe(
    'the layer has 2,001 bytes zipped, over its budget of 2,000 and 5,001 bytes unpacked, over its budget of 5,000',
  );
  expect(error.problems[0]).toBe('large 1.0: 130,000,000 bytes unpacked, 40,000,000 zipped');
  expect(error.hint).toMatch(/smaller-layer\.md\)\. Or raise the budget\.$/);
  expect(refusal({ size, budget: { unpackedBytes: 5000 } }).problems[0]).toMatch(/^larger/);
  const within = { ...size, bytes: 2000, unpackedBytes: 5000 };
  expect(overLimits({ size: within, packages, budget: budgets })).toBeUndefined();
});

it('the hint names prune.botocoreServices if the layer contains botocore', () => {
  const [first] = packages;
  const botocore = { ...first, name: 'botocore' } as PackageFacts;
  const size = { bytes: 2001, unpackedBytes: 5001, entries: 1 };
  const error = overLimits({ size, packages: [botocore], budget: { zippedBytes: 2000 } });
  expect(error?.hint).toContain('prune.exclude, prune.botocoreServices in layer.json');
});

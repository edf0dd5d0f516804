import { sha256Of } from '@layerkit/artifact/digest';
import fc from 'fast-check';
import { claimsDigest, describeVersion, ownWordsOf } from './version-description.ts';

const sha256 = sha256Of('some zip');

it('the digest follows the layer’s own description', () => {
  expect(describeVersion('Strands and boto3', sha256)).toBe(`Strands and boto3 sha256:${sha256}`);
  expect(describeVersion(undefined, sha256)).toBe(`sha256:${sha256}`);
});

it('the description never exceeds Lambda’s 256 characters and always has the digest', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 600, unit: 'grapheme' }), (own) => {
      const description = describeVersion(own, sha256);
      expect(description.length).toBeLessThanOrEqual(256);
      expect(claimsDigest(description, sha256)).toBe(true);
      expect(Buffer.from(description, 'utf8').toString('utf8')).toBe(description);
    }),
  );
});

it.each([
  ['another digest', `sha256:${sha256Of('another zip')}`],
  ['part of the digest', `sha256:${sha256.slice(0, 63)}`],
  ['the digest without its name', sha256],
  ['more than the digest', `sha256:${sha256}0`],
  ['nothing', ''],
])('%s does not claim the digest', (_, description) => {
  expect(claimsDigest(description, sha256)).toBe(false);
});

it('ownWordsOf returns the layer’s own description, and other descriptions unchanged', () => {
  for (const own of ['Strands and boto3', '', 'sha256:short'])
    expect(ownWordsOf(describeVersion(own, sha256))).toBe(own);
  expect(ownWordsOf(`see sha256:${sha256} there`)).toBe(`see sha256:${sha256} there`);
});

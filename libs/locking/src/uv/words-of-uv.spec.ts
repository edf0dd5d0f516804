import { wordsOfUv } from './words-of-uv.ts';

it('neither the user nor the query of an address is shown', () => {
  const text =
    'hint: An index URL (https://me:s3cret@h/simple/?token=s3cret#x) could not be queried\n\n  why?\n';
  expect(wordsOfUv(text)).toEqual([
    'hint: An index URL (https://***@h/simple/#x) could not be queried',
    '  why?',
  ]);
});

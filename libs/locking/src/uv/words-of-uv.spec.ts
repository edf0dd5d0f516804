import { wordsOfUv } from './words-of-uv.ts';

it('the credentials and the query of a URL are hidden', () => {
  const text =
    'hint: An index URL (https://me:s3cret@h/simple/?token=s3cret#x) could not be queried\n\n  why?\n';
  expect(wordsOfUv(text)).toEqual([
    'hint: An index URL (https://***@h/simple/#x) could not be queried',
    '  why?',
  ]);
});

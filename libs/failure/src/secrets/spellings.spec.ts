import { spellingsOf } from './spellings.ts';

it('a secret of any length has as many lists of spellings as it has different characters', () => {
  const spellings = spellingsOf('p@ss'.repeat(10_000));
  expect(spellings).toHaveLength(40_000);
  expect(new Set(spellings).size).toBe(3);
});

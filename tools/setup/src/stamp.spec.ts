import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf, isStamped, stamp } from './stamp.mjs';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'layerkit-stamp-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

it('a stamp is valid until a file or a fact changes', () => {
  const [source, mark] = [join(directory, 'lock.json'), join(directory, 'mark')];
  writeFileSync(source, 'one');
  expect(isStamped(mark, digestOf([source]))).toBe(false);
  stamp(mark, digestOf([source]));
  expect(isStamped(mark, digestOf([source]))).toBe(true);
  expect(isStamped(mark, digestOf([source], ['another fact']))).toBe(false);
  writeFileSync(source, 'two');
  expect(isStamped(mark, digestOf([source]))).toBe(false);
});

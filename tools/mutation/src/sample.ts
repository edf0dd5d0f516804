import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

export interface SampleSize {
  /** About how many lines of code to take. */
  readonly lines: number;
  /** Equal seeds choose the same lines of the same code. */
  readonly seed: number;
}

/**
 * Chooses pieces of a folder’s code at random, each line as likely as any other, as the ranges that Stryker reads:
 * `libs/zip/src/list-zip.ts:11-20`. A change of more lines than a piece has is never made.
 */
export const sampleOf = (folder: string, { lines, seed }: SampleSize): readonly string[] => {
  const pieces = sourcesOf(folder).flatMap(piecesOf);
  const count = Math.min(pieces.length, Math.ceil(lines / pieceLines));
  const choice = fc.shuffledSubarray([...pieces], { minLength: count, maxLength: count });
  return fc.sample(choice, { seed, numRuns: 1 }).flat().sort();
};

const pieceLines = 10;

const sourcesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.(?:spec|d)\.ts$/.test(path))
    .map((path) => join(folder, path))
    .sort();

const piecesOf = (path: string): readonly string[] => {
  const count = readFileSync(path, 'utf8').split('\n').length;
  return Array.from(
    { length: Math.ceil(count / pieceLines) },
    (_, piece) => `${path}:${piece * pieceLines + 1}-${(piece + 1) * pieceLines}`,
  );
};

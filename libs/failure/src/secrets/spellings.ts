import { visible } from '../visible.ts';

/** For each character of a secret, the texts that programs write for it. */
export type Spellings = readonly (readonly string[])[];

/** Returns the spellings of a secret. Characters are independent of each other, so partly encoded text matches too. */
export const spellingsOf = (secret: string): Spellings =>
  Array.from(secret, (character) => {
    const ways = knownWays.get(character) ?? waysToWrite(character);
    knownWays.set(character, ways);
    return ways;
  });

/** By character. A line of many thousand characters may be one secret, and few of its characters differ. */
const knownWays = new Map<string, readonly string[]>();

/**
 * The characters that must match before the rest is compared. A long secret matches by its start, and as far as it
 * goes. So the time to search a text does not depend on the length of the secret.
 */
const decisive = 64;

/** Returns the end of a secret that begins at this index of the text; undefined if none begins there. */
export const endOfSecret = (text: string, start: number, spellings: Spellings): number | undefined => {
  let ends: readonly number[] = [start];
  for (const [index, ways] of spellings.entries()) {
    const next = ends.flatMap((end) =>
      ways.filter((way) => text.startsWith(way, end)).map((way) => end + way.length),
    );
    if (next.length === 0) return index < decisive ? undefined : Math.max(...ends);
    ends = next.length === 1 ? next : [...new Set(next)];
  }
  return Math.max(...ends);
};

const waysToWrite = (character: string): readonly string[] => {
  const percent = Array.from(Buffer.from(character), (byte) => `%${hex(byte, 2)}`).join('');
  const units = character.split('').map((unit) => hex(unit.charCodeAt(0), 4));
  const inJson = JSON.stringify(character).slice(1, -1);
  return [
    ...new Set([
      character,
      percent,
      percent.toUpperCase(),
      percent.toUpperCase().replaceAll('%', '%25'),
      ...(character === ' ' ? ['+'] : []),
      inJson,
      JSON.stringify(inJson).slice(1, -1),
      units.map((unit) => `\\u${unit}`).join(''),
      units.map((unit) => `\\u${unit.toUpperCase()}`).join(''),
      visible(character),
      ...(/[!-/:-@[-`{-~]/.test(character) ? [`\\${character}`] : []),
      ...(/[^\p{L}\p{N}\s]|[^\0-\x7f]/u.test(character) ? inHtml(character) : []),
    ]),
  ];
};

/** Returns the references that HTML and XML have for a character: `&amp;`, `&#38;`, `&#x26;`. */
const inHtml = (character: string): readonly string[] => {
  const code = character.codePointAt(0) ?? 0;
  const name = namesInHtml[character];
  const references = [`#${code}`, `#0${code}`, `#x${hex(code, 2)}`, `#x${hex(code, 2).toUpperCase()}`];
  return [...references, ...(name === undefined ? [] : [name])].map((reference) => `&${reference};`);
};

const namesInHtml: Readonly<Partial<Record<string, string>>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

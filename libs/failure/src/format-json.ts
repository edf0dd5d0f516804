import { redactCredentials } from './redact.ts';

/**
 * Formats data as JSON for a file or stdout, without credentials in its texts. JSON escapes keep every other character,
 * but a terminal or CI provider that shows the text does not act on it.
 */
export const formatJson = (value: unknown): string => {
  const plain = JSON.stringify(value, undefined, 2);
  const text = hasCredentials(plain) ? JSON.stringify(value, withoutCredentials, 2) : plain;
  return text.replace(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]|(?<=#)#(?=\[|vso\[|teamcity\[)/giu, escapeUnits);
};

/**
 * Whether a text in the JSON may have credentials: without a backslash, the JSON contains every text as it is. One
 * search of the whole takes far less time than one of each text.
 */
const hasCredentials = (json: string): boolean => json.includes('\\') || redactCredentials(json) !== json;

const withoutCredentials = (_key: string, value: unknown): unknown => {
  if (typeof value === 'string') return redactCredentials(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redactCredentials(key), item]));
};

const escapeUnits = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

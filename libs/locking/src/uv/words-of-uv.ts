import { redactCredentials } from '@layerkit/failure';

/** What uv says, line by line, without credentials; the query of an address may be one. */
export const wordsOfUv = (text: string): readonly string[] =>
  redactCredentials(text)
    .replace(/\b(https?:\/\/[^\s?#`()]+)\?[^\s#`()]*/gi, '$1')
    .split('\n')
    .filter((line) => line.trim() !== '');

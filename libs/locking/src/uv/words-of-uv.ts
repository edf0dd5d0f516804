import { redactCredentials } from '@layerkit/failure';

/** Splits uv’s output into lines, without credentials and without the queries of URLs, which may contain some. */
export const wordsOfUv = (text: string): readonly string[] =>
  redactCredentials(text)
    .replace(/\b(https?:\/\/[^\s?#`()]+)(?:\?[^\s#`()]*)?/gi, '$1')
    .split('\n')
    .filter((line) => line.trim() !== '');

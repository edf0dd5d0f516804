/** Whether the text is a version (PEP 440, appendix B, which also allows spellings that are not normalized). */
export const isVersion = (text: string): boolean => version.test(text);

/**
 * Whether the library can compare a version, or a list of specifiers. It computes with numbers, which are exact up to 15
 * digits, and throws from 22 digits on. It parses the version again for each specifier, so neither may be very long.
 */
export const isComparable = (text: string): boolean => text.length <= mostLength && !/\d{16}/.test(text);

/** In characters: far more than real ones have. */
const mostLength = 4096;

const version = new RegExp(
  [
    '^v?',
    '(?:[0-9]+!)?', // epoch
    '[0-9]+(?:\\.[0-9]+)*', // release
    '(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?[0-9]*)?',
    '(?:-[0-9]+|[-_.]?(?:post|rev|r)[-_.]?[0-9]*)?',
    '(?:[-_.]?dev[-_.]?[0-9]*)?',
    '(?:\\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?', // local version
    '$',
  ].join(''),
  'i',
);

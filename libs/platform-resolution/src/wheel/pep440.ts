/** Whether the text is a version (PEP 440, appendix B, which also allows spellings that are not normalized). */
export const isVersion = (text: string): boolean => version.test(text);

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

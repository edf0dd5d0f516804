/** The pages of the documentation that messages and reports refer to. */
export type DocumentationPage = 'ci' | 'errors' | 'findings' | 'guides/smaller-layer' | 'inputs' | 'pruning';

/**
 * Returns the address of a page of layerkit’s documentation. The packages don’t contain the pages.
 * @param heading the text of a heading on the page, such as a finding’s code
 */
export const documentation = (page: DocumentationPage, heading?: string): string =>
  `${repository}/blob/main/docs/${page}.md${heading === undefined ? '' : `#${anchorOf(heading)}`}`;

const repository = 'https://github.com/layerkit/layerkit';

/** GitHub’s anchor of a heading: in lower case, with hyphens for spaces, and without other punctuation. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(' ', '-')
    .replace(/[^\p{L}\p{N}_-]/gu, '');

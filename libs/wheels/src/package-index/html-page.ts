import type { Handler, Parser } from 'htmlparser2';
import { indexFile, type IndexFile } from './simple-page.ts';

/** Reads a project page in HTML (PEP 503): each anchor is a file, with the digest in the fragment of its URL. */
export const parseHtmlPage = async (text: string, pageUrl: URL): Promise<readonly IndexFile[]> => {
  const files: IndexFile[] = [];
  let base = pageUrl;
  const parser = await createParser({
    onopentag(name, { href, 'data-requires-python': requiresPython, 'data-yanked': yanked }) {
      if (href === undefined) return;
      if (name === 'base' && URL.canParse(href, pageUrl.href)) base = new URL(href, pageUrl);
      if (name !== 'a') return;
      const file = indexFile(href, base, digestIn(href));
      if (file !== undefined) files.push({ ...file, requiresPython, yanked: yanked !== undefined });
    },
  });
  parser.end(text);
  return files;
};

/**
 * Creates a parser that takes each element as one without content. Where an element ends is of no interest here, and
 * looking for the start of each end tag would take time by the square of the page.
 */
const createParser = async (handler: Partial<Handler>): Promise<Parser> => {
  // Loaded only here: nearly every index answers in JSON
  const { Parser } = await import('htmlparser2');
  class FlatParser extends Parser {
    protected override isVoidElement(): boolean {
      return true;
    }
  }
  return new FlatParser(handler);
};

/** Returns the digest in the fragment of a URL: `…#sha256=…`, alone or among others. */
const digestIn = (href: string): string | undefined =>
  /#(.*)/s
    .exec(href)?.[1]
    ?.split('&')
    .findLast((part) => /^sha256=[0-9a-f]{64}$/i.test(part))
    ?.slice('sha256='.length);

import { readFile, readdir } from 'node:fs/promises';
import GithubSlugger from 'github-slugger';
import { Lexer, walkTokens, type MarkedToken, type Token } from 'marked';
import { workspaceRoot } from '../reference/reference-files.ts';

/** The parts of a page that tests compare with the code. */
export interface Page {
  /** Path relative to the workspace’s root: `docs/inputs.md`. */
  readonly path: string;
  readonly blocks: readonly CodeBlock[];
  /** Inline code. */
  readonly spans: readonly string[];
  readonly links: readonly string[];
  /** The names that a link to a heading can have after `#`. */
  readonly anchors: ReadonlySet<string>;
}

export interface CodeBlock {
  /** `json`, `sh`; empty if the block names none. */
  readonly language: string;
  /** The path after the language: the file that the block shows. */
  readonly file: string | undefined;
  readonly text: string;
}

const rootPages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];

/** Reads the pages at the workspace’s root and everything below docs/. */
export const readPages = async (): Promise<readonly Page[]> => {
  const files = await readdir(new URL('docs/', workspaceRoot), { recursive: true });
  const pages = files
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`);
  return Promise.all([...rootPages, ...pages.sort()].map(readPage));
};

const readPage = async (path: string): Promise<Page> =>
  parsePage(path, await readFile(new URL(path, workspaceRoot), 'utf8'));

export const parsePage = (path: string, text: string): Page => {
  const blocks: CodeBlock[] = [];
  const spans: string[] = [];
  const links: string[] = [];
  const anchors = new Set<string>();
  const slugger = new GithubSlugger();
  const take = (token: MarkedToken) => {
    if (token.type === 'code') blocks.push(codeBlock(token.lang ?? '', token.text));
    if (token.type === 'codespan') spans.push(token.text);
    if (token.type === 'link' || token.type === 'image') links.push(token.href);
    if (token.type === 'heading') anchors.add(slugger.slug(plainText(token.tokens)));
  };
  void walkTokens(new Lexer().lex(text), (token) => {
    take(ownToken(token));
  });
  return { path, blocks, spans, links, anchors };
};

const codeBlock = (info: string, text: string): CodeBlock => {
  const [language = '', file] = info.split(' ');
  return { language, file, text };
};

const plainText = (tokens: readonly Token[]): string =>
  tokens
    .map(ownToken)
    .map((token) => {
      if ('tokens' in token) return plainText(token.tokens ?? []);
      return 'text' in token ? token.text : token.raw;
    })
    .join('');

/** Casts a token. Without extensions, marked makes only its own tokens. */
const ownToken = (token: Token): MarkedToken =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- made by marked's own parser
  token as MarkedToken;

import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The variables that say where packages come from, as words: `name=URL`, or a URL alone. */
export interface PackagePlaces {
  readonly extra: readonly string[];
  /** The main index; undefined where no variable names one. */
  readonly main: string | undefined;
  /** Folders and pages with links to files (`--find-links`). */
  readonly findLinks: readonly string[];
}

/**
 * Reads `UV_INDEX`, `UV_EXTRA_INDEX_URL`, `UV_DEFAULT_INDEX`, else `UV_INDEX_URL`, else `PIP_INDEX_URL`;
 * `UV_FIND_LINKS`, else `PIP_FIND_LINKS` (uv, "Environment variables"; pip, "Configuration"). A path counts from
 * the working folder and becomes a file URL: uv is started elsewhere.
 */
export const packagePlaces = (env: NodeJS.ProcessEnv): PackagePlaces => {
  const main = env['UV_DEFAULT_INDEX'] || env['UV_INDEX_URL'] || env['PIP_INDEX_URL'];
  return {
    extra: [env['UV_INDEX'], env['UV_EXTRA_INDEX_URL']].flatMap((text) => words(text, /\s+/)).map(asUrl),
    main: main === undefined || main === '' ? undefined : asUrl(main.trim()),
    findLinks: env['UV_FIND_LINKS']
      ? words(env['UV_FIND_LINKS'], /,/).map(asUrl)
      : words(env['PIP_FIND_LINKS'], /\s+/).filter(isThere).map(asUrl),
  };
};

/** A URL as it is, with or without a name before it; a path as the URL of its file. */
const asUrl = (word: string): string => {
  const [, name = '', address = word] = /^([A-Za-z0-9._-]+=)(.+)$/.exec(word) ?? [];
  if (!isAbsolute(address) && /^[a-z][a-z0-9+.-]*:/i.test(address)) return word;
  return name + pathToFileURL(resolve(address)).href;
};

/** pip passes over a folder that is not there, and uv does not. */
const isThere = (word: string): boolean => word.includes('://') || existsSync(word);

const words = (text: string | undefined, separator: RegExp): readonly string[] =>
  (text ?? '')
    .split(separator)
    .map((word) => word.trim())
    .filter((word) => word !== '');

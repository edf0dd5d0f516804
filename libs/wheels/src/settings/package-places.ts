import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rememberSettings } from './remember-settings.ts';

/** The places of packages from environment variables, each as `name=URL` or as a URL. */
export interface PackagePlaces {
  readonly extra: readonly string[];
  /** The main index; undefined if no variable names one. */
  readonly main: string | undefined;
  /** Folders of files, and pages with links to files (`--find-links`). */
  readonly findLinks: readonly string[];
}

/**
 * Reads `UV_INDEX` and `UV_EXTRA_INDEX_URL`, otherwise `PIP_EXTRA_INDEX_URL`; the first of `UV_DEFAULT_INDEX`,
 * `UV_INDEX_URL` and `PIP_INDEX_URL` that is set; and `UV_FIND_LINKS`, otherwise `PIP_FIND_LINKS` (uv, "Environment variables"; pip, "Configuration"). A path is
 * relative to the working folder and becomes a file URL, because uv runs in another folder. No output contains the
 * credentials in the environment from now on.
 */
export const packagePlaces = (env: NodeJS.ProcessEnv): PackagePlaces => {
  rememberSettings(env);
  const main = env['UV_DEFAULT_INDEX'] || env['UV_INDEX_URL'] || env['PIP_INDEX_URL'];
  const extra = [env['UV_INDEX'], env['UV_EXTRA_INDEX_URL']].flatMap((text) => words(text, /\s+/));
  return {
    extra: (extra.length > 0 ? extra : words(env['PIP_EXTRA_INDEX_URL'], /\s+/)).map(asUrl),
    main: main === undefined || main === '' ? undefined : asUrl(main.trim()),
    findLinks: env['UV_FIND_LINKS']
      ? words(env['UV_FIND_LINKS'], /,/).map(asUrl)
      : words(env['PIP_FIND_LINKS'], /\s+/).filter(isThere).map(asUrl),
  };
};

/** Returns a URL unchanged, with or without a name before it, and a path as a file URL. */
export const asUrl = (word: string): string => {
  const [, name = '', address = word] = /^([A-Za-z0-9._-]+=)(.+)$/.exec(word) ?? [];
  if (!isAbsolute(address) && /^[a-z][a-z0-9+.-]*:/i.test(address)) return word;
  return name + pathToFileURL(resolve(address)).href;
};

/** pip ignores a missing folder; uv does not. */
const isThere = (word: string): boolean => word.includes('://') || existsSync(word);

const words = (text: string | undefined, separator: RegExp): readonly string[] =>
  (text ?? '')
    .split(separator)
    .map((word) => word.trim())
    .filter((word) => word !== '');

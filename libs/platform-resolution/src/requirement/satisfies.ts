import { eq, explain, ge, gt, lt, satisfies as satisfiesPep440, validRange } from '@renovatebot/pep440';
import { isComparable } from '../wheel/pep440.ts';

/** Whether the text is a list of version specifiers (version specifiers, "Version specifiers"), possibly empty. */
export const isSpecifier = (text: string): boolean => isComparable(text) && validRange(text);

/**
 * Whether an installed version meets a list of specifiers. Pre-releases count like other versions, since they are
 * already installed. A text that is not a version of PEP 440 meets only itself (`===`).
 */
export const satisfies = (version: string, specifiers: string): boolean =>
  specifiers
    .split(',')
    .map((specifier) => specifier.trim())
    .filter((specifier) => specifier !== '')
    .every((specifier) => meets(version, specifier));

const meets = (version: string, specifier: string): boolean => {
  if (specifier.startsWith('==='))
    return version.toLowerCase() === specifier.slice('==='.length).trim().toLowerCase();
  if (!isComparable(version) || explain(version) === null) return false;
  const [, operator, limit = ''] = /^(<|>|~=)\s*([^=\s].*)$/.exec(specifier) ?? [];
  if (operator === '<') return isBefore(version, limit);
  if (operator === '>') return isAfter(version, limit);
  if (operator === '~=') return ge(version, limit) && meets(version, `==${seriesOf(limit)}.*`);
  const candidate = specifier.endsWith('.*') ? padded(version) : version;
  return satisfiesPep440(candidate, specifier, { prereleases: true });
};

/*
 * The library’s own `<` and `>` refuse every version of the limit’s release, such as `2.0` for `>2.0rc1`. By the
 * specification, `<` excludes only pre-releases of the limit, and `>` only its post-releases and local versions
 * (version specifiers, "Exclusive ordered comparison").
 */

const isBefore = (version: string, limit: string): boolean =>
  lt(version, limit) &&
  !(isPrerelease(version) && !isPrerelease(limit) && ge(version, `${publicPart(limit)}.dev0`));

const isAfter = (version: string, limit: string): boolean => {
  if (!gt(version, limit)) return false;
  const [found, bound] = [explain(version), explain(limit)];
  const isPost = found?.is_postrelease === true && bound?.is_postrelease !== true;
  const isLocal = (found?.local ?? null) !== null;
  const plain = publicPart(version);
  return !(isLocal && eq(plain, limit)) && !(isPost && eq(plain.replace(/\.post.*$/, ''), limit));
};

const isPrerelease = (version: string): boolean => explain(version)?.is_prerelease === true;

const publicPart = (version: string): string => explain(version)?.public ?? version;

/** Pads a release with zeros: `==1.2.0.*` compares `1.2` as `1.2.0.0`. */
const padded = (version: string): string => {
  const { epoch = 0, release = [] } = explain(version) ?? {};
  return `${epoch}!${[...release, 0, 0, 0, 0].join('.')}`;
};

/** The release without its last number: `2.2` of `2.2.1rc1`. */
const seriesOf = (version: string): string => {
  const { epoch = 0, release = [] } = explain(version) ?? {};
  return `${epoch}!${release.slice(0, -1).join('.')}`;
};

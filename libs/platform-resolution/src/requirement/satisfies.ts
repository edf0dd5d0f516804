import { eq, explain, ge, gt, lt, satisfies as satisfiesPep440, validRange } from '@renovatebot/pep440';

/** Whether the text is a list of version specifiers (version specifiers, "Version specifiers"); empty is one. */
export const isSpecifier = (text: string): boolean => validRange(text);

/**
 * Whether a version that is installed meets a list of specifiers: pre-releases count as any other
 * version, since the choice has been made. What is no version by PEP 440 meets none but its own text (`===`).
 */
export const satisfies = (version: string, specifiers: string): boolean =>
  specifiers
    .split(',')
    .map((specifier) => specifier.trim())
    .filter((specifier) => specifier !== '')
    .every((specifier) => meets(version, specifier));

const meets = (version: string, specifier: string): boolean => {
  const [, text] = /^===\s*(.*)$/.exec(specifier) ?? [];
  if (text !== undefined) return version.toLowerCase() === text.toLowerCase();
  if (explain(version) === null) return false;
  const [, operator, limit = ''] = /^(<|>|~=)\s*([^=\s].*)$/.exec(specifier) ?? [];
  if (operator === '<') return isBefore(version, limit);
  if (operator === '>') return isBehind(version, limit);
  if (operator === '~=') return ge(version, limit) && meets(version, `==${seriesOf(limit)}.*`);
  const candidate = specifier.endsWith('.*') ? padded(version) : version;
  return satisfiesPep440(candidate, specifier, { prereleases: true });
};

/*
 * The library’s own `<` and `>` refuse every version of the limit’s release, `2.0` where `>2.0rc1` is wanted. Only
 * a pre-release of the limit is too early for `<`, only a post-release or a local version of it too late for `>`
 * (version specifiers, "Exclusive ordered comparison").
 */

const isBefore = (version: string, limit: string): boolean =>
  lt(version, limit) &&
  !(isPrerelease(version) && !isPrerelease(limit) && ge(version, `${publicPart(limit)}.dev0`));

const isBehind = (version: string, limit: string): boolean => {
  if (!gt(version, limit)) return false;
  const [found, bound] = [explain(version), explain(limit)];
  const isPost = found?.is_postrelease === true && bound?.is_postrelease !== true;
  const isLocal = (found?.local ?? null) !== null;
  const plain = publicPart(version);
  return !(isLocal && eq(plain, limit)) && !(isPost && eq(plain.replace(/\.post.*$/, ''), limit));
};

const isPrerelease = (version: string): boolean => explain(version)?.is_prerelease === true;

const publicPart = (version: string): string => explain(version)?.public ?? version;

/** `1.2` is `1.2.0.0` to `==1.2.0.*`. */
const padded = (version: string): string => {
  const { epoch = 0, release = [] } = explain(version) ?? {};
  return `${epoch}!${[...release, 0, 0, 0, 0].join('.')}`;
};

/** `2.2` of `2.2.1rc1`. */
const seriesOf = (version: string): string => {
  const { epoch = 0, release = [] } = explain(version) ?? {};
  return `${epoch}!${release.slice(0, -1).join('.')}`;
};

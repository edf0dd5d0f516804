import type { IgnoreRule } from '@layerkit/artifact/definition';
import type { Finding, IgnoredFinding } from '@layerkit/artifact/finding';

export interface AppliedRules {
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  readonly staleRules: readonly IgnoreRule[];
}

/**
 * Separates ignored findings from the others. The first rule that matches a finding gives the reason; a rule
 * that matches no finding is stale.
 */
export const applyIgnoreRules = async (
  findings: readonly Finding[],
  rules: readonly IgnoreRule[],
): Promise<AppliedRules> => {
  if (rules.length === 0) return { findings, ignored: [], staleRules: [] };
  const fits = await Promise.all(rules.map(compileRule));
  const decided = findings.map((finding) => ({ finding, by: fits.map((fit) => fit(finding)) }));
  return {
    findings: decided.filter(({ by }) => !by.includes(true)).map(({ finding }) => finding),
    ignored: decided.flatMap(({ finding, by }) => {
      const reason = rules[by.indexOf(true)]?.reason;
      return reason === undefined ? [] : [{ finding, reason }];
    }),
    staleRules: rules.filter((_, index) => !decided.some(({ by }) => by[index])),
  };
};

/** Describes a rule for messages: its code, and the path and package that narrow it. */
export const describeRule = ({ code, path, package: name }: IgnoreRule): string =>
  [code, path === undefined ? '' : ` at ${path}`, name === undefined ? '' : ` of ${name}`].join('');

type Fits = (finding: Finding) => boolean;

const compileRule = async (rule: IgnoreRule): Promise<Fits> => {
  const fitsPath = rule.path === undefined ? undefined : await compileGlob(rule.path);
  return (finding) =>
    finding.code === rule.code &&
    (rule.package === undefined || finding.package === rule.package) &&
    (fitsPath === undefined || (finding.path !== undefined && fitsPath(finding.path)));
};

/** Compiles a glob. The `/` at the end of a folder’s path is optional in the glob. */
const compileGlob = async (glob: string): Promise<(path: string) => boolean> => {
  // Loaded on demand, because most builds have no rules.
  const { default: picomatch } = await import('picomatch');
  const matches = picomatch(glob.replace(/\/$/, ''), { dot: true });
  return (path) => matches(path.replace(/\/$/, ''));
};

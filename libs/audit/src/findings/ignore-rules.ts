import type { Finding, IgnoredFinding, IgnoreRule } from '@layerkit/artifact';

export interface AppliedRules {
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  readonly staleRules: readonly IgnoreRule[];
}

/** Parts the findings by rules: the first rule that fits gives the reason; one that fits nothing is stale. */
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

/** A rule as a person would name it: its code, and what narrows it. */
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

/** A folder’s path ends in `/`, which a glob needs not name. */
const compileGlob = async (glob: string): Promise<(path: string) => boolean> => {
  // Loaded here: most builds have no rules.
  const { default: picomatch } = await import('picomatch');
  const matches = picomatch(glob.replace(/\/$/, ''), { dot: true });
  return (path) => matches(path.replace(/\/$/, ''));
};

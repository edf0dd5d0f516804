import type { FunctionDefinition } from '@layerkit/artifact/definition';
import type { FunctionManifest } from '@layerkit/artifact/manifest';
import { auditFunction, isAboutStack, type AuditReport, type FunctionAuditRequest } from '@layerkit/audit';
import type { Target } from '@layerkit/platform-resolution';
import { auditFailure } from '../audit-build/audit-build.ts';
import { describeStaleRule } from '../audit-build/describe-audit.ts';

export interface FunctionCode {
  readonly zipPath: string;
  readonly target: Target;
  /** The functions that the zip is for. */
  readonly functions: readonly FunctionDefinition[];
  /** The packages in the zip, if it has any. */
  readonly packages: FunctionAuditRequest['packages'];
}

export interface CodeAudit {
  readonly audit: NonNullable<FunctionManifest['audit']>;
  /** Rules that match no finding in any of the functions. */
  readonly warnings: readonly string[];
}

/**
 * Audits the zip for each of its functions, which have different handlers and rules.
 * @throws LayerkitError audit/failed for the first function that cannot work
 */
export const auditFunctionCode = async ({
  packages,
  functions,
  ...zip
}: FunctionCode): Promise<CodeAudit> => {
  const reports: AuditReport[] = [];
  for (const { handler, layers = [], audit } of functions) {
    const ignore = audit?.ignore?.filter((rule) => !isAboutStack(rule));
    const hasLayers = layers.length > 0;
    const report = await auditFunction({ ...zip, handler, hasLayers, packages, ignore });
    const failure = auditFailure(report, 'function.json');
    if (failure !== undefined) throw failure;
    reports.push(report);
  }
  const staleIn = reports.map(({ staleRules }) => staleRules.map(describeStale));
  return {
    audit: {
      findings: distinct(reports.flatMap(({ findings }) => findings)),
      ignored: distinct(reports.flatMap(({ ignored }) => ignored)),
    },
    // a rule of the defaults is in all functions, and may be about one of them
    warnings: distinct(staleIn.flat()).filter((line) =>
      functions.every(
        ({ audit }, at) => !hasRule(audit?.ignore, line) || staleIn[at]?.includes(line) === true,
      ),
    ),
  };
};

type Rules = NonNullable<NonNullable<FunctionDefinition['audit']>['ignore']>;

const describeStale = (rule: Rules[number]): string => describeStaleRule(rule, 'function.json');

const hasRule = (rules: Rules = [], line: string): boolean =>
  rules.some((rule) => describeStale(rule) === line);

const distinct = <Item>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

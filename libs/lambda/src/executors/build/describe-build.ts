import type { FunctionArtifact } from '@layerkit/artifact';
import { auditWarnings, describeAudit, type FunctionBuild } from '@layerkit/packaging';
import { formatTarget } from '@layerkit/platform-resolution';
import { formatBytes, formatCount, formatMilliseconds } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { describeHandler } from '../../project/handler-check.ts';
import type { ProjectFunction } from '../../project/project-functions.ts';
import { describeHidden } from './describe-hidden.ts';
import { describePackages } from './describe-packages.ts';
import { describeLargest, describeLeftOut } from './describe-left-out.ts';

interface Described {
  readonly milliseconds: number;
  /** The functions of a table that share the zip. */
  readonly names: readonly string[];
  /** The line about wheels that were fetched. */
  readonly fetched: string | undefined;
}

/** Returns the lines about a zip: its findings, its size and what it is for. */
export const describeBuild = (
  { artifact: { manifest }, largest, leftOut }: FunctionBuild,
  { milliseconds, names, fetched }: Described,
): readonly string[] => {
  const { entries, bytes, sha256 } = manifest.zip;
  const size = `${formatCount(entries, 'file')}, ${formatBytes(bytes)}`;
  return [
    ...auditWarnings(manifest.audit).map((warning) => `warning: ${warning}`),
    ...(fetched === undefined ? [] : [`${formatTarget(manifest.target)}: ${fetched}`]),
    `${formatTarget(manifest.target)}: ${size}; built in ${formatMilliseconds(milliseconds)}`,
    ...(names.length === 0 ? [] : [`  for ${formatCount(names.length, 'function')}: ${names.join(', ')}`]),
    ...describeLargest(largest),
    ...describePackages(manifest),
    ...describeLeftOut(leftOut),
    ...describeAudit(manifest.audit),
    `  function.zip has sha256 ${sha256}`,
  ];
};

/** Returns the lines about the functions of a zip and their layers, each once. Those about a handler name its function. */
export const describeFunctions = async (
  functions: readonly ProjectFunction[],
  artifact: FunctionArtifact,
  { context, isTable }: { readonly context: ExecutorContext; readonly isTable: boolean },
): Promise<readonly string[]> => {
  const lines: string[] = [];
  for (const one of functions) {
    const own = await describeHandler(one, artifact, context);
    lines.push(...own.map((line) => (isTable ? line.replace(/^\w+: /, `$&${one.name}: `) : line)));
    lines.push(...(await describeHidden(one, artifact, context)));
  }
  return [...new Set(lines)];
};

import type { FunctionArtifact } from '@layerkit/artifact';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import type { StackInspection } from '@layerkit/artifact/inspection';
import type { LayerManifest } from '@layerkit/artifact/manifest';
import { auditStack, openStack, type StackedZip, type StackRequest, type UnreadLayer } from '@layerkit/audit';
import { inspectStack } from '@layerkit/audit/inspect';
import { formatTarget } from '@layerkit/platform-resolution';
import { failureOf } from './audit-build/audit-build.ts';
import { describeStaleRule, warningLines } from './audit-build/describe-audit.ts';

/** A built function with its layers. */
export interface FunctionStack {
  readonly definition: FunctionDefinition;
  readonly artifact: FunctionArtifact;
  /** In the order of function.json. Each may come from anywhere: a build of the workspace, or a downloaded zip. */
  readonly layers: readonly StackedZip<LayerManifest>[];
  /** Layers that could not be read, each with the reason. */
  readonly unread: readonly UnreadLayer[];
}

/**
 * Audits a function with its layers before it is deployed: open → merge → audit. Returns the warnings, one line each.
 * @throws LayerkitError audit/failed; inspect/unreadable
 */
export const auditFunctionStack = async (stack: FunctionStack): Promise<readonly string[]> => {
  const request = requestOf(stack);
  const { findings, staleRules } = await auditStack(await openStack(request), stack.definition.audit?.ignore);
  const failure = failureOf(findings, {
    problem: `${stack.definition.functionName} and its layers cannot work together on ${formatTarget(request.target)}`,
    definition: 'function.json',
  });
  if (failure !== undefined) throw failure;
  return [
    ...warningLines(findings, 'the project’s target inspect'),
    ...staleRules.map((rule) => describeStaleRule(rule, 'function.json')),
  ];
};

export interface InspectedFunction {
  readonly inspection: StackInspection;
  /** One line for each rule of function.json that matches no finding. */
  readonly warnings: readonly string[];
}

/**
 * Inspects a function with its layers.
 * @throws LayerkitError inspect/unreadable
 */
export const inspectFunctionStack = async (stack: FunctionStack): Promise<InspectedFunction> => {
  const { inspection, staleRules } = await inspectStack(requestOf(stack), stack.definition.audit?.ignore);
  return { inspection, warnings: staleRules.map((rule) => describeStaleRule(rule, 'function.json')) };
};

const requestOf = ({ definition, artifact, layers, unread }: FunctionStack): StackRequest => ({
  target: { runtime: definition.runtime, architecture: definition.architecture },
  code: {
    name: definition.functionName,
    zipPath: artifact.zipPath,
    targets: [artifact.manifest.target],
    manifest: artifact.manifest,
  },
  layers,
  unread,
});

import type { FunctionManifest, LayerManifest } from '@layerkit/artifact/manifest';
import type { Finding } from '@layerkit/artifact/finding';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import type { ZipRole } from '@layerkit/platform-resolution/layout';
import { auditSubject } from '../auditors/audit-layer.ts';
import { functionFindings } from '../function/audit-function.ts';
import { factsOfBuild } from '../inspect/facts-of-build.ts';
import { unreadable } from '../inspect/inspect-zip.ts';
import { openSubject } from '../opening/open-subject.ts';
import type { OpenedSubject } from '../subject/opened-subject.ts';
import type { Stack, StackZip, UnreadLayer } from './stack.ts';

/** A zip of a stack on disk. */
export interface StackedZip<Manifest> {
  /** Its name in messages: a project, a path or an ARN. */
  readonly name: string;
  readonly zipPath: string;
  /** The targets that it was made for; none if they are unknown. */
  readonly targets: readonly Target[];
  /** The manifest of its build, if there is one. If it is for the stack’s target, its findings are not sought again. */
  readonly manifest?: Manifest | undefined;
}

export interface StackRequest {
  readonly target: Target;
  /** The function’s zip, if it is known. */
  readonly code?: StackedZip<FunctionManifest> | undefined;
  /** In the order in which Lambda merges them. */
  readonly layers: readonly StackedZip<LayerManifest>[];
  /** By default none. */
  readonly unread?: readonly UnreadLayer[] | undefined;
}

/**
 * Opens the zips of a stack. A zip that was not built for the stack’s target is audited for it.
 * @throws LayerkitError inspect/unreadable
 */
export const openStack = async ({ target, code, layers, unread = [] }: StackRequest): Promise<Stack> => ({
  target,
  code:
    code && (await openZip(code, { target, role: 'function', hasLayers: layers.length + unread.length > 0 })),
  layers: await Promise.all(
    layers.map((layer) =>
      openZip(layer, { target, role: 'layer', ...(layer.manifest && factsOfBuild(layer.manifest)) }),
    ),
  ),
  unread,
});

interface Facts {
  readonly target: Target;
  readonly role: ZipRole;
  readonly hasLayers?: boolean;
}

const openZip = async (
  { name, zipPath, targets, manifest }: StackedZip<FunctionManifest | LayerManifest>,
  facts: Facts,
): Promise<StackZip> => {
  const subject = await openSubject({ zipPath, ...facts }).catch((cause: unknown) => {
    throw unreadable(zipPath, cause);
  });
  const isBuilt = manifest !== undefined && formatTarget(manifest.target) === formatTarget(facts.target);
  const found = isBuilt ? (manifest.audit?.findings ?? []) : await findingsOf(subject);
  return {
    name,
    subject,
    targets,
    ignored: manifest?.audit?.ignored ?? [],
    errors: found.filter(({ severity, code }) => severity === 'error' && !judgedByStack.has(code)),
  };
};

const findingsOf = async (subject: OpenedSubject): Promise<readonly Finding[]> =>
  subject.role === 'function' ? functionFindings(subject) : (await auditSubject(subject, {})).findings;

/** Errors of a zip alone that the other zips may solve, or that the stack has a finding for. */
const judgedByStack: ReadonlySet<Finding['code']> = new Set<Finding['code']>([
  'metadata/requirement-missing',
  'metadata/requirement-mismatch',
  'size/unpacked',
]);

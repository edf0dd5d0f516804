import type { IgnoreRule } from '@layerkit/artifact/definition';
import type { Finding } from '@layerkit/artifact/finding';
import type { Target } from '@layerkit/platform-resolution';
import { type AuditReport, reportOf } from '../auditors/audit-layer.ts';
import { auditBinaries } from '../auditors/binaries/audit-binaries.ts';
import { auditBytecode } from '../auditors/bytecode/audit-bytecode.ts';
import { auditMetadata } from '../auditors/metadata/audit-metadata.ts';
import { auditSecurity } from '../auditors/security/audit-security.ts';
import { auditShadowing } from '../auditors/shadowing/audit-shadowing.ts';
import { findInstallers } from '../auditors/structure/installers.ts';
import { auditSystem } from '../auditors/system/audit-system.ts';
import { openSubject } from '../opening/open-subject.ts';
import type { OpenedSubject } from '../subject/opened-subject.ts';
import type { AuditSubject } from '../subject/subject.ts';
import { auditHandler } from './audit-handler.ts';
import { auditPlaces } from './places.ts';
import { auditRequirementsFile } from './requirements-file.ts';

export interface FunctionAuditRequest {
  /** The zip of own code and own packages, with their modules at the root. */
  readonly zipPath: string;
  readonly target: Target;
  /** `handler` of function.json. */
  readonly handler: string;
  /** Whether the function has layers, which may have what its zip lacks. */
  readonly hasLayers: boolean;
  /** Facts about the packages of its own, if function.json has requirements. */
  readonly packages?: AuditedPackages | undefined;
  /** `audit.ignore` of function.json. */
  readonly ignore?: readonly IgnoreRule[] | undefined;
}

/** Facts about the packages in a function’s zip that only its build knows. */
export interface AuditedPackages
  extends Pick<OpenedSubject, 'dropped' | 'requested'>, Pick<AuditSubject, 'knownBinaries' | 'knownSources'> {
  /** The packages that are left to layers or to the runtime. */
  readonly provided: NonNullable<AuditSubject['provided']>;
}

/**
 * Audits the zip of a function that layerkit has written. The result depends on the zip, the definition,
 * and the packages that are left to the function’s layers, never on the layers themselves.
 * @throws a system error when the file can’t be read
 */
export const auditFunction = async (request: FunctionAuditRequest): Promise<AuditReport> => {
  const { zipPath, target, handler, hasLayers, packages, ignore } = request;
  const opened = await openSubject({
    zipPath,
    target,
    role: 'function',
    hasLayers,
    isProven: true,
    ...packages,
    isMadeOfWheels: packages !== undefined,
  });
  const { knownBinaries, knownSources } = packages ?? {};
  const subject = { ...opened, knownBinaries, knownSources };
  return reportOf(subject, await functionFindings(subject, handler), ignore);
};

/**
 * Returns the findings about the opened zip of a function.
 * @param handler `handler` of function.json; without it, the handler is not checked
 */
export const functionFindings = async (
  subject: OpenedSubject,
  handler?: string,
): Promise<readonly Finding[]> => {
  const found = await Promise.all([
    auditBinaries(subject),
    auditBytecode(subject),
    auditSecurity(subject),
    auditShadowing(subject),
    auditPlaces(subject, handler ?? ''),
    handler === undefined ? [] : auditHandler(subject, handler),
    auditRequirementsFile(subject),
    subject.isMadeOfWheels === true ? packageFindings(subject) : [],
  ]);
  return found.flat();
};

/** Without packages of its own, a function has no metadata to compare, and gets the modules that it needs from layers. */
const packageFindings = async (subject: OpenedSubject): Promise<readonly Finding[]> => [
  ...(await auditMetadata(subject)).filter((finding) => !isAboutOwnCode(finding)),
  ...(await auditSystem(subject)),
  ...findInstallers(subject),
];

/** Modules that no distribution claims are the function’s own code, which needs no metadata. */
const isAboutOwnCode = ({ code, severity }: Finding): boolean =>
  code === 'metadata/missing' && severity === 'note';

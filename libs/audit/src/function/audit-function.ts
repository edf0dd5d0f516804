import type { IgnoreRule } from '@layerkit/artifact/definition';
import type { Finding } from '@layerkit/artifact/finding';
import type { Target } from '@layerkit/platform-resolution';
import { type AuditReport, reportOf } from '../auditors/audit-layer.ts';
import { auditBinaries } from '../auditors/binaries/audit-binaries.ts';
import { auditBytecode } from '../auditors/bytecode/audit-bytecode.ts';
import { auditSecurity } from '../auditors/security/audit-security.ts';
import { auditShadowing } from '../auditors/shadowing/audit-shadowing.ts';
import { openSubject } from '../opening/open-subject.ts';
import type { OpenedSubject } from '../subject/opened-subject.ts';
import { auditHandler } from './audit-handler.ts';
import { auditPlaces } from './places.ts';
import { auditRequirementsFile } from './requirements-file.ts';

export interface FunctionAuditRequest {
  /** The zip of own code, with its modules at the root. */
  readonly zipPath: string;
  readonly target: Target;
  /** `handler` of function.json. */
  readonly handler: string;
  /** Whether the function has layers, which may have what its zip lacks. */
  readonly hasLayers: boolean;
  /** `audit.ignore` of function.json. */
  readonly ignore?: readonly IgnoreRule[] | undefined;
}

/**
 * Audits the zip of a function that layerkit has written. The result depends on the zip and the definition alone,
 * never on the function’s layers.
 * @throws a system error when the file can’t be read
 */
export const auditFunction = async (request: FunctionAuditRequest): Promise<AuditReport> => {
  const { zipPath, target, handler, hasLayers, ignore } = request;
  const subject = await openSubject({ zipPath, target, role: 'function', hasLayers, isProven: true });
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
  ]);
  return found.flat();
};

import type { Finding } from '@layerkit/artifact/finding';
import { fileType } from '@layerkit/zip';
import { readAuditedFiles, type AuditedContent } from '../../subject/read-audited-files.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import type { AuditedFile } from '../../subject/subject.ts';
import { describeCredentials, mayHoldCredentials } from './credentials.ts';
import { describeLink } from './links.ts';
import { auditModes } from './modes.ts';
import { auditPaths } from './paths.ts';
import { describePth, isPth } from './pth.ts';
import { auditStartup } from './startup.ts';

/**
 * Returns findings for content that is dangerous to unpack or to run. A file’s content is read only if its name
 * calls for it, and never appears in a finding.
 */
export const auditSecurity = async (subject: OpenedSubject): Promise<readonly Finding[]> => [
  ...auditModes(subject),
  ...auditPaths(subject),
  ...auditStartup(subject),
  ...(await auditContents(subject)),
];

/** Settings, keys and links are smaller than this. */
const largestLookedInto = 1 << 20;

const auditContents = async (subject: OpenedSubject): Promise<readonly Finding[]> => {
  const { virtualEnvironments } = subject.layout;
  // Links and .pth files inside a virtual environment are covered by the finding about the environment.
  const inEnvironment = ({ path }: AuditedFile): boolean =>
    virtualEnvironments.some((folder) => path.startsWith(folder));
  const asks = (file: AuditedFile): boolean =>
    mayHoldCredentials(file.path) || (!inEnvironment(file) && (isLink(file) || isPth(subject, file.path)));
  const files = subject.files.filter((file) => asks(file) && file.packed.unpackedBytes <= largestLookedInto);
  const findings: Finding[] = [];
  for await (const read of readAuditedFiles(subject, files)) findings.push(...describe(subject, read));
  return findings;
};

const isLink = ({ mode }: AuditedFile): boolean => (mode & fileType.mask) === fileType.symlink;

const describe = (subject: OpenedSubject, { file, content }: AuditedContent): readonly Finding[] => {
  const text = content?.toString('utf8') ?? '';
  if (isLink(file)) return [describeLink(subject, file.path, text)];
  if (isPth(subject, file.path)) return [describePth(subject, file.path, text)];
  return describeCredentials(subject, file.path, text);
};

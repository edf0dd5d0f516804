import type { Finding } from '@layerkit/artifact';
import { fileType } from '@layerkit/zip';
import { readContents, type AuditedContent } from '../../subject/read-contents.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import type { AuditedFile } from '../../subject/subject.ts';
import { describeCredentials, mayHoldCredentials } from './credentials.ts';
import { describeLink } from './links.ts';
import { auditModes } from './modes.ts';
import { auditPaths } from './paths.ts';
import { describePth, isPth } from './pth.ts';

/** What is dangerous to unpack or to run. Contents are looked into only where a name asks for it, and never told. */
export const auditSecurity = async (subject: OpenedSubject): Promise<readonly Finding[]> => [
  ...auditModes(subject),
  ...auditPaths(subject),
  ...(await auditContents(subject)),
];

/** What is larger is no file of settings, no key and no link. */
const largestLookedInto = 1 << 20;

const auditContents = async (subject: OpenedSubject): Promise<readonly Finding[]> => {
  const { virtualEnvironments } = subject.layout;
  // Links and .pth files are part of an environment, which is a finding of its own.
  const inEnvironment = ({ path }: AuditedFile): boolean =>
    virtualEnvironments.some((folder) => path.startsWith(folder));
  const asks = (file: AuditedFile): boolean =>
    mayHoldCredentials(file.path) || (!inEnvironment(file) && (isLink(file) || isPth(subject, file.path)));
  const files = subject.files.filter((file) => asks(file) && file.packed.unpackedBytes <= largestLookedInto);
  const findings: Finding[] = [];
  for await (const read of readContents(subject.zipPath, files)) findings.push(...describe(subject, read));
  return findings;
};

const isLink = ({ mode }: AuditedFile): boolean => (mode & fileType.mask) === fileType.symlink;

const describe = (subject: OpenedSubject, { file, content }: AuditedContent): readonly Finding[] => {
  const text = content?.toString('utf8') ?? '';
  if (isLink(file)) return [describeLink(subject, file.path, text)];
  if (isPth(subject, file.path)) return [describePth(subject, file.path, text)];
  return describeCredentials(subject, file.path, text);
};

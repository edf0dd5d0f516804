import type { Finding, Severity } from '@layerkit/artifact';
import { fileType } from '@layerkit/zip';
import { sayOfEach } from '../../findings/of-each.ts';
import { isDirectory } from '../../opening/open-subject.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

interface ModeRule {
  readonly severity: Severity;
  readonly breaks: (mode: number, directory: boolean) => boolean;
  readonly message: string;
  readonly hint: string;
}

const normalModes =
  'Give files 0644 and directories and programs 0755 before zipping: chmod -R u=rwX,go=rX python';

/** AWS re:Post, "lambda-deployment-package-errors": read by all, directories entered by all. */
const rules: readonly ModeRule[] = [
  {
    severity: 'error',
    breaks: (mode, directory) => (directory ? (mode & 0o001) === 0 : (mode & 0o004) === 0),
    message: 'can’t be read by the user that Lambda runs functions as',
    hint: normalModes,
  },
  {
    severity: 'warning',
    breaks: (mode) => (mode & 0o6000) !== 0,
    message: 'would run with the rights of its owner or group (setuid, setgid)',
    hint: `Nothing in a layer needs them. ${normalModes}`,
  },
  {
    severity: 'warning',
    breaks: (mode) => (mode & 0o002) !== 0,
    message: 'can be written by everyone',
    hint: normalModes,
  },
];

/** One finding for each kind of mode: a umask or a tool gives the same to all its files. */
export const auditModes = ({ entries }: OpenedSubject): readonly Finding[] => {
  // Without permission bits the writer knew none; those of a link mean nothing, and /opt has its own.
  const known = entries.filter(
    ({ name, mode }) => (mode & 0o7777) !== 0 && (mode & fileType.mask) !== fileType.symlink && name !== './',
  );
  return rules.flatMap(({ breaks, severity, message, hint }) => {
    const names = known
      .filter(({ name, mode }) => breaks(mode, isDirectory(name, mode)))
      .map(({ name }) => name);
    return names.length === 0
      ? []
      : [{ code: 'security/mode', severity, ...sayOfEach(names, message), hint }];
  });
};

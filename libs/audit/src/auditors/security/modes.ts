import type { Finding, Severity } from '@layerkit/artifact/finding';
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
  'Before zipping, set files to 0644, and directories and programs to 0755: chmod -R u=rwX,go=rX python';

/**
 * Lambda needs files that everyone can read and directories that everyone can enter (AWS re:Post,
 * “lambda-deployment-package-errors”).
 */
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
    message: 'would run with the permissions of its owner or group (setuid, setgid)',
    hint: `Nothing in a layer needs these bits. ${normalModes}`,
  },
  {
    severity: 'warning',
    breaks: (mode) => (mode & 0o002) !== 0,
    message: 'is writable by everyone',
    hint: normalModes,
  },
];

/** Returns one finding per kind of mode, because a umask or a tool gives the same mode to all its files. */
export const auditModes = ({ entries }: OpenedSubject): readonly Finding[] => {
  // A mode without permission bits is unknown. The mode of a link means nothing, and /opt has its own.
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

import type { Finding } from '@layerkit/artifact';
import { groupBy, type ZipProblem } from '@layerkit/zip';
import { sayOfEach } from '../../findings/of-each.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/** Whether the zip can be unpacked at all, and to the same files by everyone. One finding for each cause. */
export const auditArchive = ({ problems, entries, files }: OpenedSubject): readonly Finding[] => {
  const archive = problems.filter(({ kind }) => kind !== 'path' && kind !== 'symlink');
  const findings = [...groupBy(archive, causeOf).values()].map(describeGroup);
  const lost = findings.some(({ severity }) => severity === 'error');
  return files.length > 0 || lost ? findings : [...findings, nothingIn(entries.length)];
};

/** Names that stand in a problem’s text are not its cause. */
const causeOf = ({ kind, name, text }: ZipProblem): string =>
  JSON.stringify([kind, name === undefined, text.replace(/"(?:[^"\\]|\\.)*"/g, '')]);

const describeGroup = (group: readonly [ZipProblem, ...ZipProblem[]]): Finding => {
  const [{ kind, name, text }] = group;
  const names = group.map((problem) => problem.name).filter((found) => found !== undefined);
  return {
    code: 'archive/invalid',
    severity: kind === 'ambiguous' ? 'warning' : 'error',
    ...(name === undefined ? { message: `the zip ${text}` } : sayOfEach(names, text)),
    hint:
      kind === 'ambiguous'
        ? 'Make the zip anew from a folder: programs unpack this one to different files.'
        : 'Make the zip anew from a folder, neither encrypted nor split, and copy it as a binary file.',
  };
};

const nothingIn = (entries: number): Finding => ({
  code: 'archive/invalid',
  severity: 'error',
  message: entries === 0 ? 'the zip is empty' : 'the zip has no files, only directories',
  hint: 'Zip the folder that holds python/, with everything in it (zip -r).',
});

import type { Finding } from '@layerkit/artifact/finding';
import { groupBy, type ZipProblem } from '@layerkit/zip';
import { sayOfEach } from '../../findings/of-each.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import { damagedContents } from './contents.ts';
import { nameClashes } from './name-clashes.ts';

/**
 * Checks that the zip can be unpacked, and that every program unpacks it to the same files. Returns one finding
 * per cause.
 */
export const auditArchive = async (subject: OpenedSubject): Promise<readonly Finding[]> => {
  const { problems, entries, files } = subject;
  const archive = problems.filter(({ kind }) => kind !== 'path' && kind !== 'symlink');
  const findings = [
    ...[...groupBy(archive, causeOf).values()].map(describeGroup),
    ...nameClashes(subject),
    ...(await damagedContents(subject)),
  ];
  const lost = findings.some(({ severity }) => severity === 'error');
  return files.length > 0 || lost ? findings : [...findings, nothingIn(entries.length)];
};

/** Removes names from a problem’s text: problems that differ only in names have one cause. */
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
        ? 'Zip the folder again: programs unpack this zip to different files.'
        : 'Zip the folder again, without encryption or splitting, and transfer it in binary mode.',
  };
};

const nothingIn = (entries: number): Finding => ({
  code: 'archive/invalid',
  severity: 'error',
  message: entries === 0 ? 'the zip is empty' : 'the zip has no files, only directories',
  hint: 'Zip python/ with everything in it: zip -r layer.zip python',
});

import type { Finding } from '@layerkit/artifact/finding';
import { parseRequirement } from '@layerkit/platform-resolution/requirements';
import { offeredPackages } from '@layerkit/platform-resolution/runtimes';
import { listExamples } from '../findings/examples.ts';
import { readAuditedFiles } from '../subject/read-audited-files.ts';
import type { OpenedSubject } from '../subject/opened-subject.ts';

/**
 * Returns the finding for a requirements.txt whose packages the function’s zip lacks: nothing installs them. It is a
 * note if the function has layers, because they may have the packages.
 */
export const auditRequirementsFile = async (subject: OpenedSubject): Promise<readonly Finding[]> => {
  const files = subject.files.filter(({ path }) => path === 'requirements.txt');
  const found: Finding[] = [];
  for await (const { file, content } of readAuditedFiles(subject, files)) {
    const lacking = lackingIn(subject, content?.toString('utf8') ?? '');
    if (lacking.length > 0) found.push(describe(file.path, lacking, subject.hasLayers === true));
  }
  return found;
};

const lackingIn = (
  { distributions, provided = [], target }: OpenedSubject,
  text: string,
): readonly string[] => {
  const present = new Set(
    [...distributions, ...provided, ...(offeredPackages(target.runtime) ?? [])].map(({ name }) => name),
  );
  const names = text
    .split('\n')
    .map((line) => parseRequirement(line.replace(/(?:^|\s)#.*|\s--hash=.*|\\$/, '').trim())?.name)
    .filter((name) => name !== undefined);
  return [...new Set(names)].filter((name) => !present.has(name));
};

const describe = (path: string, lacking: readonly string[], hasLayers: boolean): Finding => ({
  code: 'structure/requirements-file',
  severity: hasLayers ? 'note' : 'warning',
  path,
  message: `requires ${listExamples(lacking)}, but nothing installs ${lacking.length === 1 ? 'it' : 'them'}: a function’s packages come from “requirements” of function.json and from its layers${hasLayers ? '' : ', and it has neither'}`,
  hint: hasLayers
    ? 'No action needed if the layers of function.json have these packages. Leave the file out with “exclude”.'
    : 'Set “requirements” in function.json to the file, or add a layer with these requirements and name it under “layers”.',
});

import { formatNumber } from '@layerkit/failure';
import type { Finding } from '@layerkit/artifact/finding';
import { groupBy } from '@layerkit/zip';
import { packagesFolderOf, sitePackagesFolder } from '@layerkit/platform-resolution/layout';
import { countFiles, listExamples } from '../../findings/examples.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import type { MisplacedRoot } from '../../layout/find-layout.ts';
import { importedByName } from './imported-by-name.ts';
import { isModule, topOf } from '../../layout/roots.ts';

/** Returns one finding per kind of wrong folder and one per virtual environment. */
export const describeMisplaced = async (subject: OpenedSubject): Promise<readonly Finding[]> => {
  const { misplaced, virtualEnvironments } = subject.layout;
  const named = await importedByName(subject);
  const wrong = misplaced.filter(({ root }) => !named.has(root));
  return [
    ...[...groupBy(wrong, ({ kind }) => kind).values()].flatMap((roots) => describe(subject, roots)),
    ...virtualEnvironments.map((folder) => describeEnvironment(subject, folder)),
  ];
};

type Roots = readonly [MisplacedRoot, ...MisplacedRoot[]];

const describe = (subject: OpenedSubject, roots: Roots): readonly Finding[] => {
  switch (roots[0].kind) {
    case 'nested':
      return [describeNested(subject, roots)];
    case 'loose':
      return [describeLoose(subject)];
    case 'other-python':
      return [describeOtherPython(subject, roots)];
    case 'program':
      return roots.map((found) => describeProgram(subject, found));
    // `describeMisplaced` adds one finding per environment, with or without packages.
    case 'virtual-environment':
      return [];
  }
};

const describeNested = (subject: OpenedSubject, roots: Roots): Finding => {
  const [{ root }, ...more] = roots;
  const also = more.length === 0 ? '' : `, others in ${listExamples(more.map((other) => other.root))}`;
  const parent = root.replace(/(?<=\/|^)[^/]+\/$/, '');
  return {
    code: 'structure/nested-root',
    severity: 'error',
    path: root,
    message: `Python packages (${filesBelow(subject, roots)}) are in ${root}${also}, which becomes /opt/${root}; the root must be python/: ${searched(subject)}`,
    hint:
      subject.isMadeOfWheels === true
        ? 'Name the folder that holds the modules themselves in “sources” of layer.json.'
        : /(?:^|\/)python\/$/.test(root)
          ? `Zip in ${parent} so that the paths start with python/: cd ${parent} && zip -r layer.zip python`
          : `Move the content of ${root} into a folder python/ and zip that folder: zip -r layer.zip python`,
  };
};

const describeProgram = (subject: OpenedSubject, found: MisplacedRoot): Finding => ({
  code: 'structure/nested-root',
  severity: 'note',
  path: found.root,
  message: `${found.root} is a program with its own packages (${filesBelow(subject, [found])}), which only the program imports: ${searched(subject)}`,
  hint: `No action needed if code runs the program by its path, /opt/${found.root}.`,
});

const describeLoose = (subject: OpenedSubject): Finding => {
  const names = looseModules(subject);
  return {
    code: 'structure/loose-module',
    severity: 'error',
    message: `${formatNumber(names.length)} ${names.length === 1 ? 'module or package is' : 'modules and packages are'} at the root of the zip, which becomes /opt (${listExamples(names)}); the root must be python/: ${searched(subject)}`,
    hint: 'Put everything into a folder python/ and zip that folder: zip -r layer.zip python',
  };
};

/** Returns the names at the root of the zip that are modules or contain some. */
const looseModules = ({ files }: OpenedSubject): readonly string[] => [
  ...new Set(files.filter(({ path }) => isModule(path)).map(({ path }) => topOf(path))),
];

const describeOtherPython = (subject: OpenedSubject, roots: Roots): Finding => {
  const { runtime } = subject.target;
  const versions = roots.map(({ root }) => root.replace(/^python\/lib\/(python[\d.]+)\/.*/, '$1'));
  const own = subject.layout.imported.length > 0;
  return {
    code: 'structure/other-python',
    severity: own ? 'warning' : 'error',
    path: roots[0].folder,
    message: `packages (${filesBelow(subject, roots)}) are in ${listExamples(roots.map(({ root }) => root))}, searched only by ${listExamples(versions)}; ${searched(subject)}`,
    hint: own
      ? `Keep it if the layer is for several runtimes. If it is only for ${runtime}, leave the folder out.`
      : `Install for ${runtime}, and into python/ itself: every version imports from it.`,
  };
};

const describeEnvironment = (subject: OpenedSubject, folder: string): Finding => {
  const inside = subject.layout.misplaced.filter((root) => root.folder === folder);
  const found = subject.layout.imported.some((root) => root.startsWith(folder));
  const where = inside.map(({ root }) => root);
  const name = folder === '' ? 'the root of the zip' : folder;
  return {
    code: 'structure/virtual-environment',
    severity: found ? 'warning' : 'error',
    path: folder === '' ? undefined : folder,
    message: found
      ? `${name} is a whole virtual environment: its scripts and links to an interpreter are of no use on Lambda`
      : `${name} is a whole virtual environment${where.length === 0 ? '' : `, with packages in ${listExamples(where)}`}; ${searched(subject)}`,
    hint: 'Don’t zip the environment. Install only the packages: pip install --target python -r requirements.txt',
  };
};

const filesBelow = ({ files }: OpenedSubject, roots: Roots): string =>
  countFiles(files.filter(({ path }) => roots.some(({ root }) => path.startsWith(root))).length);

const searched = ({ target: { runtime } }: OpenedSubject): string =>
  `${runtime} imports from /opt/${packagesFolderOf(runtime)} and /opt/${sitePackagesFolder(runtime)}`;

import { temporaryFolders, zipTools } from '@layerkit/testing-files';
import { installedTree } from '@layerkit/testing-packages';
import { auditFiles, briefly } from '../test/audited-zip.ts';

const scratch = temporaryFolders();

/** Leaves out the note about `./` in front of each name, which bsdtar writes. */
const withoutDotNotes = (tool: string, findings: readonly string[]): readonly string[] =>
  findings.filter((line) => !(tool === 'bsdtar' && line.startsWith('note security/path')));

describe.each(zipTools)('a zip made by %s', (name, tool) => {
  const audit = async (files: Readonly<Record<string, string>>) => {
    const { findings, subject } = await auditFiles(await scratch(), files, { tool });
    return { found: withoutDotNotes(name, briefly(findings)), findings, subject };
  };

  it('has no findings if everything is below python/', async () => {
    const files = { ...installedTree('python/'), ...installedTree('python/', 'beta') };
    const { found, subject } = await audit(files);
    expect(found).toEqual([]);
    expect(subject.pythonRoots).toEqual(['python/']);
    expect(subject.files.map(({ path }) => path).sort()).toEqual(Object.keys(files).sort());
  });

  it('with packages in build/python/ has one finding, with and without metadata', async () => {
    const code = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`build/python/alpha/m${index}.py`, 'x = 1\n']),
    );
    for (const files of [code, { ...code, ...installedTree('build/python/') }]) {
      const { found, findings, subject } = await audit(files);
      expect(found).toEqual(['error structure/nested-root build/python/']);
      expect(findings[0]?.message).toContain('the root must be python/');
      expect(findings.at(0)?.hint).toContain('cd build');
      expect(subject.pythonRoots).toEqual(['build/python/']);
    }
  });

  it('with everything at its root has one finding', async () => {
    const single = {
      'own.py': '',
      'own-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: own\nVersion: 1.0\n',
      'own-1.0.dist-info/RECORD': 'own.py,,\n',
    };
    const { found, findings } = await audit({
      ...installedTree(''),
      ...installedTree('', 'beta'),
      ...single,
    });
    expect(found).toEqual(['error structure/loose-module -']);
    expect(findings[0]?.message).toMatch(/^3 modules and packages .*\(alpha\/, beta\/, own\.py\)/);
  });

  it('with a virtual environment has one finding', async () => {
    const { found, subject } = await audit({
      ...installedTree('venv/lib/python3.12/site-packages/'),
      ...installedTree('venv/lib/python3.12/site-packages/', 'pip'),
      'venv/lib/python3.12/site-packages/_virtualenv.pth': 'import _virtualenv',
      'venv/bin/activate': '',
      'venv/bin/python': '',
      'venv/pyvenv.cfg': 'version = 3.12.1\n',
    });
    expect(found).toEqual(['error structure/virtual-environment venv/']);
    expect(subject.pythonRoots).toEqual(['venv/lib/python3.12/site-packages/']);
  });
});

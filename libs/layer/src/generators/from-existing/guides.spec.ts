import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJson } from '@nx/devkit';
import { emptyWorkspace } from '@layerkit/testing-workspaces';
import fromExisting from './from-existing.ts';

const repository = fileURLToPath(new URL('../../../../../', import.meta.url));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerkit-guides-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

it.each(['cdk', 'sam', 'serverless-python-requirements', 'zip-scripts'])(
  'the first command of the guide from %s creates the layer that the guide shows',
  async (guide) => {
    const tree = emptyWorkspace();
    const page = await readFile(join(repository, `docs/guides/from-${guide}.md`), 'utf8');
    const [, name = '', rest = ''] = /nx g @layerkit\/layer:from-existing (\S+) (.*)/.exec(page) ?? [];
    const asked = Object.fromEntries(
      rest.split(' ').map((option) => option.replace('--', '').split('=') as [string, string]),
    );
    const [, shown = ''] = /```json\n([^]*?)```/.exec(page) ?? [];
    const requirements = join(folder, asked['requirements'] ?? '');
    await mkdir(dirname(requirements), { recursive: true });
    await writeFile(requirements, 'six\n');
    await fromExisting(tree, { ...asked, name, requirements, skipPackageJson: true });
    // the page says to add these two by hand
    const { description, licenseInfo, ...made } = JSON.parse(shown) as Record<string, unknown>;
    expect(page.includes('Add `description` and `licenseInfo` yourself')).toBe(
      (description ?? licenseInfo) !== undefined,
    );
    expect(readJson(tree, `apps/${name}/layer.json`)).toEqual({ $schema: expect.any(String), ...made });
  },
);

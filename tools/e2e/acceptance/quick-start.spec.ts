import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { readPages, type CodeBlock } from '../../docs/src/accuracy/pages.ts';
import { startLocalAws, type LocalAws } from '../src/local-aws/start-local-aws.ts';
import { packLibraries } from '../src/packages/pack-libraries.ts';
import { bareWorkspace, type Workspace } from '../src/workspace/workspace.ts';
import { workspaceRoot } from '../src/workspace/copy-workspace.ts';
import { writeWorkspaceFile } from '../src/workspace/projects.ts';

let aws: LocalAws;
let workspace: Workspace;
beforeAll(async () => {
  aws = await startLocalAws();
  workspace = await bareWorkspace();
});
afterAll(async () => {
  await workspace.remove();
  await aws.stop();
});

/** Installs from this workspace what the page’s first commands install, since nothing is on a registry yet. */
const install = async (): Promise<void> => {
  const packed = await packLibraries(workspace.root);
  const { devDependencies } = JSON.parse(await readFile(`${workspaceRoot}package.json`, 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  await writeWorkspaceFile(workspace, 'package.json', JSON.stringify({ private: true }));
  await writeWorkspaceFile(workspace, '.gitignore', 'node_modules\n*.tgz\n.nx\ndist\n');
  const packages = [`nx@${devDependencies['nx'] ?? ''}`, ...packed.map(({ tarball }) => tarball)];
  await execa('npm', ['install', '-D', '--no-audit', '--no-fund', ...packages], { cwd: workspace.root });
  await execa('git', ['init', '-q', '-b', 'main'], { cwd: workspace.root });
};

const commit = async (): Promise<void> => {
  await execa('git', ['add', '.'], { cwd: workspace.root });
  const author = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.invalid'];
  await execa('git', [...author, 'commit', '-q', '-m', 'quick start'], { cwd: workspace.root });
};

/** Runs a block of commands as the page shows it. A line that fails ends the test with its output. */
const run = async ({ text }: CodeBlock): Promise<string> => {
  const { all } = await execa('bash', ['-e', '-c', text], {
    cwd: workspace.root,
    env: {
      ...aws.env,
      LAYERKIT_UV: `${workspaceRoot}.layerkit/python-tools/bin/uv`,
      NX_DAEMON: 'false',
      NX_TUI: 'false',
    },
    all: true,
  });
  return all;
};

it('the quick start, file by file and command by command, ends with a function that passes smoke', async () => {
  const page = (await readPages()).find(({ path }) => path === 'docs/quick-start.md');
  const [first, ...blocks] = page?.blocks ?? [];
  expect(first?.text).toContain('npm install');
  await install();
  const outputs: string[] = [];
  for (const block of blocks) {
    if (block.file !== undefined) await writeWorkspaceFile(workspace, block.file, `${block.text}\n`);
    else if (block.text.includes('affected')) await commit();
    if (block.language === 'sh') outputs.push(await run(block));
  }
  const output = outputs.join('\n');
  expect(output).toMatch(/\bpublished +arn:aws:lambda:\S+:layer:dependencies:1\b/);
  expect(output).toMatch(/\bpassed +greets, status 200\b/);
}, 600_000);

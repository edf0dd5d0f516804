import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stackInspectionSchema } from '@layerkit/artifact/inspection';
import { documentation } from '@layerkit/failure';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { startLocalAws, type LocalAws } from '../local-aws/start-local-aws.ts';
import { uvZip } from './foreign-zips.ts';
import { runLayerkit } from './run-layerkit.ts';

// An old urllib3 in one layer, and requests with a new one in the next.

const temporaryFolder = temporaryFolders();
const target = ['--target', 'python3.12/x86_64'];
let [code, below, above] = ['', '', ''];
let aws: LocalAws;

beforeAll(async () => {
  [below, above, aws] = await Promise.all([
    uvZip(await temporaryFolder(), ['urllib3==1.26.20']),
    uvZip(await temporaryFolder(), ['requests==2.32.5', 'urllib3==2.5.0']),
    startLocalAws(),
  ]);
  code = join(await temporaryFolder(), 'function.zip');
  await writeFile(code, rawZip([{ name: 'app.py', content: 'def handle(event, context): ...\n' }]));
}, 120_000);
afterAll(() => aws.stop());

const inspectJson = async (...args: readonly string[]) => {
  const { exitCode, stdout, stderr } = await runLayerkit(['inspect', ...args, '--format', 'json'], aws.env);
  expect(stderr).toBe('');
  return { exitCode, inspection: stackInspectionSchema.parse(JSON.parse(stdout)) };
};

it('inspect --stack reads the first zip as the function’s, and finds two versions of a package', async () => {
  const { exitCode, stdout } = await runLayerkit(['inspect', code, below, above, '--stack', ...target]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(`${code} with 2 layers for python3.12/x86_64`);
  expect(stdout).toMatch(/│ \/var\/task │ .*function\.zip .*\n│ layer 1 .*\n│ layer 2 /);
  expect(stdout).toContain('error  stack/several-versions');
  expect(stdout).toMatch(/│ urllib3 │ 2\.5\.0 of \S+ +│ 1\.26\.20 of /);
}, 60_000);

it('inspect --stack inspects layers without a function, in their order', async () => {
  const { exitCode, inspection } = await inspectJson(above, below, '--stack', ...target);
  expect(exitCode).toBe(1);
  expect(inspection.zips.map(({ role, file }) => [role, file])).toEqual([
    ['layer', above],
    ['layer', below],
  ]);
  expect(inspection.packages).toEqual([
    {
      name: 'urllib3',
      imported: { version: '1.26.20', zip: below },
      others: [{ version: '2.5.0', zip: above }],
    },
  ]);
}, 60_000);

it('inspect --stack passes a stack that fits together, with a layer version by its ARN', async () => {
  const request = {
    layerName: 'above',
    description: '',
    runtimes: ['python3.12'],
    architectures: ['x86_64'],
  } as const;
  const { arn } = await aws.lambda.layers.publish({ ...request, zip: await readFile(above) });
  const { exitCode, inspection } = await inspectJson('--stack', '--function', code, arn);
  expect(inspection.findings).toEqual([]);
  expect(exitCode).toBe(0);
  expect(inspection.target).toEqual({ runtime: 'python3.12', architecture: 'x86_64' });
  expect(inspection.zips.map(({ role, file }) => [role, file])).toEqual([
    ['function', code],
    ['layer', arn],
  ]);
}, 60_000);

it('inspect --stack writes a page that loads nothing', async () => {
  const output = join(await temporaryFolder(), 'stack.html');
  const args = ['inspect', below, above, '--stack', ...target, '--format', 'html', '--output', output];
  const { exitCode, stderr } = await runLayerkit(args);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^2 layers for python3\.12\/x86_64: 1 error[^]*Written to /);
  const page = await readFile(output, 'utf8');
  expect(page).toContain('These zips can’t work together');
  const withoutLinks = page.replaceAll(`<a href="${documentation('findings')}#`, '');
  expect(withoutLinks).not.toMatch(/(?:https?:)?\/\/\w/);
}, 60_000);

it('inspect --stack exits with 2 if a zip is missing', async () => {
  const { exitCode, stderr } = await runLayerkit(['inspect', below, `${above}.gone`, '--stack', ...target]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^inspect\/unreadable: .*gone/);
}, 60_000);

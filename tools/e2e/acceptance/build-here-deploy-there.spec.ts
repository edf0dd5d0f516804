import { access, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startIndexServer, testEnvironment, tinyWheel, type IndexServer } from '@layerkit/testing-packages';
import { execa } from 'execa';
import { z } from 'zod';
import { evaluateTerraform } from '../src/deploy-guide/evaluate-terraform.ts';
import { startEmptyCloudFormation } from '../src/deploy-guide/start-empty-cloudformation.ts';
import { terraformArguments } from '../src/deploy-guide/terraform-arguments.ts';
import { blockOf } from '../src/documentation/block-of.ts';
import { runExecutor } from '../src/executors/run-executor.ts';
import { installFromNpm } from '../src/packages/install-from-npm.ts';
import { installValidators, type Validate } from '../src/packages/validators.ts';
import { workspaceRoot } from '../src/workspace/copy-workspace.ts';
import { addFunction, addLayer } from '../src/workspace/projects.ts';
import { bareWorkspace, type Workspace } from '../src/workspace/workspace.ts';

// The examples of docs/guides/build-here-deploy-there.md, run by the tools that they are for, over built zips.

const guide = 'docs/guides/build-here-deploy-there.md';
const layerFolder = 'dist/apps/dependencies-layer/python3.12-x86_64';
const functionFolder = 'dist/apps/orchestrator/python3.12-x86_64';
const env = testEnvironment({
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  SLS_TELEMETRY_DISABLED: '1',
});

let workspace: Workspace;
let index: IndexServer;
let validate: Validate;

const build = async (): Promise<void> => {
  const variables = { UV_DEFAULT_INDEX: index.url, LAYERKIT_STORE: workspace.path('store') };
  for (const [executor, project] of [
    ['layer:lock', 'dependencies-layer'],
    ['layer:build', 'dependencies-layer'],
    ['lambda:build', 'orchestrator'],
  ] as const) {
    const { exitCode, output } = await runExecutor(workspace, { executor, project, env: variables });
    if (exitCode !== 0) throw new Error(output);
  }
};

/** Writes the file that the guide shows, changed by `change`, and returns its path. */
const example = async (file: string, change = (text: string): string => text): Promise<string> => {
  const text = await blockOf(guide, file);
  await writeFile(workspace.path(file), change(text));
  return workspace.path(file);
};

/** The digest of a file in base64, by openssl. */
const digestOf = async (path: string): Promise<string> => {
  const { stdout } = await execa('openssl', ['dgst', '-sha256', '-binary', workspace.path(path)], {
    encoding: 'buffer',
  });
  return Buffer.from(stdout).toString('base64');
};

const jsonOf = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

beforeAll(async () => {
  [workspace, index] = await Promise.all([
    bareWorkspace(),
    startIndexServer({ files: [await tinyWheel({ project: 'alphabet' })] }),
  ]);
  await addLayer(workspace, 'dependencies-layer', {
    definition: { requirements: 'requirements.in' },
    files: { 'requirements.in': 'alphabet\n' },
  });
  await addFunction(workspace, 'orchestrator', {
    definition: { handler: 'orchestrator.handler.handle', layers: ['dependencies-layer'] },
    files: { 'src/orchestrator/handler.py': 'def handle(event, context):\n    return event\n' },
  });
  await build();
  validate = await installValidators(workspace.path('validators'), 'stack-validators');
  await installFromNpm(workspace.path('tools'), {
    packages: ['aws-cdk-lib@2.276.0', 'constructs@10.8.1', 'osls@4.3.1'],
  });
  await symlink(workspace.path('tools/node_modules'), workspace.path('node_modules'));
}, 300_000);

afterAll(async () => {
  await index.close();
  await workspace.remove();
});

it.each([`${layerFolder}/layer.zip`, `${functionFolder}/function.zip`])(
  'the manifest next to %s has its digest in base64',
  async (zip) => {
    const manifest = await jsonOf(workspace.path(`${dirname(zip)}/manifest.json`));
    expect(manifest).toMatchObject({ codeSha256: await digestOf(zip) });
  },
);

describe('Terraform', () => {
  const resources = async (change?: (text: string) => string) => {
    const { exitCode, output } = await validate('hcl2tojson', ['-q', await example('main.tf', change)]);
    if (exitCode !== 0) throw new Error(output);
    return evaluateTerraform(output, workspace.root);
  };

  it('has only arguments of the AWS provider, and all that it requires', async () => {
    for (const { type, values } of await resources()) {
      const { required = [], optional = [] } = terraformArguments[type] ?? {};
      expect(Object.keys(values).filter((name) => ![...required, ...optional].includes(name))).toEqual([]);
      expect(Object.keys(values)).toEqual(expect.arrayContaining([...required]));
    }
  });

  it('takes names, targets, digests and zips from the build', async () => {
    const [layer, code] = await resources();
    expect(layer?.values).toMatchObject({
      layer_name: 'dependencies-layer',
      source_code_hash: await digestOf(`${layerFolder}/layer.zip`),
      compatible_runtimes: ['python3.12'],
      compatible_architectures: ['x86_64'],
    });
    expect(code?.values).toMatchObject({
      function_name: 'orchestrator',
      source_code_hash: await digestOf(`${functionFolder}/function.zip`),
      runtime: 'python3.12',
      architectures: ['x86_64'],
      layers: [`${layer?.type}.${layer?.name}.arn`],
    });
    for (const { values } of [layer, code].filter((one) => one !== undefined))
      await access(z.string().parse(values['filename']));
  });

  it.each([
    ['local.layer.codeSha256', 'local.layer.codeSha', /unknown field codeSha/],
    ['local.dist', 'local.dists', /unknown local dists/],
    ['resource "aws_lambda_function"', 'resource aws_lambda_function {', /./],
  ])('would fail with %s written as %s', async (right, wrong, words) => {
    await expect(resources((text) => text.replaceAll(right, wrong))).rejects.toThrow(words);
  });
});

describe('SAM', () => {
  it('has a template that passes cfn-lint, over files that exist', async () => {
    const template = await example('template.yaml');
    expect(await validate('cfn-lint', [template])).toEqual({ exitCode: 0, output: '' });
    const text = await readFile(template, 'utf8');
    const paths = [...text.matchAll(/(?:CodeUri|ContentUri): (\S+)/g)].map(([, path = '']) => path);
    expect(paths).toEqual([`${functionFolder}/function.zip`, `${layerFolder}/layer.zip`]);
    await Promise.all(paths.map((path) => access(workspace.path(path))));
  }, 120_000);

  it.each([
    ['CompatibleRuntimes', 'CompatibleRuntime', 'E3002'],
    ['!Ref Dependencies', '!Ref Dependency', 'E1020'],
  ])(
    'would fail with %s written as %s',
    async (right, wrong, code) => {
      const template = await example('template.yaml', (text) => text.replace(right, wrong));
      const { exitCode, output } = await validate('cfn-lint', [template]);
      expect(exitCode).not.toBe(0);
      expect(output).toContain(code);
    },
    120_000,
  );
});

it('CDK synthesizes the app, and uploads the zips as they are', async () => {
  const output = workspace.path('cdk.out');
  const loader = join(workspaceRoot, 'node_modules/tsx/dist/esm/index.mjs');
  await execa(process.execPath, ['--import', loader, await example('app.mts')], {
    cwd: workspace.root,
    env: { ...env, CDK_OUTDIR: output },
    extendEnv: false,
  });
  const assets = (await readdir(output)).filter((name) => name.endsWith('.zip'));
  const digests = await Promise.all(assets.map((name) => digestOf(`cdk.out/${name}`)));
  const built = [`${layerFolder}/layer.zip`, `${functionFolder}/function.zip`];
  expect(digests.sort()).toEqual((await Promise.all(built.map(digestOf))).sort());
  const template = workspace.path('cdk.out/Orchestrator.template.json');
  expect((await validate('cfn-lint', [template, '--ignore-checks', 'W'])).output).not.toMatch(/^E/m);
}, 120_000);

describe('the Serverless Framework', () => {
  const packaged = async (change?: (text: string) => string) => {
    await example('serverless.yml', change);
    const cloudFormation = await startEmptyCloudFormation();
    const { exitCode, all } = await execa(workspace.path('node_modules/.bin/osls'), ['package'], {
      cwd: workspace.root,
      env: { ...env, HOME: workspace.root, AWS_ENDPOINT_URL: cloudFormation.url },
      extendEnv: false,
      reject: false,
      all: true,
    });
    await cloudFormation.stop();
    return { exitCode, output: all };
  };
  const resource = z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() });
  const stack = z.object({ Resources: z.record(z.string(), resource) });

  it('packages a stack with the layer, and with the digest of the manifest', async () => {
    expect(await packaged()).toMatchObject({ exitCode: 0 });
    const path = workspace.path('.serverless/cloudformation-template-update-stack.json');
    const { Resources: resources } = stack.parse(await jsonOf(path));
    const ofType = (type: string) =>
      Object.values(resources).filter((one) => one.Type === `AWS::Lambda::${type}`);
    expect(ofType('Version')).toMatchObject([
      { Properties: { CodeSha256: await digestOf(`${functionFolder}/function.zip`) } },
    ]);
    expect(ofType('Function')).toMatchObject([
      { Properties: { Layers: [{ Ref: 'DependenciesLambdaLayer' }] } },
    ]);
    expect(resources['DependenciesLambdaLayer']?.Properties).toMatchObject({
      CompatibleRuntimes: ['python3.12'],
    });
  }, 120_000);

  it('would fail with an unknown property', async () => {
    const { exitCode, output } = await packaged((text) => text.replaceAll('artifact:', 'artefact:'));
    expect(exitCode).toBe(1);
    expect(output).toContain('Configuration error');
  }, 120_000);
});

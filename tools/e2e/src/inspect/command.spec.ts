import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { inspectionSchema } from '@layerkit/artifact/inspection';
import type { Architecture } from '@layerkit/platform-resolution';
import { startLocalAws, type LocalAws } from '../local-aws/start-local-aws.ts';
import { temporaryFolders } from '@layerkit/testing-files';
import { uvZip } from './foreign-zips.ts';
import { runLayerkit } from './run-layerkit.ts';

const temporaryFolder = temporaryFolders();
let zip: string;
let aws: LocalAws;

beforeAll(async () => {
  [zip, aws] = await Promise.all([uvZip(await temporaryFolder(), ['six==1.17.0']), startLocalAws()]);
}, 120_000);
afterAll(() => aws.stop());

const publish = async (layerName: string, architectures: readonly Architecture[]) => {
  const request = { layerName, description: '', runtimes: ['python3.12'] as const, architectures };
  return aws.lambda.layers.publish({ ...request, zip: await readFile(zip) });
};

describe('layerkit inspect ARN', () => {
  it('downloads the version from the region of its ARN, and uses the target that it is compatible with', async () => {
    const { arn, sha256 } = await publish('one', ['x86_64']);
    const env = { ...aws.env, AWS_REGION: 'us-west-2' };
    const { exitCode, stdout, stderr } = await runLayerkit(['inspect', arn, '--format', 'json'], env);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const inspection = inspectionSchema.parse(JSON.parse(stdout));
    expect(inspection.target).toEqual({ runtime: 'python3.12', architecture: 'x86_64' });
    expect(inspection.zip).toMatchObject({ file: arn, sha256 });
    expect(inspection.packages.map(({ name }) => name)).toEqual(['six']);
  }, 60_000);

  it('fetches the zip once and keeps it in the store by its digest', async () => {
    const { arn, sha256 } = await publish('kept', ['x86_64']);
    const store = await temporaryFolder();
    const inspect = () => runLayerkit(['inspect', arn], { ...aws.env, LAYERKIT_STORE: store });
    const first = await inspect();
    const kept = join(store, 'layers', `${sha256}.zip`);
    const { mtimeMs } = await stat(kept);
    expect(await inspect()).toEqual(first);
    expect((await stat(kept)).mtimeMs).toBe(mtimeMs);
    await writeFile(kept, 'damaged');
    expect(await inspect()).toEqual(first);
    expect(await sha256OfFile(kept)).toBe(sha256);
  }, 60_000);

  it('accepts an ARN as the baseline too', async () => {
    const { arn } = await publish('baseline', ['x86_64']);
    const args = ['inspect', zip, '--target', 'python3.12/x86_64', '--baseline', arn];
    const { exitCode, stdout } = await runLayerkit(args, aws.env);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Compared with ${arn}`);
    expect(stdout).toContain('the same packages with the same sizes');
  }, 60_000);

  it('asks for a target if there are several, and names a version that does not exist', async () => {
    const { arn } = await publish('two', ['x86_64', 'arm64']);
    const several = await runLayerkit(['inspect', arn], aws.env);
    expect(several).toMatchObject({ exitCode: 2, stdout: '' });
    expect(several.stderr).toMatch(/^inspect\/target-missing: .*python3\.12\/x86_64, python3\.12\/arm64/s);
    const missing = await runLayerkit(['inspect', `${arn.slice(0, -1)}9`], aws.env);
    expect(missing).toMatchObject({ exitCode: 2, stdout: '' });
    expect(missing.stderr).toMatch(/^layer-version\/not-found: .*:layer:two:9/);
  }, 60_000);
});

describe('layerkit', () => {
  it('writes the report to a file and the result to stderr', async () => {
    const output = join(await temporaryFolder(), 'report.json');
    const args = ['inspect', zip, '--target', 'python3.12/x86_64', '--format', 'json', '--output', output];
    const { exitCode, stdout, stderr } = await runLayerkit(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain(': OK');
    expect(stderr).toContain(output);
    expect(inspectionSchema.parse(JSON.parse(await readFile(output, 'utf8'))).zip.file).toBe(zip);
  }, 60_000);

  it('reports a damaged zip as a layer with an error, not as a failed run', async () => {
    const path = join(await temporaryFolder(), 'layer.zip');
    await writeFile(path, (await readFile(zip)).subarray(0, 5000));
    const { exitCode, stdout } = await runLayerkit(['inspect', path, '--target', 'python3.12/x86_64']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('error  archive/invalid');
  }, 60_000);

  it('exits with 2 if it can’t inspect, with code, message and hint, and a stack only on request', async () => {
    const unknown = await runLayerkit(['inspect', zip, '--targets', 'python3.12/x86_64']);
    expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unknown.stderr).toMatch(/^command\/misused: .*--targets[^]*\n {2}hint: Usage: layerkit inspect /);
    const gone = ['inspect', `${zip}.gone`, '--target', 'python3.12/x86_64'];
    const missing = await runLayerkit(gone);
    expect(missing).toMatchObject({ exitCode: 2, stdout: '' });
    expect(missing.stderr).toMatch(/^inspect\/unreadable: .*\n {2}hint: .*\n$/);
    expect((await runLayerkit([...gone, '--verbose'])).stderr).toMatch(/^ +at /m);
    const unsaid = await runLayerkit(['inspect', zip]);
    expect(unsaid).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unsaid.stderr).toMatch(/^inspect\/target-missing: .*\n {2}hint: .*python3\.12/);
  }, 60_000);

  it('prints its help and its version', async () => {
    const help = await runLayerkit(['--help']);
    expect(help).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringContaining('layerkit inspect'),
    });
    const version = await runLayerkit(['--version']);
    expect(version).toEqual({ exitCode: 0, stderr: '', stdout: '0.0.0\n' });
  }, 60_000);
});

import { inspectionSchema, type Inspection } from '@layerkit/artifact/inspection';
import { temporaryFolders } from '@layerkit/testing-files';
import { incidentZip, uvZip } from './foreign-zips.ts';
import { runLayerkit } from './run-layerkit.ts';

// Inspects zips that layerkit did not build with its command, outside any workspace.

const temporaryFolder = temporaryFolders();
const target = ['--target', 'python3.12/x86_64'];
let incident: string;
let usual: string;

beforeAll(async () => {
  incident = await incidentZip(await temporaryFolder());
  usual = await uvZip(await temporaryFolder(), ['requests', 'boto3']);
}, 240_000);

const readJson = (stdout: string): Inspection => inspectionSchema.parse(JSON.parse(stdout));

describe('the layer of the incident', () => {
  it('has exactly these three causes', async () => {
    const { exitCode, stdout, stderr } = await runLayerkit([
      'inspect',
      incident,
      ...target,
      '--format',
      'json',
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    const { findings, binaries } = readJson(stdout);
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect([...new Set(errors.map(({ code }) => code))].sort()).toEqual([
      'binary/macos',
      'metadata/missing',
      'structure/nested-root',
    ]);
    expect(errors.find(({ code }) => code === 'binary/macos')?.path).toBe(
      'build/python/pydantic_core/_pydantic_core.cpython-312-darwin.so',
    );
    expect(errors.find(({ code }) => code === 'structure/nested-root')?.path).toBe('build/python/');
    expect(errors.find(({ code }) => code === 'metadata/missing')?.message).toContain('opentelemetry');
    expect(binaries).toEqual([
      expect.objectContaining({
        format: 'mach-o',
        architectures: ['arm64'],
        platform: 'macos',
        status: 'wrong',
      }),
    ]);
  }, 60_000);

  it('is explained on one screen, without colors in a pipe', async () => {
    const { exitCode, stdout } = await runLayerkit(['inspect', incident, ...target]);
    expect(exitCode).toBe(1);
    for (const line of [
      'error  binary/macos',
      'error  structure/nested-root',
      'error  metadata/missing',
      '1 × Mach-O arm64 for macOS: wrong (binary/macos)',
    ])
      expect(stdout).toContain(line);
    expect(stdout).not.toContain('\u001b[');
    expect(stdout.split('\n').length).toBeLessThan(40);
  }, 60_000);
});

describe('a layer made by uv and zip', () => {
  it('has no errors, and its packages are listed with their requirers', async () => {
    const { exitCode, stdout, stderr } = await runLayerkit(['inspect', usual, ...target, '--format', 'json']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const { findings, packages, zip } = readJson(stdout);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(packages[0]).toMatchObject({ name: 'botocore', requiredBy: ['boto3', 's3transfer'] });
    expect(packages.find(({ name }) => name === 'boto3')).toMatchObject({ requiredBy: [] });
    const zipped = packages.reduce((sum, { zippedBytes }) => sum + zippedBytes, 0);
    expect(zipped).toBeGreaterThan(0.9 * zip.bytes);
    expect(zipped).toBeLessThan(zip.bytes);
  }, 60_000);

  it('shows which findings of the baseline are solved', async () => {
    const args = ['inspect', usual, ...target, '--baseline', incident];
    const { exitCode, stdout } = await runLayerkit([...args, '--format', 'json']);
    expect(exitCode).toBe(0);
    const { baseline } = readJson(stdout);
    expect(baseline?.zip.file).toBe(incident);
    expect(baseline?.findings.solved.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['binary/macos', 'metadata/missing', 'structure/nested-root']),
    );
    expect(baseline?.packages.added.map(({ name }) => name)).toContain('boto3');
    expect((await runLayerkit(args)).stdout).toMatch(/solved: \d+ findings: binary\/macos, /);
  }, 60_000);
});

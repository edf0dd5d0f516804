import { join } from 'node:path';
import { parseCommandLine } from './command-line.ts';

const parse = (text: string, env: NodeJS.ProcessEnv = {}) => parseCommandLine(text.split(' '), env);

it('a command keeps its own options', () => {
  expect(parse('run aws lambda list-layers --region x')).toMatchObject({
    command: ['aws', 'lambda', 'list-layers', '--region', 'x'],
  });
  expect(parse('run -- tool -- --port 1')).toMatchObject({ command: ['tool', '--', '--port', '1'] });
});

it('options before the command belong to the local AWS', () => {
  expect(parse('run --region eu-west-1 --state=here tool --state there')).toMatchObject({
    command: ['tool', '--state', 'there'],
    place: { region: 'eu-west-1', stateDirectory: join(process.cwd(), 'here'), port: 0 },
  });
});

it('serve takes a port', () => {
  expect(parse('serve --port 4566')).toMatchObject({ mode: 'serve', command: [], place: { port: 4566 } });
});

it('serve is the default', () => {
  expect(parse('--port 4566')).toEqual(parse('serve --port 4566'));
  expect(parseCommandLine([], {}).mode).toBe('serve');
});

it('import-layer takes an ARN, and a zip, without which it will be fetched', () => {
  expect(parse('import-layer --state here arn:x layer.zip')).toMatchObject({
    mode: 'import-layer',
    layer: { arn: 'arn:x', zipPath: join(process.cwd(), 'layer.zip') },
    place: { stateDirectory: join(process.cwd(), 'here') },
  });
  expect(parse('import-layer arn:x')).toMatchObject({ layer: { arn: 'arn:x', zipPath: undefined } });
});

it('--environments sets how many environments a function has at once', () => {
  expect(parse('run --environments 20 tool').place.environmentsPerFunction).toBe(20);
  expect(parse('run tool').place.environmentsPerFunction).toBeUndefined();
});

it('--account sets the account', () => {
  expect(parse('run --account 123456789012 tool').place.accountId).toBe('123456789012');
  expect(parse('run tool').place.accountId).toBeUndefined();
});

it('the region comes from --region, else from the environment, else it is us-east-1', () => {
  const region = (text: string, env: NodeJS.ProcessEnv) => parse(text, env).place.region;
  expect(region('run --region a tool', { AWS_REGION: 'b' })).toBe('a');
  expect(region('run tool', { AWS_REGION: 'b', AWS_DEFAULT_REGION: 'c' })).toBe('b');
  expect(region('run tool', { AWS_REGION: '', AWS_DEFAULT_REGION: 'c' })).toBe('c');
  expect(region('run tool', {})).toBe('us-east-1');
});

it('the workspace’s own folders are used unless others are named', () => {
  const { place } = parse('run tool');
  const workspace = join(import.meta.dirname, '../../..');
  expect(place.stateDirectory).toBe(join(workspace, '.layerkit/local-aws'));
  expect(place.runtimeClient).toBe(join(workspace, '.layerkit/python-tools/runtime-client'));
  expect(parse('run tool', { LAYERKIT_RUNTIME_CLIENT: '/client' }).place.runtimeClient).toBe('/client');
});

it.each([
  '',
  'start',
  'run',
  'run --region x',
  'run --colour red tool',
  'serve --port x',
  'serve --account 12',
  'serve --environments 0',
  'serve --environments x',
  'serve tool',
  'import-layer',
  'import-layer arn:x layer.zip more.zip',
])('"%s" fails with the usage', (text) => {
  expect(() => parse(text)).toThrowWithCode('local-aws/failed', { hint: expect.stringContaining('Usage') });
});

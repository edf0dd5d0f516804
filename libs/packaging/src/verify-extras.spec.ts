import { findExtras } from '@layerkit/audit/extras';
import type { LayerArtifact } from '@layerkit/artifact';
import { failureCauses, verifyLayer } from '@layerkit/verification';
import { checked, ownLayers, resultOf } from '../test/own-layer.ts';

const layerOf = ownLayers();

const distribution = (name: string, files: readonly string[], requires: readonly string[]) => ({
  [`${name}-1.0.dist-info/METADATA`]: [
    'Metadata-Version: 2.1',
    `Name: ${name}`,
    'Version: 1.0',
    ...requires.map((line) => `Requires-Dist: ${line}`),
    '',
  ].join('\n'),
  [`${name}-1.0.dist-info/RECORD`]: files.map((file) => `${file},,\n`).join(''),
});

const verify = (artifact: LayerArtifact) => {
  const { zipPath, manifest } = artifact;
  return verifyLayer({
    artifact,
    findExtras: (modules) => findExtras({ zipPath, target: manifest.target }, modules),
  });
};

it('a module that lacks a package of an extra does not fail the layer, and the extra is named', async () => {
  const artifact = await layerOf({
    'kit/__init__.py': '',
    'kit_tables.py': 'import pandas',
    'kit_remote/__init__.py': 'from grpc import aio',
    ...distribution(
      'kit',
      ['kit/__init__.py', 'kit_tables.py', 'kit_remote/__init__.py'],
      ['pandas>=2; extra == "tables"', 'six; extra == "all"', 'base[rpc]; extra == "all"'],
    ),
    'base.py': '',
    ...distribution('base', ['base.py'], ['grpcio; extra == "rpc"']),
  });
  const verification = await verify(artifact);
  const outcome = checked(verification);
  expect(outcome.status).toBe('passed');
  expect(failureCauses(outcome.modules, artifact.manifest)).toEqual([]);
  expect(resultOf(verification, 'kit_tables')).toMatchObject({
    imported: false,
    error: "ModuleNotFoundError: No module named 'pandas'",
    needs: 'kit[tables]',
  });
  expect(resultOf(verification, 'kit_remote').needs).toBe('kit[all]');
}, 60_000);

it('a module that is named after a package of an extra needs it, whatever it lacks first', async () => {
  const artifact = await layerOf({
    'adapters/celery/__init__.py': 'import billiard',
    ...distribution('kit', ['adapters/celery/__init__.py'], ['celery; extra == "instruments"']),
  });
  expect(resultOf(await verify(artifact), 'adapters.celery').needs).toBe('kit[instruments]');
}, 60_000);

it('a module that lacks a package of the runtime does not fail the layer', async () => {
  const verification = await verify(await layerOf({ 'own.py': 'import botocore.session' }));
  expect(checked(verification).status).toBe('passed');
  expect(resultOf(verification, 'own').needs).toBe('botocore of the runtime');
}, 60_000);

it.each([
  ['that no metadata names', 'import pkg_resources', ['pytest; extra == "test"']],
  ['of another distribution’s extra', 'import pandas', []],
  [
    'and raises another error',
    'try:\n  import pandas\nexcept ImportError:\n  raise ImportError("no pandas")',
    ['pandas; extra == "all"'],
  ],
  ['of an extra that the layer has', 'import base.missing', ['base; extra == "all"']],
])(
  'a module that lacks a package %s fails the layer',
  async (_, code, requires) => {
    const artifact = await layerOf({
      'kit.py': code,
      ...distribution('kit', ['kit.py'], requires),
      'base.py': '',
      ...distribution('base', ['base.py'], ['pandas; extra == "all"']),
    });
    const verification = await verify(artifact);
    expect(checked(verification).status).toBe('failed');
    expect(resultOf(verification, 'kit').needs).toBeUndefined();
  },
  60_000,
);

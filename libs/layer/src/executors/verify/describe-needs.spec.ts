import type { ImportedModule } from '@layerkit/artifact/verification';
import { describeNeeds } from './describe-needs.ts';

const needing = (module: string, needs?: string): ImportedModule => ({
  module,
  imported: needs === undefined,
  seconds: 0,
  needs,
});

it('modules that need an extra are grouped by it', () => {
  const modules = [
    needing('adbc_driver_duckdb', 'duckdb[all]'),
    needing('duckdb'),
    ...['a', 'b', 'c', 'd'].map((name) => needing(`google.${name}`, 'google-api-core[grpc]')),
  ];
  expect(describeNeeds(modules)).toEqual([
    '  5 modules need what the layer was not asked to have; if the function uses them, add it to the requirements:',
    '    duckdb[all]: adbc_driver_duckdb',
    '    google-api-core[grpc]: google.a, google.b, google.c and 1 more',
  ]);
});

it('a layer whose modules need nothing has no such lines, and many needs fill at most one screen', () => {
  expect(describeNeeds([needing('six')])).toEqual([]);
  const many = Array.from({ length: 30 }, (_, at) => needing(`m${at}`, `kit${at}[all]`));
  const lines = describeNeeds(many);
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toBe('    and 22 more; see verification.json next to layer.zip');
});

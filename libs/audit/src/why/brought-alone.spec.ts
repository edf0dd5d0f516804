import { markerEnvironment } from '@layerkit/platform-resolution/requirements';
import { emptyMetadata } from '../../test/audit-subject.ts';
import type { Distribution } from '../subject/subject.ts';
import { allBroughtAlone, broughtAlone } from './brought-alone.ts';
import { requirementGraph } from './requirement-graph.ts';

const distributionOf = (name: string, requires: readonly string[]): Distribution => ({
  name,
  version: '1.0',
  directory: `python/${name}-1.0.dist-info/`,
  ...emptyMetadata,
  requires,
});

const environment = markerEnvironment({ runtime: 'python3.12', architecture: 'x86_64' });
const materialOf = (requires: Readonly<Record<string, readonly string[]>>) => ({
  distributions: Object.entries(requires).map(([name, lines]) => distributionOf(name, lines)),
  requirements: [],
  environment,
});

it('a package goes with the packages that only it brings in, directly or not', () => {
  const material = materialOf({
    app: ['left', 'right'],
    left: ['shared', 'deep'],
    right: ['shared', 'extra; extra == "more"'],
    deep: ['deeper', 'left'],
    deeper: [],
    shared: [],
  });
  const all = allBroughtAlone(material);
  expect(Object.fromEntries(all ?? [])).toEqual({
    app: ['deep', 'deeper', 'left', 'right', 'shared'],
    left: ['deep', 'deeper'],
    right: [],
    deep: ['deeper'],
    deeper: [],
    shared: [],
  });
  const graph = requirementGraph(material);
  for (const [name, others] of all ?? []) expect(broughtAlone(graph, name)).toEqual(others);
});

it('zips with far more packages or requirements than a layer has are not answered', () => {
  const packages = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`package-${String(index)}`, []] as const),
    );
  expect(allBroughtAlone(materialOf(packages(300)))?.size).toBe(300);
  expect(allBroughtAlone(materialOf(packages(2000)))).toBeUndefined();
  const app = Array.from({ length: 20_000 }, () => 'app');
  expect(allBroughtAlone(materialOf({ ...packages(200), app }))).toBeUndefined();
});

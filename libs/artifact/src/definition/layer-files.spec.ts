import { parseLayerDefinition } from './read-definition.ts';

const parse = (fields: object) =>
  parseLayerDefinition(
    JSON.stringify({ layerName: 'tools', runtimes: ['python3.12'], ...fields }),
    'layer.json',
  );

it.each([
  { files: { lib: 'native/lib', 'data/models': 'models.bin', '.hidden': 'x', python3: 'x', '..data': 'x' } },
  { files: { bin: 'tools' }, prune: { exclude: ['bin/x', 'python/y/**'] } },
])('a layer may consist of files beside python/: %j', async (fields) => {
  expect(await parse(fields)).toMatchObject(fields);
});

it.each(['python', 'python/a', 'Python', '/lib', 'lib/', 'a//b', 'a/../b', '..', './a', 'a\\b', 'C:', ''])(
  'files at “%s” are refused with the place for modules',
  async (place) => {
    await expect(parse({ files: { [place]: 'x' } })).rejects.toThrowWithCode('definition/invalid', {
      problems: [
        `files: ${JSON.stringify(place)} must be a path below /opt other than python, with / as its separator; modules and packages go in with sources and requirements`,
      ],
    });
  },
);

it('a path outside the project is refused', async () => {
  await expect(parse({ files: { lib: '../lib' } })).rejects.toThrowWithCode('definition/invalid', {
    problems: [expect.stringMatching(/^files\.lib: must be a path below the project/)],
  });
});

it('a glob of prune.exclude outside python/ and the places of files is refused', async () => {
  const fields = { files: { bin: 'x' }, prune: { exclude: ['binary/x'] } };
  await expect(parse(fields)).rejects.toThrowWithCode('definition/invalid', {
    problems: [expect.stringMatching(/^prune\.exclude\.0: must begin with python\/ or a place of files/)],
  });
});

import { parsePylock } from './pylock.ts';

const withFile = (file: string): string =>
  `[[packages]]\nname = "Six"\nversion = "1.17.0"\nwheels = [{ ${file}, hashes = {} }]\n`;

it.each([
  ['name = "a.whl", url = "https://host/b.whl"', 'a.whl'],
  ['url = "https://host/a%2Bb.whl?c#d"', 'a+b.whl'],
  ['url = "https://host/a%ff.whl"', 'a\ufffd.whl'],
  ['path = "wheels/a.whl"', 'a.whl'],
])('the file of %s is %s', async (file, fileName) => {
  expect(await parsePylock(withFile(file))).toEqual([
    { name: 'six', version: '1.17.0', wheels: [{ fileName }] },
  ]);
});

it.each(['url = "not a URL"', 'size = 1'])('a file with only %s is refused with a ZodError', async (file) => {
  await expect(parsePylock(withFile(file))).rejects.toMatchObject({ name: 'ZodError' });
});

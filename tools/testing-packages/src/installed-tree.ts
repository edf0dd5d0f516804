/** Returns the files of an installed package, below a root such as `python/`. */
export const installedTree = (root: string, name = 'alpha'): Readonly<Record<string, string>> => ({
  [`${root}${name}/__init__.py`]: 'X = 1\n',
  [`${root}${name}/module.py`]: 'Y = 2\n',
  [`${root}${name}-1.0.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`,
  [`${root}${name}-1.0.dist-info/WHEEL`]: 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  [`${root}${name}-1.0.dist-info/RECORD`]: ['__init__.py', 'module.py']
    .map((file) => `${name}/${file},,\n`)
    .join(''),
});

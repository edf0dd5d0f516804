import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const libs = fileURLToPath(new URL('../../../libs/', import.meta.url));

/** The packages that a library's product code imports, as npm names them. */
const importedBy = (library: string): readonly string[] => {
  const folder = `${libs}${library}/src/`;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
  );
  const specifiers = files.flatMap((file) =>
    ts.preProcessFile(readFileSync(folder + file, 'utf8')).importedFiles.map(({ fileName }) => fileName),
  );
  const packages = specifiers
    .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))
    .map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
  return [...new Set(packages)].sort();
};

const declaredBy = (library: string): readonly string[] => {
  const manifest = JSON.parse(readFileSync(`${libs}${library}/package.json`, 'utf8')) as {
    dependencies?: Record<string, string>;
    peerDependencies?: Record<string, string>;
  };
  return Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).sort();
};

/** What works here by the luck of a shared node_modules would be missing in a consumer's workspace. */
it.each(readdirSync(libs))('%s declares what it imports, and no more', (library) => {
  expect(declaredBy(library)).toEqual(importedBy(library));
});

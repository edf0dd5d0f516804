// Checks which libraries import which, and finds import cycles between the folders of each. With --draw it
// first renews the picture in docs/architecture.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'dependency-cruiser';
import { cruiseLibraries, productImports } from './cruise-libraries.mjs';
import { wrongDeclarations } from './declarations.mjs';
import { folderCycles } from './folder-cycles.mjs';
import { drawLibraries } from './picture.mjs';

const page = 'docs/architecture.md';
const oldPicture = /```mermaid\nflowchart TD\n[^`]*```/;

const result = await cruiseLibraries(process.cwd());
const imports = productImports(result);
const { output } = await format(result, { outputType: 'err-long' });
console.log(String(output));

const problems = [
  ...folderCycles(imports).map((cycle) => `error folder-cycle: ${cycle}`),
  ...wrongDeclarations(process.cwd(), result).map((problem) => `error ${problem}`),
];
const picture = drawLibraries(imports);
if (process.argv.includes('--draw'))
  writeFileSync(page, readFileSync(page, 'utf8').replace(oldPicture, picture));
if (!readFileSync(page, 'utf8').includes(picture))
  problems.push(
    `error ${page} does not show which libraries import which. Run: nx run workspace:draw-libraries`,
  );

if (problems.length > 0) console.log(problems.join('\n'));
process.exitCode = result.summary.error + problems.length > 0 ? 1 : 0;

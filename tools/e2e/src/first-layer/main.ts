import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { workspaceRoot } from '../workspace/copy-workspace.ts';
import { pageOf } from './page.ts';
import { recordFirstLayer } from './record.ts';

// Records docs/first-layer.md: goes the whole way once, and puts down what was typed and printed.

const path = join(workspaceRoot, 'docs', 'first-layer.md');
const page = pageOf(await recordFirstLayer());
await writeFile(path, await format(page, { ...(await resolveConfig(path)), filepath: path }));
console.log(`docs/first-layer.md is written`);

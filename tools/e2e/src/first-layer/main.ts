import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { workspaceRoot } from '../workspace/copy-workspace.ts';
import { pageOf } from './page.ts';
import { recordFirstLayer } from './record.ts';

// Records docs/first-layer.md: runs all commands once and writes them down with their output.

const path = join(workspaceRoot, 'docs', 'first-layer.md');
const page = pageOf(await recordFirstLayer());
await writeFile(path, await format(page, { ...(await resolveConfig(path)), filepath: path }));
console.log('wrote docs/first-layer.md');

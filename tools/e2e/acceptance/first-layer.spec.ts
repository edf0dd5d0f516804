import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, creation } from '../src/first-layer/commands.ts';
import { commandsOn, lineOf } from '../src/first-layer/page.ts';
import { recordFirstLayer } from '../src/first-layer/record.ts';
import { workspaceRoot } from '../src/workspace/copy-workspace.ts';

it('the way from an empty folder to a published layer takes less than five minutes', async () => {
  const recorded = await recordFirstLayer();
  const total = recorded.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const [published, again] = recorded.slice(-2).map(({ output }) => output);
  expect(published).toContain('arn:aws:lambda:eu-central-1:000000000000:layer:deps:1');
  expect(published).not.toContain('unchanged');
  expect(again).toContain('unchanged');
  expect(total).toBeLessThan(5 * 60_000);
}, 900_000);

it('docs/first-layer.md shows the same commands', async () => {
  const page = await readFile(join(workspaceRoot, 'docs', 'first-layer.md'), 'utf8');
  expect(commandsOn(page)).toEqual([creation, ...commands].map(lineOf));
});

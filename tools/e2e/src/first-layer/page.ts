import { availableParallelism } from 'node:os';
import type { Command } from './commands.ts';
import type { RecordedCommand } from './record.ts';

/** Returns the page that shows a recorded run. */
export const pageOf = (recorded: readonly RecordedCommand[]): string => {
  const total = recorded.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return [
    '# From an empty folder to a published layer',
    '',
    `Every command and its output: ${seconds(total)} in all on a machine with ${availableParallelism()} processors, with every`,
    'package from the network. `npx nx run e2e:first-layer` records this page; `npm run acceptance` runs the same commands again and',
    'fails if they take five minutes. AWS is the local one of this repository (`npm run local-aws`), so no account is',
    'involved; the plugins come from a registry on this machine, and uv is there. Everything else is as it would be for you.',
    '',
    ...recorded.flatMap((command, index) => [
      ...section(command, recorded[index - 1]),
      ...[
        '```console',
        `$ ${lineOf(command)}`,
        command.output,
        '```',
        '',
        `${seconds(command.milliseconds)}.`,
        '',
      ],
    ]),
  ].join('\n');
};

/** Returns the commands that a page shows, in order. */
export const commandsOn = (page: string): readonly string[] =>
  [...page.matchAll(/^```console\n\$ (.*)$/gm)].map(([, command = '']) => command);

export const lineOf = ({ words }: Command): string => words.join(' ');

const section = ({ folder }: Command, before: Command | undefined): readonly string[] =>
  folder === undefined || folder === before?.folder ? [] : [`Then, after \`cd ${folder}\`:`, ''];

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(0)} s`;

import { formatFailure } from '@layerkit/failure';
import { parseCommandLine, type CommandLine } from './command-line.ts';
import { importIntoLocalAws } from './import-into-local-aws.ts';
import { runWithLocalAws } from './run-with-local-aws.ts';
import { serveLocalAws } from './serve-local-aws.ts';

const start = async (line: CommandLine): Promise<number> => {
  const { place } = line;
  if (line.mode === 'import-layer') return importIntoLocalAws(line.layer, place);
  return line.mode === 'serve' ? serveLocalAws(place) : runWithLocalAws(line.command, place, process.env);
};

try {
  const line = parseCommandLine(process.argv.slice(2), process.env);
  process.exitCode = await start(line);
} catch (error) {
  process.stderr.write(`${formatFailure(error)}\n`);
  process.exitCode = 1;
}

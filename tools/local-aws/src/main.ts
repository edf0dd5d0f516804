import { formatFailure } from '@layerkit/failure';
import { parseCommandLine } from './command-line.ts';
import { runWithLocalAws } from './run-with-local-aws.ts';
import { serveLocalAws } from './serve-local-aws.ts';

try {
  const { mode, command, place } = parseCommandLine(process.argv.slice(2), process.env);
  process.exitCode =
    mode === 'serve' ? await serveLocalAws(place) : await runWithLocalAws(command, place, process.env);
} catch (error) {
  process.stderr.write(`${formatFailure(error)}\n`);
  process.exitCode = 1;
}

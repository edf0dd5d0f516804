#!/usr/bin/env node
import { runCommand } from './run-command.ts';

// Whoever reads along may stop before the end: `layerkit inspect … | head`
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommand(process.argv.slice(2));

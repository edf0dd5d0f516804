#!/usr/bin/env node
import { runCommand } from './run-command.ts';

// A reader of the output may stop before its end: `layerkit inspect … | head`
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// The AWS SDK’s notice about future Node.js versions is for layerkit’s maintainers; it has no option for this
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

process.exitCode = await runCommand(process.argv.slice(2));

import { architectures, runtimes } from '@layerkit/platform-resolution';
import { inspectionFormats } from '../inspection/inspection-format.ts';

const formats = inspectionFormats.join('|');

/** What each call looks like, for an error’s hint. */
export const usageLines = {
  layerkit: 'layerkit inspect ZIP|ARN [OPTION …] | layerkit --version',
  inspect: `layerkit inspect ZIP|ARN [--target RUNTIME/ARCHITECTURE] [--baseline ZIP|ARN] [--format ${formats}] [--output FILE] [--verbose]`,
};

export const layerkitHelp = `layerkit: AWS Lambda layers that work

Usage: ${usageLines.layerkit}

  inspect      says what a layer zip consists of and what is wrong with it, whatever tool made it

  --help       this, or a command’s own help: layerkit inspect --help
  --version

In an Nx workspace, @layerkit/layer also locks, builds, verifies and publishes layers.`;

export const inspectHelp = `Says what a layer zip consists of and what is wrong with it for a target.

Usage: ${usageLines.inspect}

  ZIP|ARN      a layer zip that any tool made, or the ARN of a layer version, which is downloaded with the
               credentials of the environment: arn:aws:lambda:eu-central-1:123456789012:layer:NAME:7

  --target     what the layer is meant for: ${runtimes[0]} to ${runtimes.at(-1) ?? ''}, / and ${architectures.join(' or ')}.
               Not needed where the zip says so: by the manifest.json of its build beside it, or, of a layer
               version, by the one Python runtime and the one architecture it is compatible with
  --baseline   another zip or layer version, to say what changed: packages, sizes, findings
  --format     ${inspectionFormats.join(', ')}; table by default
  --output     writes the report to this file instead of to stdout
  --verbose    shows stacks and causes under an error

Exit code: 0 without errors among the findings, 1 with errors, 2 when it could not be inspected.

Example: layerkit inspect layer.zip --target python3.12/x86_64 --format json`;

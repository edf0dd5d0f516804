import { architectures, runtimes } from '@layerkit/platform-resolution';
import { inspectionFormats } from '@layerkit/report/lines';

const formats = inspectionFormats.join('|');

/** The usage of each command, for the hint of an error. */
export const usageLines = {
  layerkit: 'layerkit inspect ZIP|ARN [OPTION …] | layerkit inspect ZIP|ARN … --stack | layerkit --version',
  inspect: `layerkit inspect ZIP|ARN [--target RUNTIME/ARCHITECTURE] [--baseline ZIP|ARN] [--format ${formats}] [--output FILE] [--verbose]`,
  inspectStack: `layerkit inspect [--function ZIP] ZIP|ARN … --stack [--target RUNTIME/ARCHITECTURE] [--format ${formats}] [--output FILE] [--verbose]`,
};

export const layerkitHelp = `layerkit: AWS Lambda layers that work

Usage: ${usageLines.layerkit}

  inspect      shows what is in a layer zip from any tool, what it costs, and its findings

  --help       shows this help, or that of a command: layerkit inspect --help
  --version    shows the version

In an Nx workspace, @layerkit/layer also locks, builds, verifies and publishes layers.`;

export const inspectHelp = `Shows what is in a layer zip, what it costs, and its findings for a target.
With --stack, shows what the zips of a function and its layers do to one another as Lambda merges them.

Usage: ${usageLines.inspect}
       ${usageLines.inspectStack}

  ZIP|ARN      a layer zip from any tool, or the ARN of a layer version, which is downloaded with the
               credentials of the environment: arn:aws:lambda:eu-central-1:123456789012:layer:NAME:7

  --target     the target of the layer: ${runtimes[0]} to ${runtimes.at(-1) ?? ''}, / and ${architectures.join(' or ')}.
               Optional if the manifest.json of its build is next to the zip, or if the layer version has
               only one compatible Python runtime and one compatible architecture
  --baseline   another zip or layer version to compare with: packages, sizes, findings
  --stack      takes several zips: the layers, in the order in which Lambda merges them. The first zip is
               the function’s if it has Python modules at its root and no python/ folder
  --function   with --stack, the function’s zip, whatever is in it. All other zips are then layers
  --format     ${inspectionFormats.join(', ')}; default: table
  --output     writes the report to this file instead of stdout
  --verbose    shows stack traces and causes of an error

Exit code: 0 if no finding is an error, 1 if one is, 2 if the zip could not be inspected.

Examples:
  layerkit inspect layer.zip --target python3.12/x86_64 --format json
  layerkit inspect function.zip layer1.zip layer2.zip --stack --target python3.12/x86_64`;

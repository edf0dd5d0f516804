import { parseArgs } from 'node:util';
import { LayerkitError, didYouMean, messageOf } from '@layerkit/failure';
import { parseTarget, type Target } from '@layerkit/platform-resolution';
import { parseInspectionFormat, type InspectionFormat } from '@layerkit/report/lines';
import { inspectHelp, layerkitHelp, usageLines } from './usage.ts';

export interface InspectOptions {
  /** A path, or the ARN of a layer version. */
  readonly zip: string;
  readonly target: Target | undefined;
  /** A path, or the ARN of a layer version. */
  readonly baseline: string | undefined;
  readonly format: InspectionFormat;
  readonly output: string | undefined;
}

export interface InspectStackOptions extends Omit<InspectOptions, 'zip' | 'baseline'> {
  /** The path of the function’s zip, if --function names it. */
  readonly code: string | undefined;
  /** Paths and ARNs in order. The first may be the function’s zip, if --function names none. */
  readonly zips: readonly string[];
}

export type CommandLine =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' }
  | { readonly kind: 'inspect'; readonly options: InspectOptions }
  | { readonly kind: 'inspect-stack'; readonly options: InspectStackOptions };

/**
 * Parses the arguments of the command.
 * @throws LayerkitError command/misused with the usage; platform/* for an invalid target
 */
export const parseCommandLine = (args: readonly string[]): CommandLine => {
  const [command, ...rest] = args;
  switch (command) {
    case undefined:
      throw misused('a command is required', usageLines.layerkit);
    case 'inspect':
      return parseInspect(rest);
    case '--help':
    case '-h':
    case 'help':
      return { kind: 'help', text: layerkitHelp };
    case '--version':
      return { kind: 'version' };
    default:
      throw misused(
        `unknown command or option “${command}”${didYouMean(command, commands)}`,
        usageLines.layerkit,
      );
  }
};

const commands = ['inspect', 'help', '--help', '--version'];

const parseInspect = (args: readonly string[]): CommandLine => {
  const { values, positionals } = readOptions(args);
  if (values.help === true) return { kind: 'help', text: inspectHelp };
  const { target, baseline, format, output } = values;
  const shared = {
    target: target === undefined ? undefined : parseTarget(target),
    format: parseInspectionFormat(format),
    output,
  };
  if (values.stack === true)
    return { kind: 'inspect-stack', options: { ...shared, ...stackNames(positionals, values) } };
  if (values.function !== undefined) throw misused('--function is for --stack only', usageLines.inspectStack);
  return { kind: 'inspect', options: { ...shared, zip: onlyZip(positionals), baseline } };
};

const onlyZip = ([zip, ...others]: readonly string[]): string => {
  if (zip !== undefined && zip !== '' && others.length === 0) return zip;
  const given = [zip, ...others].filter((name) => name !== undefined);
  throw misused(
    `expected one zip or ARN, not ${given.length === 0 ? 'none' : given.map(quote).join(' ')}`,
    others.length === 0
      ? usageLines.inspect
      : `${usageLines.inspectStack}, to inspect a function with its layers, or layers together`,
  );
};

const stackNames = (
  zips: readonly string[],
  given: { readonly function?: string; readonly baseline?: string },
): Pick<InspectStackOptions, 'code' | 'zips'> => {
  const { function: code, baseline } = given;
  const problem =
    baseline !== undefined
      ? '--baseline compares one zip with another, not a stack'
      : zips.length === 0 && code === undefined
        ? 'expected the zips of a stack, not none'
        : zips.includes('')
          ? 'the name of a zip is empty'
          : code === '' || code?.startsWith('arn:') === true
            ? `--function takes the path of a zip, not ${quote(code)}`
            : undefined;
  if (problem !== undefined) throw misused(problem, usageLines.inspectStack);
  return { code, zips };
};

const readOptions = (args: readonly string[]) => {
  const unknown = unknownOption(args);
  if (unknown !== undefined) {
    const meant = didYouMean(
      unknown,
      Object.keys(options).map((name) => `--${name}`),
    );
    throw misused(`unknown option ${unknown}${meant}`, usageLines.inspect);
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw misused(messageOf(error), usageLines.inspect);
  }
};

/** Returns the first unknown option. Node’s own error for it only suggests to put it after `--`. */
const unknownOption = (args: readonly string[]): string | undefined => {
  const { tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  return tokens.flatMap((token) =>
    token.kind === 'option' && !Object.hasOwn(options, token.name) ? [token.rawName] : [],
  )[0];
};

const options = {
  target: { type: 'string' },
  baseline: { type: 'string' },
  stack: { type: 'boolean' },
  function: { type: 'string' },
  format: { type: 'string', default: 'table' },
  output: { type: 'string' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const quote = (text: string): string => `“${text}”`;

const misused = (message: string, usage: string): LayerkitError =>
  new LayerkitError({ code: 'command/misused', message, hint: `Usage: ${usage}` });

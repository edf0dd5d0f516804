import { sha256Schema } from '@layerkit/artifact/digest';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import { formatTarget, parseTarget, type Target } from '@layerkit/platform-resolution';
import { importsFormat, type ImportsList } from './imports-list.ts';

/** Formats an imports list: a header with its target and digest, then one file per line. */
export const formatImports = ({ target, inputsDigest, files }: ImportsList): string =>
  [
    '# Made by layerkit: what the entry modules import. Lines may be added and taken out by hand, below the header.',
    `${starts.format}${String(importsFormat)}`,
    starts.target + formatTarget(target),
    starts.inputs + inputsDigest,
    ...files,
    '',
  ].join('\n');

const starts = { format: '# format: ', target: '# target: ', inputs: '# inputs: sha256:' } as const;

/**
 * Parses an imports list in the form of `formatImports`, edited or not. Windows line ends are allowed.
 * @param path the path of the file in errors
 * @throws LayerkitError imports/invalid, with every problem
 */
export const parseImports = (text: string, path: string): ImportsList => {
  const lines = text.split(/\r\n?|\n/);
  const files = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const value = (start: string): string | undefined =>
    lines.find((line) => line.startsWith(start))?.slice(start.length);
  const target = targetOf(value(starts.target));
  const inputsDigest = sha256Schema.safeParse(value(starts.inputs)).data;
  const problems = [
    ...(value(starts.format) === String(importsFormat)
      ? []
      : [`the header has no line “${starts.format}${String(importsFormat)}”`]),
    ...(target === undefined ? [`the header has no line “${starts.target}RUNTIME/ARCHITECTURE”`] : []),
    ...(inputsDigest === undefined ? [`the header has no line “${starts.inputs}…”`] : []),
    ...files
      .filter((file) => !file.endsWith('.py'))
      .map((file) => `${JSON.stringify(file)} is not a .py file`),
  ];
  if (target === undefined || inputsDigest === undefined || problems.length > 0)
    throw new LayerkitError({
      code: 'imports/invalid',
      message: `${path} is not a valid imports list`,
      problems,
      hint: 'Run the project’s imports target, or restore the file from version control.',
    });
  return { target, inputsDigest, files };
};

const targetOf = (text = ''): Target | undefined => {
  try {
    return parseTarget(text);
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};

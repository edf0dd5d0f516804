import { documentation } from '@layerkit/failure';
import type { Finding } from '@layerkit/artifact/finding';
import { formatTarget } from '@layerkit/platform-resolution';
import { countOf } from '../../findings/examples.ts';
import { describeGroup, groupFindings } from '../../findings/group-findings.ts';
import type { Stack, StackZip } from '../stack.ts';

/** Returns findings for zips that were made for another target, or that cannot work on the target by themselves. */
export const unfitFindings = ({ target, code, layers }: Stack): readonly Finding[] => {
  const wanted = formatTarget(target);
  return [...(code === undefined ? [] : [code]), ...layers].flatMap((zip) => [
    ...otherTarget(zip, wanted),
    ...ownErrors(zip, wanted),
  ]);
};

/** A warning, because Lambda does not compare a layer’s compatible runtimes and architectures with the function’s. */
const otherTarget = ({ name, targets }: StackZip, wanted: string): readonly Finding[] => {
  const made = targets.map(formatTarget);
  return made.length === 0 || made.includes(wanted)
    ? []
    : [
        {
          code: 'stack/unfit-zip',
          severity: 'warning',
          message: `${name} was made for ${made.join(', ')}, not for ${wanted}`,
          hint: 'Attach a build for the function’s runtime and architecture.',
        },
      ];
};

const ownErrors = ({ name, errors }: StackZip, wanted: string): readonly Finding[] => {
  const [first] = errors;
  if (first === undefined) return [];
  const causes = groupFindings(errors);
  const [cause] = causes;
  const rest = causes.length - 1;
  return [
    {
      code: 'stack/unfit-zip',
      severity: 'error',
      message: `${name} has ${countOf(errors.length, 'error')} of its own on ${wanted}: ${cause === undefined ? first.message : describeGroup(cause)}${rest > 0 ? `, and ${countOf(rest, 'other cause')}` : ''}`,
      hint: `Inspect it alone: layerkit inspect ${name} --target ${wanted}. ${documentation('findings')} explains the codes.`,
    },
  ];
};

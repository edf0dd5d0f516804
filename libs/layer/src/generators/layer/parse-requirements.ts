import { LayerkitError, redactCredentials } from '@layerkit/failure';
import { parseRequirement } from '@layerkit/platform-resolution';

/**
 * The requirements in a text with commas between them; undefined where there is none. A comma within brackets
 * or before a limit of a version belongs to its requirement: `boto3>=1.40,<2,pydantic[email]` are two.
 * @throws LayerkitError requirements/invalid, with each one that is none by name
 */
export const parseRequirements = (text: string): readonly string[] | undefined => {
  const requirements = text
    .split(/,(?![^[]*\])(?!\s*[<>=!~])/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const wrong = requirements.filter((requirement) => !isByName(requirement));
  if (wrong.length > 0) throw invalid(wrong);
  return requirements.length === 0 ? undefined : requirements;
};

/** An address is a requirement, but nothing that an index could be asked for. */
const isByName = (requirement: string): boolean =>
  parseRequirement(requirement) !== undefined && !requirement.includes('@');

const invalid = (wrong: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message: `--requirements names what is no package, or none by name`,
    problems: wrong.map((requirement) => `“${redactCredentials(requirement)}”`),
    hint: 'Write packages as in a requirements file, with commas between them: boto3,pydantic>=2,<3.',
  });

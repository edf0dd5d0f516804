import { LayerkitError, rememberUrls } from '@layerkit/failure';
import { parseRequirement } from '@layerkit/platform-resolution/requirements';

/**
 * Parses requirements separated by commas. Returns undefined if there are none. A comma inside brackets or
 * before a version limit belongs to its requirement: `boto3>=1.40,<2,pydantic[email]` are two.
 * @throws LayerkitError requirements/invalid, with each requirement that is not a package name
 */
export const parseRequirements = (text: string): readonly string[] | undefined => {
  rememberUrls(text);
  const requirements = [...text.matchAll(/(?:\[[^\]]*\]?|,\s*[<>=!~]|[^,[])+/g)]
    .map(([part]) => part.trim())
    .filter((part) => part !== '');
  const wrong = requirements.filter((requirement) => !isByName(requirement));
  if (wrong.length > 0) throw invalid(wrong);
  return requirements.length === 0 ? undefined : requirements;
};

/** Whether the requirement names a package of an index. A URL does not. */
const isByName = (requirement: string): boolean =>
  parseRequirement(requirement) !== undefined && !requirement.includes('@');

const invalid = (wrong: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message: '--requirements has entries that are not package names',
    problems: wrong.map((requirement) => `“${requirement}”`),
    hint: 'Write packages as in a requirements file, separated by commas: boto3,pydantic>=2,<3. For packages of the workspace, use --sources.',
  });

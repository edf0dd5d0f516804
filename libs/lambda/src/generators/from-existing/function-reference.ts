import { LayerkitError } from '@layerkit/failure';
import { quotas } from '@layerkit/platform-resolution';

export interface FunctionReference {
  readonly functionName: string;
  /** The region of an ARN. */
  readonly region: string | undefined;
}

const arnPattern = /^arn:aws[a-z-]*:lambda:([a-z0-9-]+):\d{12}:function:([A-Za-z0-9-_]+)$/;

/**
 * Parses the name or ARN of a function.
 * @throws LayerkitError definition/invalid for anything else, also for a version or alias
 */
export const parseFunctionReference = (text: string): FunctionReference => {
  const [, region, named] = arnPattern.exec(text) ?? [];
  const functionName = named ?? text;
  if (functionName.length <= quotas.functionNameLength && /^[\w-]+$/.test(functionName))
    return { functionName, region };
  throw new LayerkitError({
    code: 'definition/invalid',
    message: `“${text}” is neither the name nor the ARN of a function`,
    hint: 'Leave out the version or alias of an ARN: layerkit deploys $LATEST.',
  });
};

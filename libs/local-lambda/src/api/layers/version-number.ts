import { invalidParameterValue } from '../../refusal/refusals.ts';

export const refuseBelowOne = (version: number): void => {
  if (version < 1) throw invalidParameterValue('Layer Version Cannot be less than 1');
};

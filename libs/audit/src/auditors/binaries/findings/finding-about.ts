import type { Finding } from '@layerkit/artifact/finding';
import type { BinaryFacts } from '@layerkit/binary-formats';

/** Returns a finding about one binary, with its path and package. */
export const findingAbout = (
  { path, package: owner }: BinaryFacts,
  rest: Pick<Finding, 'code' | 'severity' | 'message' | 'hint'>,
): Finding => ({ ...rest, path, package: owner });

/** Returns the name of the binary’s package, for a hint. */
export const packageOf = ({ package: owner }: BinaryFacts): string => owner ?? 'the package it belongs to';

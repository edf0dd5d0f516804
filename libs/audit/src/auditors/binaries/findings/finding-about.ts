import type { Finding } from '@layerkit/artifact';
import type { BinaryFacts } from '@layerkit/binary-formats';

/** A finding of one binary: its path and package with the rest. */
export const findingAbout = (
  { path, package: owner }: BinaryFacts,
  rest: Pick<Finding, 'code' | 'severity' | 'message' | 'hint'>,
): Finding => ({ ...rest, path, ...(owner === undefined ? {} : { package: owner }) });

/** The package by its name, for a hint. */
export const packageOf = ({ package: owner }: BinaryFacts): string => owner ?? 'the package it belongs to';

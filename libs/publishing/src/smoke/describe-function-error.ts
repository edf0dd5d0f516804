/** Formats the answer of a failed function as one line: `errorType: errorMessage` if it has them. */
export const describeFunctionError = (payload: unknown): string => {
  const isError = typeof payload === 'object' && payload !== null && 'errorMessage' in payload;
  if (!isError) return JSON.stringify(payload);
  const type = 'errorType' in payload ? `${String(payload.errorType)}: ` : '';
  return `${type}${String(payload.errorMessage)}`;
};

/** What a failed function answers, as one line: `errorType: errorMessage` where it has these. */
export const describeFunctionError = (payload: unknown): string => {
  const isError = typeof payload === 'object' && payload !== null && 'errorMessage' in payload;
  if (!isError) return JSON.stringify(payload);
  const type = 'errorType' in payload ? `${String(payload.errorType)}: ` : '';
  return `${type}${String(payload.errorMessage)}`;
};

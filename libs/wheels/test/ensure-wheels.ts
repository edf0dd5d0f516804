import * as subject from '../src/store/ensure-wheels.ts';

/** Calls `ensureWheels` without a default index. It throws if the default index is needed. */
export const ensureWheels = (
  request: Omit<subject.EnsureWheelsRequest, 'defaultIndex'>,
): Promise<subject.EnsuredWheels> =>
  subject.ensureWheels({
    ...request,
    defaultIndex: () => Promise.reject(new Error('the test needs no default index')),
  });

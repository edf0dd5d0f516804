import * as subject from '../src/store/ensure-wheels.ts';

/** `ensureWheels` where the environment names the index, or none is to be asked. */
export const ensureWheels = (
  request: Omit<subject.EnsureWheelsRequest, 'defaultIndex'>,
): Promise<subject.EnsuredWheels> =>
  subject.ensureWheels({
    ...request,
    defaultIndex: () => Promise.reject(new Error('the default index was asked for')),
  });

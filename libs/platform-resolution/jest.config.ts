/** @jest-config-loader ts-node
 * @jest-config-loader-options {"skipProject":true,"transpileOnly":true,"compilerOptions":{"module":"CommonJS","ignoreDeprecations":"6.0"}}
 */
import type { Config } from 'jest';
const config: Config = { displayName: 'platform-resolution', preset: '../../jest.preset.cjs' };
export default config;

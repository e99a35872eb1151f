import { runOnFreshClone } from './prepare/bootstrap.mjs';

runOnFreshClone('scripts/test.ts');

import { runOnFreshClone } from './prepare/bootstrap.mjs';

runOnFreshClone('scripts/start.ts');

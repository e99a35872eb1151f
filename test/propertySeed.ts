/**
 * Property tests draw the same values in every run, so that what passed on one machine passes on the next. A run of
 * `npm run test:explore` draws others each time: what it finds becomes an example of its test.
 */
import fc from 'fast-check';

const explores = process.env.MCP_POLICY_EXPLORE === '1';

if (!explores) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_120 });

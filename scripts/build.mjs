// Builds server and pages into dist/, whether or not anything changed. Run: npm run build

import { buildSteps, prepareSteps, setUp } from './setup.mjs';

await setUp(prepareSteps, { quiet: true });
await setUp([buildSteps], { force: true });

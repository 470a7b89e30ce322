import { measureScale } from './scale.js';

const [, , lines = '', database, port = ''] = process.argv;
const result = await measureScale(
  Number(lines),
  database === 'embedded' ? 'embedded' : 'postgres',
  Number(port),
);
process.send?.(result, () => process.exit(0));

import 'reflect-metadata';
import { runBenches } from './run.ts';

// One that failed may have left open what it began: its servers shall not keep this process from ending.
process.exit(await runBenches(process.argv.slice(2)));
